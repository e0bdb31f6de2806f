package org.munet4j.report.plot;

import java.awt.geom.Point2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The smoothed density of numbers. */
final class Violin {
  private static final int STEPS = 100;

  private Violin() {}

  /** Silverman's rule. */
  static double bandwidth(double[] sorted) {
    double mean = Arrays.stream(sorted).average().orElse(0);
    double squares = Arrays.stream(sorted).map(value -> (value - mean) * (value - mean)).sum();
    double deviation = sorted.length > 1 ? Math.sqrt(squares / (sorted.length - 1)) : 0;
    double box = Quartiles.at(sorted, 0.75) - Quartiles.at(sorted, 0.25);
    double spread = box > 0 ? Math.min(deviation, box / 1.349) : deviation;
    double span = sorted[sorted.length - 1] - sorted[0];
    return Math.max(1.059 * spread * Math.pow(sorted.length, -0.2), Math.max(span / 100, 1e-12));
  }

  /** Equal numbers have no density. */
  static boolean isFlat(double[] sorted) {
    return sorted[0] == sorted[sorted.length - 1];
  }

  /** The greatest density; that of equal numbers is 1. */
  static double widest(double[] sorted) {
    return outline(sorted).stream().mapToDouble(Point2D::getX).max().orElse(1);
  }

  /** From the lowest value to the highest: x is the density and y the value. */
  static List<Point2D> outline(double[] sorted) {
    if (isFlat(sorted)) {
      return List.of(new Point2D.Double(1, sorted[0]));
    }
    double bandwidth = bandwidth(sorted);
    double low = sorted[0] - 2 * bandwidth;
    double step = (sorted[sorted.length - 1] + 2 * bandwidth - low) / STEPS;
    return IntStream.rangeClosed(0, STEPS)
        .mapToDouble(at -> low + at * step)
        .<Point2D>mapToObj(at -> new Point2D.Double(density(sorted, at, bandwidth), at))
        .toList();
  }

  private static double density(double[] values, double at, double bandwidth) {
    return Arrays.stream(values)
            .map(value -> Math.exp(-0.5 * Math.pow((value - at) / bandwidth, 2)))
            .sum()
        / (values.length * bandwidth);
  }
}
