package org.munet4j.paper;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;
import org.munet4j.report.Interval;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** What must hold of Gumbel-Matrix routing (routing, §0.3 row 3, §3.4, §3.5). */
final class GumbelMatrixClaims {
  static final String TWINS = "twins";
  static final String CLUSTERS = "clusters";
  static final String ALPHABETS = "alphabets";

  private static final double ERROR_RATIO = 0.9;
  private static final double SIMILARITY_GAP = 0.15;
  private static final double AGREEMENT = 0.9;
  private static final String ABSTRACT = "arXiv 1910.04915, abstract";
  private static final String UNREAD = "arXiv 1910.04915 (tables not verified)";

  private GumbelMatrixClaims() {}

  static List<ClaimRule> all() {
    return List.of(
        ClaimRule.of(
                "07.1",
                "on four tasks in two clusters the learned allocation's error is at most 0.9 times"
                    + " that of the averaged shared bottom",
                "both full sharing and no sharing are beaten",
                UNREAD,
                table -> errors(table, TWINS, Ways.AVERAGED, ERROR_RATIO))
            .because("pairs of equal tasks share with each other and less with the rest"),
        ClaimRule.of(
                "07.2",
                "there it and the averaged shared bottom are more accurate than no sharing",
                "both full sharing and no sharing are beaten",
                UNREAD,
                GumbelMatrixClaims::beatsNoSharing)
            .because("a component that two tasks train has twice the steps"),
        ClaimRule.of(
                "07.3",
                "there tasks of one cluster are more alike in what they use than tasks of two, by"
                    + " 0.15 of the cosine at least",
                "learned patterns are nearly the same for the same tasks",
                UNREAD,
                GumbelMatrixClaims::findsTwins)
            .because("the same gradients open the same gates"),
        ClaimRule.of(
                "07.4",
                "of nine synthetic tasks the three clusters are found in the learned allocation"
                    + " (adjusted Rand index at least 0.9)",
                "three visible blocks in the similarity matrix of 40 tasks",
                "public code's plots (not verified)",
                GumbelMatrixClaims::findsClusters)
            .because("other data and other clusters than the paper's"),
        ClaimRule.of(
                "07.5",
                "there the learned allocation's error is at most 0.9 times that of both forms of the"
                    + " shared bottom",
                "both full sharing and no sharing are beaten",
                UNREAD,
                table -> beatsBoth(table, CLUSTERS, ERROR_RATIO))
            .because("clusters have nothing in common, and the layers are narrow"),
        ClaimRule.of(
                "07.6",
                "on alphabets of Omniglot the error is below that of both forms of the shared bottom",
                "error 6.48 %, 17 % lower than the best before",
                ABSTRACT + "; the number from a database of results",
                table -> beatsBoth(table, ALPHABETS, 1))
            .because("smaller images, fewer filters and rounds than the paper's"));
  }

  private static Verdict errors(Table table, String benchmark, String other, double most) {
    List<Double> ours = errors(table, benchmark, Ways.GUMBEL);
    List<Double> theirs = errors(table, benchmark, other);
    List<Double> ratios =
        IntStream.range(0, ours.size()).mapToObj(i -> ours.get(i) / theirs.get(i)).toList();
    double ratio = mean(ours) / mean(theirs);
    return new Verdict(
        Require.text(
            "%.3f times: error %s against %s; seed by seed %s",
            ratio, Interval.of(ours), Interval.of(theirs), Interval.of(ratios)),
        ratio <= most);
  }

  private static Verdict beatsNoSharing(Table table) {
    List<Double> alone = errors(table, TWINS, Ways.NO_SHARING);
    Interval ours = Interval.ofDifferences(alone, errors(table, TWINS, Ways.GUMBEL));
    Interval shared = Interval.ofDifferences(alone, errors(table, TWINS, Ways.AVERAGED));
    return new Verdict(
        Require.text("learned %s, shared %s", ours.points(), shared.points()),
        ours.mean() > 0 && shared.mean() > 0);
  }

  private static Verdict findsTwins(Table table) {
    List<Double> within = numbers(table, TWINS, Ways.GUMBEL, "within");
    List<Double> across = numbers(table, TWINS, Ways.GUMBEL, "across");
    Interval gap = Interval.ofDifferences(within, across);
    return new Verdict(
        Require.text("within %s, across %s, gap %s", Interval.of(within), Interval.of(across), gap),
        gap.mean() >= SIMILARITY_GAP);
  }

  private static Verdict findsClusters(Table table) {
    Interval agreement = Interval.of(numbers(table, CLUSTERS, Ways.GUMBEL, "agreement"));
    return new Verdict("index " + agreement, agreement.mean() >= AGREEMENT);
  }

  /** Both forms of the shared bottom. */
  private static Verdict beatsBoth(Table table, String benchmark, double most) {
    Verdict averaged = errors(table, benchmark, Ways.AVERAGED, most);
    Verdict summed = errors(table, benchmark, Ways.SUMMED, most);
    long tasks = rows(table, benchmark, Ways.GUMBEL).stringColumn("task").countUnique();
    return new Verdict(
        Require.text("%d tasks; averaged: %s; summed: %s", tasks, averaged.ours(), summed.ours()),
        averaged.holds() && summed.holds());
  }

  /** Mean test error over the tasks, seed by seed. */
  static List<Double> errors(Table table, String benchmark, String method) {
    return numbers(table, benchmark, method, "test").stream().map(test -> 1 - test).toList();
  }

  private static List<Double> numbers(Table table, String benchmark, String method, String column) {
    Table rows = rows(table, benchmark, method);
    return rows.longColumn("seed").asList().stream()
        .distinct()
        .sorted()
        .map(
            seed ->
                rows.stream()
                    .filter(row -> row.getLong("seed") == seed)
                    .mapToDouble((Row row) -> row.getDouble(column))
                    .average()
                    .orElseThrow())
        .toList();
  }

  private static Table rows(Table table, String benchmark, String method) {
    return Optional.of(
            table.where(
                table
                    .stringColumn("benchmark")
                    .containsString(benchmark)
                    .and(table.stringColumn("method").isEqualTo(method))))
        .filter(rows -> rows.rowCount() > 0)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Require.text("no row of '%s' on '%s' was measured", method, benchmark)));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElse(0);
  }
}
