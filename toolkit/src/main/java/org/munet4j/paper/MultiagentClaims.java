package org.munet4j.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.munet4j.internal.Require;
import org.munet4j.report.Interval;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** What must hold of many agents at once (paper 4; muNet family, §7.4). */
final class MultiagentClaims {
  private static final String SOURCE = "arXiv 2209.14745, abstract (numbers not verified)";
  private static final double LEAST_SPEED = 1.7;

  private MultiagentClaims() {}

  static List<ClaimRule> all() {
    return List.of(
        parity("04.1", MultiagentExperiment.FREE, "each as soon as it can"),
        parity("04.2", MultiagentExperiment.ROUNDS, "in rounds"),
        ClaimRule.of(
                "04.3",
                "two agents at a time take at most 1/1.7 of the time of one after the other, on two"
                    + " cores",
                "agent parallelism needs no communication",
                SOURCE,
                MultiagentClaims::isFaster)
            .because("two slots against one; what agents share is the system at a cycle's start"),
        ClaimRule.of(
                "04.4",
                "a free run repeats to the last bit from its schedule, and rounds in any number of"
                    + " slots",
                "–",
                "–",
                MultiagentClaims::repeats)
            .because("every random draw hangs on agent, cycle and seed, and the schedule is kept"));
  }

  private static ClaimRule parity(String id, String schedule, String words) {
    return ClaimRule.of(
            id,
            "agents side by side, "
                + words
                + ", are as accurate as one after the other, within the seeds' interval",
            "agents extend one system asynchronously",
            SOURCE,
            table -> {
              Interval gain =
                  Interval.ofDifferences(
                      means(table, schedule, row -> row.getDouble("test")),
                      means(table, MultiagentExperiment.SEQUENTIAL, row -> row.getDouble("test")));
              boolean isWithin = gain.seeds() > 1 ? gain.high() >= 0 : gain.mean() >= 0;
              return new Verdict(gain.points(), isWithin);
            })
        .because("an agent sees a little less of the others' latest work");
  }

  private static Verdict isFaster(Table table) {
    List<Double> sequential =
        means(table, MultiagentExperiment.SEQUENTIAL, row -> row.getDouble("run_seconds"));
    List<Double> free =
        means(table, MultiagentExperiment.FREE, row -> row.getDouble("run_seconds"));
    List<Double> speeds = new ArrayList<>();
    for (int i = 0; i < free.size(); i++) {
      speeds.add(sequential.get(i) / free.get(i));
    }
    Interval speed = Interval.of(speeds);
    return new Verdict(Require.text("%s times as fast", speed), speed.mean() >= LEAST_SPEED);
  }

  private static Verdict repeats(Table table) {
    boolean hasRounds = !models(table, MultiagentExperiment.ROUNDS_AGAIN).isEmpty();
    boolean areFreeSame = areSame(table, MultiagentExperiment.FREE, MultiagentExperiment.REPLAY);
    boolean areRoundsSame =
        !hasRounds
            || areSame(table, MultiagentExperiment.ROUNDS, MultiagentExperiment.ROUNDS_AGAIN);
    return new Verdict(
        Require.text(
            "models of free runs and of their replays are %s, those of rounds in one slot and in two"
                + " %s",
            areFreeSame ? "the same" : "different",
            hasRounds ? areRoundsSame ? "as well" : "different" : "were not compared"),
        areFreeSame && areRoundsSame);
  }

  private static boolean areSame(Table table, String one, String other) {
    return !models(table, one).isEmpty()
        && models(table, one).equals(models(table, other))
        && tests(table, one).equals(tests(table, other));
  }

  private static Table rows(Table table, String schedule) {
    return table.where(table.stringColumn("schedule").isEqualTo(schedule));
  }

  private static List<String> models(Table table, String schedule) {
    return rows(table, schedule).stringColumn("model").asList();
  }

  private static List<Double> tests(Table table, String schedule) {
    return rows(table, schedule).doubleColumn("test").asList();
  }

  private static List<Double> means(Table table, String schedule, ToDoubleFunction<Row> number) {
    Table rows = rows(table, schedule);
    Require.that(rows.rowCount() > 0, "no row of '%s' was measured", schedule);
    return Measured.bySeed(rows, number);
  }
}
