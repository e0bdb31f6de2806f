package org.munet4j.data;

/**
 * A small black square on which white lines are drawn, antialiased by the distance of each pixel's
 * centre to the line. Uses only exactly defined arithmetic, so each machine draws the same bytes.
 */
final class Canvas {
  private final int side;
  private final double[] cover;

  Canvas(int side) {
    this.side = side;
    this.cover = new double[side * side];
  }

  /** A line with round ends; all numbers in pixels. */
  void line(double x0, double y0, double x1, double y1, double radius) {
    double reach = radius + 0.5;
    int left = clamp(Math.floor(Math.min(x0, x1) - reach));
    int right = clamp(Math.ceil(Math.max(x0, x1) + reach));
    int top = clamp(Math.floor(Math.min(y0, y1) - reach));
    int bottom = clamp(Math.ceil(Math.max(y0, y1) + reach));
    double dx = x1 - x0;
    double dy = y1 - y0;
    double length = dx * dx + dy * dy;
    double perLength = length > 0 ? 1 / length : 0;
    for (int row = top; row < bottom; row++) {
      double py = row + 0.5 - y0;
      for (int column = left; column < right; column++) {
        double px = column + 0.5 - x0;
        double along = Math.max(0, Math.min(1, (px * dx + py * dy) * perLength));
        double awayX = px - along * dx;
        double awayY = py - along * dy;
        double square = awayX * awayX + awayY * awayY;
        if (square < reach * reach) {
          double ink = Math.min(1, reach - Math.sqrt(square));
          int pixel = row * side + column;
          cover[pixel] = Math.max(cover[pixel], ink);
        }
      }
    }
  }

  private int clamp(double at) {
    return (int) Math.max(0, Math.min(side, at));
  }

  /** Puts [row, column] bytes, 0 black to 255 white, into an array. */
  void copyTo(byte[] target, int offset) {
    for (int pixel = 0; pixel < cover.length; pixel++) {
      target[offset + pixel] = (byte) (int) (255 * cover[pixel] + 0.5);
    }
  }

  /** Share of ink at each pixel, [row, column], 0 to 1. */
  double[] cover() {
    return cover.clone();
  }
}
