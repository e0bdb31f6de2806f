package org.munet4j.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What the claims of papers 4 and 5 make of tables whose answer is known. */
class AgentClaimsTest {
  private static Table schedules() {
    return Table.create(
        StringColumn.create("schedule"),
        LongColumn.create("seed"),
        StringColumn.create("model"),
        DoubleColumn.create("test"),
        DoubleColumn.create("run_seconds"));
  }

  private static void add(Table table, String schedule, String model, double test, double seconds) {
    for (long seed = 1; seed <= 2; seed++) {
      table.stringColumn("schedule").append(schedule);
      table.longColumn("seed").append(seed);
      table.stringColumn("model").append(model);
      table.doubleColumn("test").append(test);
      table.doubleColumn("run_seconds").append(seconds);
    }
  }

  private static List<Boolean> verdicts(double free, double seconds, String replayed) {
    Table table = schedules();
    add(table, MultiagentExperiment.SEQUENTIAL, "a.0.0", 0.8, 34);
    add(table, MultiagentExperiment.ROUNDS, "a.0.1", 0.8, 30);
    add(table, MultiagentExperiment.ROUNDS_AGAIN, "a.0.1", 0.8, 33);
    add(table, MultiagentExperiment.FREE, "a.0.2", free, seconds);
    add(table, MultiagentExperiment.REPLAY, replayed, free, 40);
    return MultiagentClaims.all().stream().map(rule -> rule.judge(table).holds()).toList();
  }

  @Test
  void agentsSideBySideMustBeAsGoodAsFastAndRepeatable() {
    assertEquals(List.of(true, true, true, true), verdicts(0.8, 20, "a.0.2"));
    assertEquals(List.of(false, true, true, true), verdicts(0.7, 20, "a.0.2"));
    assertEquals(List.of(true, true, false, true), verdicts(0.8, 21, "a.0.2"));
    assertEquals(List.of(true, true, true, false), verdicts(0.8, 20, "a.0.9"));
  }

  private static Table settings(double full, double main, long own) {
    Table table =
        Table.create(
            StringColumn.create("setting"),
            LongColumn.create("seed"),
            DoubleColumn.create("test"),
            DoubleColumn.create("main_test"),
            LongColumn.create("own_parameters"),
            LongColumn.create("activated_parameters"));
    for (String setting : List.of(MultipathExperiment.FULL, MultipathExperiment.COUPLED)) {
      table.stringColumn("setting").append(setting);
      table.longColumn("seed").append(1);
      table.doubleColumn("test").append(setting.equals(MultipathExperiment.FULL) ? full : 0.6);
      table.doubleColumn("main_test").append(main);
      table.longColumn("own_parameters").append(own);
      table.longColumn("activated_parameters").append(1000);
    }
    return table;
  }

  @Test
  void aMultipathMustBeatItsMainPathWithFewParametersOfItsOwn() {
    ClaimRule beats = MultipathClaims.all().get(0);
    assertTrue(beats.judge(settings(0.7, 0.6, 50)).holds());
    assertFalse(beats.judge(settings(0.7, 0.6, 51)).holds());
    assertFalse(beats.judge(settings(0.6, 0.6, 50)).holds());
  }

  @Test
  void theFullMethodMustBeAtLeastEachAblation() {
    ClaimRule decoupled = MultipathClaims.all().get(2);
    assertTrue(decoupled.judge(settings(0.6, 0.5, 50)).holds());
    assertFalse(decoupled.judge(settings(0.59, 0.5, 50)).holds());
    ClaimRule router = MultipathClaims.all().get(3);
    String sentence =
        assertThrows(IllegalArgumentException.class, () -> router.judge(settings(0.6, 0.5, 50)))
            .getMessage();
    assertTrue(sentence.contains("no row of 'no router'"), sentence);
  }
}
