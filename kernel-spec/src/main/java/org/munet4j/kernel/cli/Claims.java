package org.munet4j.kernel.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.munet4j.paper.ClaimRule;
import org.munet4j.paper.Experiment;
import org.munet4j.paper.Results;
import org.munet4j.paper.Verdict;
import tech.tablesaw.api.Table;

/**
 * The claims of one notebook and what one measurement says about them.
 *
 * @param results empty if nothing was measured
 */
record Claims(Experiment experiment, Optional<Results> results) {
  /**
   * A claim and what was measured for it.
   *
   * @param verdict empty if nothing was measured
   */
  record Row(ClaimRule rule, Optional<Verdict> verdict) {
    boolean isHeld() {
      return verdict.map(Verdict::holds).orElse(false);
    }

    String mark() {
      return verdict.map(v -> v.holds() ? "✓ holds" : "✗ falls short").orElse("– not measured");
    }

    String ours() {
      String ours = verdict.map(Verdict::ours).orElse("–");
      return verdict.isEmpty() || rule.why().isEmpty() ? ours : ours + "; " + rule.why();
    }

    String paper() {
      return rule.source().equals("–") ? rule.paper() : rule.paper() + " (" + rule.source() + ")";
    }
  }

  /**
   * The kept results of a notebook: those of a LESSON, and those of a longer run where there are
   * any.
   */
  static Stream<Claims> kept(Experiment experiment, Function<String, Optional<Results>> kept) {
    return Stream.concat(
        Stream.of(new Claims(experiment, kept.apply(experiment.name()))),
        kept.apply(experiment.name() + "-long").stream()
            .map(longer -> new Claims(experiment, Optional.of(longer))));
  }

  List<Row> rows() {
    Optional<Table> measured = results.map(Results::table);
    return experiment.claims().stream()
        .map(rule -> new Row(rule, measured.map(rule::judge)))
        .toList();
  }

  boolean areHeld() {
    return rows().stream().allMatch(Row::isHeld);
  }

  /** How it was measured, in one sentence. */
  String circumstances() {
    return results.map(Results::toString).orElse("not measured yet");
  }
}
