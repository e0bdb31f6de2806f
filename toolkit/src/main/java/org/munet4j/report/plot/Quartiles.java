package org.munet4j.report.plot;

import java.util.Arrays;

/**
 * What a box shows. Whiskers end at the last value within one and a half box lengths.
 *
 * @param lowWhisker smallest value that is no outlier
 * @param highWhisker largest value that is no outlier
 */
record Quartiles(double lowWhisker, double first, double median, double third, double highWhisker) {
  static Quartiles of(double[] sorted) {
    double first = at(sorted, 0.25);
    double third = at(sorted, 0.75);
    double reach = 1.5 * (third - first);
    double low =
        Arrays.stream(sorted).filter(value -> value >= first - reach).findFirst().orElse(first);
    double high = Arrays.stream(sorted).filter(value -> value <= third + reach).max().orElse(third);
    return new Quartiles(
        Math.min(low, first), first, at(sorted, 0.5), third, Math.max(high, third));
  }

  static double at(double[] sorted, double part) {
    double place = Math.min(sorted.length - 1, Math.max(0, part * sorted.length - 0.5));
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
  }
}
