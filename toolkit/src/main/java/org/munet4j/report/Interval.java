package org.munet4j.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.munet4j.internal.Require;

/**
 * The mean of one number for each seed, and the 95 % interval around it by Student's t: half width
 * t(0.975, n - 1) · s / √n, where s is the standard deviation with n - 1. One seed tells nothing of
 * the others, so its interval is unbounded. Seeds are taken as independent and normally
 * distributed.
 *
 * @param mean of the seeds
 * @param halfWidth of the interval, at least 0; infinite for one seed
 * @param seeds how many there are
 */
public record Interval(double mean, double halfWidth, int seeds) {
  private static final double UPPER = 0.975;

  public Interval {
    Require.that(seeds >= 1, "interval: %d seeds, needs at least 1", seeds);
    Require.that(Double.isFinite(mean), "interval: mean is %s, needs a finite number", mean);
    Require.that(
        halfWidth >= 0 && Double.isFinite(halfWidth) == seeds > 1,
        "interval: half width is %s of %d seeds; needs 0 or more, infinite for one seed",
        halfWidth,
        seeds);
  }

  /**
   * @param values one for each seed
   */
  public static Interval of(double... values) {
    Require.that(values.length >= 1, "interval: no values; give one for each seed");
    for (double value : values) {
      Require.that(Double.isFinite(value), "interval: value is %s, needs a finite number", value);
    }
    int seeds = values.length;
    double mean = Arrays.stream(values).sum() / seeds;
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    double halfWidth =
        seeds == 1
            ? Double.POSITIVE_INFINITY
            : quantile(seeds - 1) * Math.sqrt(squares / (seeds - 1) / seeds);
    return new Interval(mean, halfWidth, seeds);
  }

  /**
   * @param values one for each seed
   */
  public static Interval of(List<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * The interval of a - b, seed by seed. It is narrower than the two intervals where good seeds are
   * good for both.
   *
   * @param a one for each seed
   * @param b of the same seeds in the same order
   */
  public static Interval ofDifferences(List<Double> a, List<Double> b) {
    Require.that(
        a.size() == b.size(),
        "interval: %d values beside %d; a difference needs both for each seed",
        a.size(),
        b.size());
    return of(IntStream.range(0, a.size()).mapToDouble(i -> a.get(i) - b.get(i)).toArray());
  }

  /** t(0.975) of so many degrees of freedom. */
  static double quantile(int freedom) {
    return new TDistribution(null, freedom).inverseCumulativeProbability(UPPER);
  }

  public double low() {
    return mean - halfWidth;
  }

  public double high() {
    return mean + halfWidth;
  }

  /** Whether the value lies in the interval or on its edge. */
  public boolean contains(double value) {
    return value >= low() && value <= high();
  }

  /** Whether the intervals have a point in common. */
  public boolean overlaps(Interval other) {
    return low() <= other.high() && other.low() <= high();
  }

  /** Such as {@code 0.847 ± 0.012 (3 seeds)}: the half width has two digits that count. */
  @Override
  public String toString() {
    return brief() + (seeds == 1 ? " (1 seed, no interval)" : Require.text(" (%d seeds)", seeds));
  }

  /** The same without the number of seeds, for a table whose rows all have as many. */
  public String brief() {
    if (seeds == 1) {
      return number(mean, decimals(mean, 3));
    }
    int decimals = halfWidth > 0 ? decimals(halfWidth, 1) : decimals(mean, 3);
    return Require.text("%s ± %s", number(mean, decimals), number(halfWidth, decimals));
  }

  /** A difference of accuracies in percentage points, such as {@code +0.85 ± 0.31 points}. */
  public String points() {
    String mean = Require.text("%+.2f", 100 * this.mean);
    return seeds == 1
        ? mean + " points (1 seed, no interval)"
        : Require.text("%s ± %.2f points", mean, 100 * halfWidth);
  }

  /** Decimals that show a number's first digit and so many more. */
  private static int decimals(double value, int more) {
    double magnitude = value == 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
    return (int) Math.max(0, Math.min(6, more - magnitude));
  }

  private static String number(double value, int decimals) {
    return Require.text("%,." + decimals + "f", value);
  }
}
