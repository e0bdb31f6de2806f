package org.munet4j.report.plot;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.stream.IntStream;

/** The shapes of marks; one that has no shape here is a circle. */
final class Symbol {
  private static final double[] CROSS = {
    -1, -0.4, -0.4, -0.4, -0.4, -1, 0.4, -1, 0.4, -0.4, 1, -0.4, 1, 0.4, 0.4, 0.4, 0.4, 1, -0.4, 1,
    -0.4, 0.4, -1, 0.4
  };
  private static final double[] TRIANGLE = {0, -1, 1.155, 1, -1.155, 1};

  private Symbol() {}

  static Shape at(String symbol, Point2D place, double diameter) {
    double radius = diameter / 2;
    AffineTransform move = AffineTransform.getTranslateInstance(place.getX(), place.getY());
    move.scale(radius, radius);
    return move.createTransformedShape(shape(symbol.replaceAll("-(open|dot|thin)", "")));
  }

  private static Shape shape(String symbol) {
    return switch (symbol) {
      case "square" -> new Rectangle2D.Double(-1, -1, 2, 2);
      case "diamond" -> polygon(45, -1, -1, 1, -1, 1, 1, -1, 1);
      case "cross" -> polygon(0, CROSS);
      case "x" -> polygon(45, CROSS);
      case "triangle-up" -> polygon(0, TRIANGLE);
      case "triangle-right" -> polygon(90, TRIANGLE);
      case "triangle-down" -> polygon(180, TRIANGLE);
      case "triangle-left" -> polygon(270, TRIANGLE);
      case "pentagon" -> star(5, 1);
      case "hexagon", "hexagon2" -> star(6, 1);
      case "octagon" -> star(8, 1);
      case "star" -> star(5, 0.38);
      case "hexagram" -> star(6, 0.58);
      default -> new Ellipse2D.Double(-1, -1, 2, 2);
    };
  }

  private static Shape polygon(double degrees, double... corners) {
    Path2D path = new Path2D.Double();
    path.moveTo(corners[0], corners[1]);
    for (int at = 2; at < corners.length; at += 2) {
      path.lineTo(corners[at], corners[at + 1]);
    }
    path.closePath();
    return AffineTransform.getRotateInstance(Math.toRadians(degrees)).createTransformedShape(path);
  }

  /** A star; with an inner radius of 1 every second corner is left out. */
  private static Shape star(int rays, double inner) {
    int step = inner == 1 ? 2 : 1;
    return polygon(
        0,
        IntStream.iterate(0, corner -> corner < 2 * rays, corner -> corner + step)
            .boxed()
            .flatMapToDouble(
                corner -> {
                  double angle = Math.PI * corner / rays;
                  double radius = corner % 2 == 0 ? 1.2 : 1.2 * inner;
                  return java.util.stream.DoubleStream.of(
                      radius * Math.sin(angle), -radius * Math.cos(angle));
                })
            .toArray());
  }
}
