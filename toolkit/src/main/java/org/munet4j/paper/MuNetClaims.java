package org.munet4j.paper;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.munet4j.internal.Require;
import org.munet4j.report.Interval;
import tech.tablesaw.api.Table;

/** What must hold of muNet (paper 1; muNet family, §4.7). */
final class MuNetClaims {
  private static final double MOST_PARAMETERS = 0.53;
  private static final String HEADLINE = "+2.39 % accuracy at 47 % fewer parameters per task";
  private static final String SOURCE = "arXiv 2205.10937, abstract (ten other tasks, B/16)";

  private MuNetClaims() {}

  static List<ClaimRule> all() {
    return List.of(
        beatsFineTuning("01.1", MuNetExperiment.CHARACTERS, "the characters")
            .because("T3 from a root of generated alphabets, other tasks, a smaller budget"),
        beatsFineTuning("01.2", MuNetExperiment.DIVERSE, "the ten diverse tasks")
            .because("the root has seen characters only: what is frozen helps photographs less"),
        ClaimRule.of(
                "01.3",
                "no point of freeze-N or adapters on the characters dominates a point of muNet's"
                    + " front: no more parameters, and better beyond the seeds' interval",
                "–",
                "the figure of quality and size in arXiv 2205.10937 could not be read",
                MuNetClaims::frontStands)
            .because("same seeds, same budget"),
        beats("01.4", "random search").because("same lists, score and children"),
        beats("01.5", "hill climbing")
            .because("few children: exploring costs more than it can give back"));
  }

  private static ClaimRule beatsFineTuning(String id, String benchmark, String words) {
    String what =
        Require.text(
            "on %s muNet, at the size scale that validates best with at most 53 %% of full"
                + " fine-tuning's parameters per task, is at least as accurate with the same budget",
            words);
    return ClaimRule.of(id, what, HEADLINE, SOURCE, table -> againstFineTuning(table, benchmark));
  }

  private static Verdict againstFineTuning(Table table, String benchmark) {
    Measured tuned = Measured.of(table, benchmark, "fine-tuning", "");
    double most = MOST_PARAMETERS * tuned.meanParameters();
    Optional<Measured> chosen =
        Measured.all(table, benchmark).stream()
            .filter(one -> one.method().equals("munet") && one.meanParameters() <= most)
            .max(Comparator.comparingDouble(Measured::meanValidation));
    if (chosen.isEmpty()) {
      return new Verdict("every size scale takes more parameters", false);
    }
    Measured ours = chosen.get();
    Interval gain = ours.gain(tuned);
    return new Verdict(
        Require.text(
            "%s: %s (%s against %s), with %.0f %% of the parameters",
            ours.name(),
            gain.points(),
            ours.accuracy(),
            tuned.accuracy(),
            100 * ours.meanParameters() / tuned.meanParameters()),
        gain.mean() >= 0);
  }

  private static Measured flagship(Table table, String benchmark) {
    return Measured.of(table, benchmark, "munet", "size " + MuNetExperiment.SCALE);
  }

  private static Verdict frontStands(Table table) {
    List<Measured> all = Measured.all(table, MuNetExperiment.CHARACTERS);
    List<Measured> munet = named(all, "munet");
    List<String> dominated =
        munet.stream()
            .filter(point -> munet.stream().noneMatch(other -> dominates(other, point)))
            .flatMap(
                point ->
                    all.stream()
                        .filter(other -> isRival(other) && dominates(other, point))
                        .map(other -> point.name() + " by " + other.name()))
            .toList();
    return new Verdict(
        dominated.isEmpty()
            ? Require.text("none of %d points is dominated", munet.size())
            : "dominated: " + String.join("; ", dominated),
        dominated.isEmpty());
  }

  private static List<Measured> named(List<Measured> all, String method) {
    return all.stream().filter(one -> one.method().equals(method)).toList();
  }

  private static boolean isRival(Measured point) {
    return point.method().equals("freeze") || point.method().equals("adapters");
  }

  private static boolean dominates(Measured better, Measured point) {
    return better.meanParameters() <= point.meanParameters() && better.gain(point).low() > 0;
  }

  private static ClaimRule beats(String id, String method) {
    return ClaimRule.of(
        id,
        "on the characters muNet is more accurate on average than "
            + method
            + " with the same number of children",
        "–",
        "not in the paper; the reader's doubt",
        table -> {
          Measured ours = flagship(table, MuNetExperiment.CHARACTERS);
          Measured other = Measured.of(table, MuNetExperiment.CHARACTERS, method, "");
          Interval gain = ours.gain(other);
          return new Verdict(
              Require.text(
                  "%s (%s against %s), with %.0f %% of its parameters",
                  gain.points(),
                  ours.accuracy(),
                  other.accuracy(),
                  100 * ours.meanParameters() / other.meanParameters()),
              gain.mean() > 0);
        });
  }
}
