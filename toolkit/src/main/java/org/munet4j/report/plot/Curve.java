package org.munet4j.report.plot;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.List;

/** The ways from one point of a line to the next. */
final class Curve {
  private Curve() {}

  /** Goes on to the point at this place; the one before it is there. */
  static void step(Path2D path, String shape, List<Point2D> points, int at) {
    Point2D from = points.get(at - 1);
    Point2D to = points.get(at);
    switch (shape) {
      case "hv" -> path.lineTo(to.getX(), from.getY());
      case "vh" -> path.lineTo(from.getX(), to.getY());
      case "hvh" -> {
        path.lineTo((from.getX() + to.getX()) / 2, from.getY());
        path.lineTo((from.getX() + to.getX()) / 2, to.getY());
      }
      case "vhv" -> {
        path.lineTo(from.getX(), (from.getY() + to.getY()) / 2);
        path.lineTo(to.getX(), (from.getY() + to.getY()) / 2);
      }
      case "spline" -> {
        Point2D start = slope(points, at - 1);
        Point2D end = slope(points, at);
        path.curveTo(
            from.getX() + start.getX() / 6,
            from.getY() + start.getY() / 6,
            to.getX() - end.getX() / 6,
            to.getY() - end.getY() / 6,
            to.getX(),
            to.getY());
        return;
      }
      default -> {}
    }
    path.lineTo(to.getX(), to.getY());
  }

  private static Point2D slope(List<Point2D> points, int at) {
    Point2D here = points.get(at);
    Point2D before = neighbour(points, at - 1, here);
    Point2D after = neighbour(points, at + 1, here);
    return new Point2D.Double(after.getX() - before.getX(), after.getY() - before.getY());
  }

  private static Point2D neighbour(List<Point2D> points, int at, Point2D otherwise) {
    boolean isThere =
        at >= 0
            && at < points.size()
            && Double.isFinite(points.get(at).getX())
            && Double.isFinite(points.get(at).getY());
    return isThere ? points.get(at) : otherwise;
  }
}
