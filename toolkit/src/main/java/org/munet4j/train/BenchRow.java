package org.munet4j.train;

import java.util.Arrays;
import java.util.Optional;

/**
 * One line of a benchmark's table.
 *
 * @param name of the case
 * @param ours what we reach
 * @param reference what it is compared with; empty where there is nothing
 * @param ratio how many times better ours is: above 1 faster, or smaller where less is better
 * @param unit of ours and of the reference
 */
public record BenchRow(
    String name, double ours, Optional<Double> reference, Optional<Double> ratio, String unit) {

  /** A number that is compared with nothing. */
  public static BenchRow alone(String name, double ours, String unit) {
    return new BenchRow(name, ours, Optional.empty(), Optional.empty(), unit);
  }

  /** Two numbers of which the larger is better. */
  public static BenchRow more(String name, double ours, double reference, String unit) {
    return new BenchRow(name, ours, Optional.of(reference), Optional.of(ours / reference), unit);
  }

  /** Two numbers of which the smaller is better. */
  public static BenchRow less(String name, double ours, double reference, String unit) {
    return new BenchRow(name, ours, Optional.of(reference), Optional.of(reference / ours), unit);
  }

  /**
   * Medians of numbers that were measured in pairs, of which the smaller are better; the ratio is
   * the median of the pairs' ratios.
   */
  public static BenchRow pairs(String name, double[] ours, double[] reference, String unit) {
    double[] ratios = new double[ours.length];
    Arrays.setAll(ratios, i -> reference[i] / ours[i]);
    return new BenchRow(
        name,
        TrainBench.median(ours),
        Optional.of(TrainBench.median(reference)),
        Optional.of(TrainBench.median(ratios)),
        unit);
  }
}
