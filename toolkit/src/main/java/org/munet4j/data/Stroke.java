package org.munet4j.data;

/**
 * One movement of the pen through knots: straight between them, or a smooth curve of cubic Béziers
 * (Catmull-Rom), closed where the last knot is the first.
 *
 * <pre>
 *   xs  [knot]   0 left to 1 right
 *   ys  [knot]   0 top to 1 bottom
 * </pre>
 */
record Stroke(double[] xs, double[] ys, boolean smooth) {
  private static final int PIECES = 4;

  /** Changes a point of the plane. */
  interface Move {
    double[] apply(double x, double y);
  }

  /** Receives the straight pieces of a path. */
  interface Pen {
    void line(double x0, double y0, double x1, double y1);
  }

  int knots() {
    return xs.length;
  }

  Stroke moved(Move move) {
    double[] newXs = new double[xs.length];
    double[] newYs = new double[ys.length];
    for (int knot = 0; knot < xs.length; knot++) {
      double[] point = move.apply(xs[knot], ys[knot]);
      newXs[knot] = point[0];
      newYs[knot] = point[1];
    }
    return new Stroke(newXs, newYs, smooth);
  }

  private boolean isClosed() {
    int last = xs.length - 1;
    return last > 2 && Math.abs(xs[0] - xs[last]) < 1e-9 && Math.abs(ys[0] - ys[last]) < 1e-9;
  }

  /** Walks along the path in short straight pieces. */
  void trace(Pen pen) {
    double x = xs[0];
    double y = ys[0];
    for (int knot = 0; knot + 1 < xs.length; knot++) {
      int pieces = smooth ? PIECES : 1;
      for (int piece = 1; piece <= pieces; piece++) {
        double part = (double) piece / pieces;
        double nextX = smooth ? curve(xs, knot, part) : xs[knot + 1];
        double nextY = smooth ? curve(ys, knot, part) : ys[knot + 1];
        pen.line(x, y, nextX, nextY);
        x = nextX;
        y = nextY;
      }
    }
  }

  private double curve(double[] values, int knot, double part) {
    int last = values.length - 1;
    double from = values[knot];
    double to = values[knot + 1];
    double before = knot > 0 ? values[knot - 1] : isClosed() ? values[last - 1] : 2 * from - to;
    double after = knot + 2 <= last ? values[knot + 2] : isClosed() ? values[1] : 2 * to - from;
    double square = part * part;
    return 0.5
        * (2 * from
            + (to - before) * part
            + (2 * before - 5 * from + 4 * to - after) * square
            + (3 * from - before - 3 * to + after) * square * part);
  }
}
