package org.munet4j.paper;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.munet4j.internal.Require;
import org.munet4j.report.Interval;
import tech.tablesaw.api.Table;

/** What must hold of multipath agents (paper 5; muNet family, §8.6). */
final class MultipathClaims {
  private static final String SOURCE = "arXiv 2302.02721, abstract (rows not verified)";
  private static final double MOST_TRAINED = 0.05;

  private MultipathClaims() {}

  static List<ClaimRule> all() {
    return List.of(
        ClaimRule.of(
                "05.1",
                "multipath models are more accurate on average than their own main paths, and train at"
                    + " most 5 % of the parameters that they activate",
                "87.19 % on ImageNet, about 0.2 % of the activated parameters trained",
                "arXiv 2302.02721, abstract; share from the public code's sizes",
                MultipathClaims::beatsMain)
            .because("a connector reads what foreign paths know of the image"),
        ClaimRule.of(
                "05.2",
                "multipath agents gain at least as much as another cycle of single-path agents with as"
                    + " many children and steps",
                "multipath agents improve on the single-path agents' models",
                SOURCE,
                MultipathClaims::beatsSinglePath)
            .because(
                "another cycle trains blocks and sees more models to begin from; connectors can only read"
                    + " what frozen paths say already"),
        ablation("05.3", MultipathExperiment.COUPLED, "decoupled backprop"),
        ablation("05.4", MultipathExperiment.NO_ROUTER, "a router"),
        ablation("05.5", MultipathExperiment.UNCONDITIONED, "weights for each sample"),
        ablation("05.6", MultipathExperiment.NO_MULTIPLIER, "a slower router"),
        ablation("05.7", MultipathExperiment.EQUAL, "mixing by a router"));
  }

  private static ClaimRule ablation(String id, String without, String what) {
    return ClaimRule.of(
            id,
            Require.text(
                "%s is worth it: the full method is at least as accurate on average as with %s",
                what, without.toLowerCase(Locale.ROOT)),
            "every component of the method is needed",
            SOURCE,
            table -> {
              Interval gain =
                  Interval.ofDifferences(
                      tests(table, MultipathExperiment.FULL), tests(table, without));
              return new Verdict(gain.points(), gain.mean() >= 0);
            })
        .because(
            "same paths to choose from, children and steps; so few steps hardly move a router");
  }

  private static Verdict beatsMain(Table table) {
    List<Double> full = tests(table, MultipathExperiment.FULL);
    List<Double> main =
        Measured.bySeed(rows(table, MultipathExperiment.FULL), row -> row.getDouble("main_test"));
    Interval gain = Interval.ofDifferences(full, main);
    double most =
        rows(table, MultipathExperiment.FULL).stream()
            .mapToDouble(
                row -> row.getLong("own_parameters") / (double) row.getLong("activated_parameters"))
            .max()
            .orElse(1);
    return new Verdict(
        Require.text(
            "test accuracy %s, main paths %s; %s; at most %.2f %% trained",
            Interval.of(full), Interval.of(main), gain.points(), 100 * most),
        gain.mean() > 0 && most <= MOST_TRAINED);
  }

  private static Verdict beatsSinglePath(Table table) {
    Interval gain =
        Interval.ofDifferences(
            tests(table, MultipathExperiment.FULL), tests(table, Composition.SINGLE));
    return new Verdict(gain.points(), gain.mean() >= 0);
  }

  /** Mean test accuracy over the tasks, seed by seed. */
  static List<Double> tests(Table table, String setting) {
    return Measured.bySeed(rows(table, setting), row -> row.getDouble("test"));
  }

  private static Table rows(Table table, String setting) {
    return Optional.of(table.where(table.stringColumn("setting").isEqualTo(setting)))
        .filter(rows -> rows.rowCount() > 0)
        .orElseThrow(
            () -> new IllegalArgumentException("no row of '" + setting + "' was measured"));
  }
}
