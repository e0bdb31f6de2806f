package org.munet4j.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.munet4j.internal.Require;
import org.munet4j.report.Interval;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** What must hold of µ2Net (paper 2; muNet family, §5.7). */
final class Mu2NetClaims {
  private static final double MOST_TIME = 1.15;

  private Mu2NetClaims() {}

  static List<ClaimRule> all() {
    return List.of(
        ClaimRule.of(
                "02.1",
                "after every arrival all earlier models answer with the same bits",
                "immune to catastrophic forgetting",
                "arXiv 2205.12755, abstract",
                Mu2NetClaims::nothingChanged)
            .because("published components are never trained again"),
        ClaimRule.of(
                "02.2",
                "a cycle in the system with all tasks takes at most 15 % longer than in the one with"
                    + " few",
                "bounded compute for each task",
                "arXiv 2205.12755, abstract (number not verified)",
                Mu2NetClaims::timeIsFlat)
            .because(
                "a cycle trains as many children, however many models there are to begin from"),
        ClaimRule.of(
                "02.3",
                "a second cycle of an early task gains at least as much after all tasks have come as"
                    + " before",
                "earlier tasks can be revisited and reuse later knowledge",
                "arXiv 2205.12755, abstract",
                Mu2NetClaims::laterKnowledgeHelps)
            .because("more models to begin from, and as few children: fewer of them are the own"),
        ClaimRule.of(
                "02.4",
                "no model of another task uses a component of the private task",
                "private tasks influence nothing else",
                "public code of µ2Net",
                Mu2NetClaims::nothingLeaks)
            .because("a private model is no seed for other tasks"),
        ClaimRule.of(
                "02.5",
                "an early task that comes back after all others is more accurate than it was",
                "earlier tasks can be revisited and improved",
                "arXiv 2205.12755, abstract",
                Mu2NetClaims::comingBackHelps)
            .because("a new model replaces the old one only where validation prefers it"));
  }

  private static Verdict nothingChanged(Table table) {
    double compared = table.longColumn("compared").sum();
    double changed = table.longColumn("changed").sum();
    return new Verdict(
        Require.text("%.0f of %.0f comparisons differ", changed, compared),
        changed == 0 && compared > 0);
  }

  private static Verdict timeIsFlat(Table table) {
    List<Double> ratios = new ArrayList<>();
    for (long seed : seeds(table)) {
      double many = sum(table, Growth.MANY, seed, row -> row.getDouble("seconds"));
      ratios.add(many / sum(table, Growth.FEW, seed, row -> row.getDouble("seconds")));
    }
    Interval ratio = Interval.of(ratios);
    return new Verdict(Require.text("%s times as long", ratio), ratio.mean() <= MOST_TIME);
  }

  private static Verdict laterKnowledgeHelps(Table table) {
    List<Double> late = new ArrayList<>();
    List<Double> soon = new ArrayList<>();
    for (long seed : seeds(table)) {
      late.add(mean(table, Growth.LATE, seed));
      soon.add(mean(table, Growth.SOON, seed));
    }
    Interval gain = Interval.ofDifferences(late, soon);
    return new Verdict(
        Require.text(
            "test accuracy %s late, %s soon; %s",
            Interval.of(late), Interval.of(soon), gain.points()),
        gain.mean() >= 0);
  }

  private static Verdict comingBackHelps(Table table) {
    List<Double> late = new ArrayList<>();
    List<Double> first = new ArrayList<>();
    for (long seed : seeds(table)) {
      Table back = table.where(table.stringColumn("kind").isEqualTo(Growth.LATE));
      Set<String> tasks = back.stringColumn("task").asSet();
      late.add(mean(table, Growth.LATE, seed));
      first.add(mean(table.where(table.stringColumn("task").isIn(tasks)), Growth.ARRIVAL, seed));
    }
    Interval gain = Interval.ofDifferences(late, first);
    return new Verdict(
        Require.text(
            "test accuracy %s, %s at first; %s",
            Interval.of(late), Interval.of(first), gain.points()),
        gain.mean() > 0);
  }

  private static Verdict nothingLeaks(Table table) {
    double leaks = table.longColumn("private_leaks").sum();
    return new Verdict(
        Require.text("%.0f components after %d cycles", leaks, table.rowCount()), leaks == 0);
  }

  private static List<Long> seeds(Table table) {
    return table.longColumn("seed").asList().stream().distinct().sorted().toList();
  }

  private static double mean(Table table, String kind, long seed) {
    return sum(table, kind, seed, row -> row.getDouble("test")) / sum(table, kind, seed, row -> 1);
  }

  private static double sum(Table table, String kind, long seed, ToDoubleFunction<Row> of) {
    return table.stream()
        .filter(row -> row.getString("kind").equals(kind) && row.getLong("seed") == seed)
        .mapToDouble(of)
        .sum();
  }
}
