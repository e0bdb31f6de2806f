package org.munet4j.report.plot;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.stream.IntStream;

/** How far the data of one axis go, and how much room their marks need around them. */
final class Reach {
  private static final double PART = 0.05;
  private static final int ROUNDS = 8;

  private final DoubleArrayList values = new DoubleArrayList();
  private final DoubleArrayList pixels = new DoubleArrayList();
  private boolean hasPart;
  private boolean isFromZero;

  /** Room for a mark of so many pixels to either side of a value. */
  void to(double value, double room) {
    if (Double.isFinite(value)) {
      values.add(value);
      pixels.add(room);
    }
  }

  /** A twentieth of the axis stays free at both ends. */
  void withPart() {
    hasPart = true;
  }

  /** Zero is shown, and is the end of the axis if all values lie on one side of it. */
  void fromZero() {
    isFromZero = true;
    to(0, 0);
  }

  /**
   * The ends of an axis of so many pixels.
   *
   * @return low and high
   */
  double[] ends(double length) {
    if (values.isEmpty()) {
      return new double[] {-1, 6};
    }
    double least = values.doubleStream().min().orElseThrow();
    double most = values.doubleStream().max().orElseThrow();
    if (least == most) {
      return isFromZero && least == 0 ? new double[] {0, 1} : new double[] {least - 1, most + 1};
    }
    double low = least;
    double high = most;
    for (int round = 0; round < ROUNDS; round++) {
      double unit = (high - low) / length;
      low = end(-1, unit, length);
      high = end(1, unit, length);
    }
    return new double[] {isFromZero && least >= 0 ? 0 : low, isFromZero && most <= 0 ? 0 : high};
  }

  private double end(int side, double unit, double length) {
    double part = hasPart ? PART * length : 0;
    return side
        * IntStream.range(0, values.size())
            .mapToDouble(
                at ->
                    side * values.getDouble(at)
                        + unit * Math.min(pixels.getDouble(at) + part, length / 3))
            .max()
            .orElseThrow();
  }
}
