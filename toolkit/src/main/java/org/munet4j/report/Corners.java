package org.munet4j.report;

import java.util.ArrayList;
import java.util.List;
import org.munet4j.report.Mark.Point;

/** Takes the sharpness out of a line. */
final class Corners {
  private static final int STEPS = 5;

  private Corners() {}

  /** The line with each inner corner replaced by an arc that begins at most this far from it. */
  static List<Point> rounded(List<Point> corners, double radius) {
    List<Point> line = new ArrayList<>();
    line.add(corners.get(0));
    for (int i = 1; i < corners.size() - 1; i++) {
      Point corner = corners.get(i);
      Point before = towards(corner, corners.get(i - 1), radius);
      Point after = towards(corner, corners.get(i + 1), radius);
      for (int step = 0; step <= STEPS; step++) {
        line.add(between(before, corner, after, step / (double) STEPS));
      }
    }
    line.add(corners.get(corners.size() - 1));
    return line;
  }

  /** The point this far from a corner, at most half the way to its neighbour. */
  private static Point towards(Point corner, Point neighbour, double radius) {
    double dx = neighbour.x() - corner.x();
    double dy = neighbour.y() - corner.y();
    double length = Math.hypot(dx, dy);
    double part = length == 0 ? 0 : Math.min(radius / length, 0.5);
    return new Point(corner.x() + dx * part, corner.y() + dy * part);
  }

  /** A point of the quadratic curve from one end over its control point to the other end. */
  private static Point between(Point start, Point control, Point end, double t) {
    double u = 1 - t;
    return new Point(
        u * u * start.x() + 2 * u * t * control.x() + t * t * end.x(),
        u * u * start.y() + 2 * u * t * control.y() + t * t * end.y());
  }
}
