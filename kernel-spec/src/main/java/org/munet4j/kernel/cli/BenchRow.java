package org.munet4j.kernel.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Our median of one case beside that of one reference. A value is NaN where nothing was measured
 * and infinite where it never ended.
 *
 * @param label what was measured, such as "trivial cell"
 * @param kernel the reference
 */
record BenchRow(String label, double ours, double reference, String unit, String kernel) {
  static final String NOBODY = "no other kernel";

  private record Case(String label, String unit) {}

  /** Below 1 where ours needs less; NaN unless both are finite and the reference is not 0. */
  double ratio() {
    double ratio = ours / reference;
    return Double.isInfinite(ours) || Double.isInfinite(reference) || Double.isInfinite(ratio)
        ? Double.NaN
        : ratio;
  }

  /**
   * A row for each case and reference, cases in the order in which they were measured. Without any
   * reference there is one row for each case, whose reference is {@link #NOBODY}.
   */
  static List<BenchRow> of(List<BenchSample> samples) {
    Map<Case, List<BenchSample>> cases = new LinkedHashMap<>();
    samples.forEach(
        sample ->
            cases
                .computeIfAbsent(new Case(sample.label(), sample.unit()), c -> new ArrayList<>())
                .add(sample));
    List<String> references =
        samples.stream()
            .map(BenchSample::contender)
            .filter(name -> !name.equals(BenchSample.OURS))
            .distinct()
            .toList();
    return cases.entrySet().stream()
        .flatMap(
            entry ->
                (references.isEmpty() ? List.of(NOBODY) : references)
                    .stream().map(name -> row(entry.getKey(), entry.getValue(), name)))
        .toList();
  }

  private static BenchRow row(Case of, List<BenchSample> samples, String reference) {
    return new BenchRow(
        of.label(),
        median(samples, BenchSample.OURS),
        median(samples, reference),
        of.unit(),
        reference);
  }

  private static double median(List<BenchSample> samples, String contender) {
    double[] sorted =
        samples.stream()
            .filter(sample -> sample.contender().equals(contender))
            .mapToDouble(BenchSample::value)
            .sorted()
            .toArray();
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
