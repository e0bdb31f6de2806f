package org.munet4j.report.plot;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Intervals of equal size, chosen as plotly chooses them: round sizes, and numbers that lie on a
 * grid fall into the middle of a bin, not on its edge.
 *
 * @param start lower edge of the first bin
 * @param size of one bin
 * @param count of bins
 */
record Bins(double start, double size, int count) {
  private static final double[] SIZES = {2, 5, 10};
  private static final double[] GAPS = {9.9, 4.9, 1.9, 0.9};
  private static final int MOST = 10_000;

  /**
   * Bins around numbers.
   *
   * @param wanted about so many; 0 leaves the choice to the numbers' spread
   * @param power how fast bins shrink as numbers grow: 0.4 for a row, 0.25 for a plane
   */
  static Bins around(double[] numbers, int wanted, double power) {
    if (numbers.length == 0) {
      return new Bins(0, 1, 1);
    }
    double least = DoubleStream.of(numbers).min().orElseThrow();
    double most = DoubleStream.of(numbers).max().orElseThrow();
    double rough =
        wanted > 0
            ? (most - least) / wanted
            : Math.max(
                smallestGap(numbers), 2 * deviation(numbers) / Math.pow(numbers.length, power));
    rough = Math.max(rough, (most - least) / MOST);
    double size = rough > 0 ? roundedUp(rough, SIZES) : 1;
    double start = start(numbers, least, most, size);
    return new Bins(start, size, 1 + (int) Math.floor((most - start) / size));
  }

  /** The bins that a figure's {@code xbins} or {@code ybins} name. */
  static Bins of(JsonObject json) {
    double start = json.get("start").getAsDouble();
    double size = json.get("size").getAsDouble();
    return new Bins(start, size, (int) Math.round((json.get("end").getAsDouble() - start) / size));
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("start", start);
    json.addProperty("end", start + count * size);
    json.addProperty("size", size);
    return json;
  }

  double middle(int bin) {
    return start + (bin + 0.5) * size;
  }

  /** The bin of a number, or -1 where it lies in none. */
  int of(double number) {
    double bin = Math.floor((number - start) / size);
    return bin >= 0 && bin < count ? (int) bin : -1;
  }

  private static double start(double[] numbers, double least, double most, double size) {
    double start = Math.ceil(least / size - 1e-9) * size - size;
    double edge = start;
    if (DoubleStream.of(numbers).allMatch(number -> number == Math.rint(number))) {
      double half = size < 1 ? least - 0.5 * size : start - 0.5;
      return size >= 1 && half + size < least ? half + size : half;
    }
    long middles =
        DoubleStream.of(numbers).filter(number -> isEdge(number + size / 2, edge, size)).count();
    long edges = DoubleStream.of(numbers).filter(number -> isEdge(number, edge, size)).count();
    boolean isOnEdges =
        edges > 0.3 * numbers.length || isEdge(least, edge, size) || isEdge(most, edge, size);
    if (middles < 0.1 * numbers.length && isOnEdges) {
      return start + (start + size / 2 < least ? size / 2 : -size / 2);
    }
    return start;
  }

  private static boolean isEdge(double number, double start, double size) {
    return (1 + (number - start) * 100 / size) % 100 < 2;
  }

  private static double smallestGap(double[] numbers) {
    double[] sorted = DoubleStream.of(numbers).sorted().distinct().toArray();
    OptionalDouble gap = OptionalDouble.empty();
    double negligible = (sorted[sorted.length - 1] - sorted[0]) / 10_000;
    for (int next = 1; next < sorted.length; next++) {
      double here = sorted[next] - sorted[next - 1];
      if (here > negligible && (gap.isEmpty() || here < gap.getAsDouble())) {
        gap = OptionalDouble.of(here);
      }
    }
    if (gap.isEmpty()) {
      return 0;
    }
    double power = Math.pow(10, Math.floor(Math.log10(gap.getAsDouble())));
    double digits = gap.getAsDouble() / power;
    return power * Arrays.stream(GAPS).filter(step -> step <= digits).findFirst().orElse(0.9);
  }

  /** Up to the next greater of these steps times a power of ten. */
  static double roundedUp(double number, double... steps) {
    double power = Math.pow(10, Math.floor(Math.log10(number)));
    double digits = number / power;
    return power * Arrays.stream(steps).filter(step -> step > digits).findFirst().orElse(10);
  }

  private static double deviation(double[] numbers) {
    double mean = DoubleStream.of(numbers).average().orElse(0);
    return Math.sqrt(
        DoubleStream.of(numbers).map(number -> (number - mean) * (number - mean)).sum()
            / numbers.length);
  }
}
