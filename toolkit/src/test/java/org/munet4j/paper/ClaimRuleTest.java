package org.munet4j.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.munet4j.report.Interval;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class ClaimRuleTest {
  private static final ClaimRule HALF =
      ClaimRule.of("01.1", "at least one half", "0.6", "table 1", ClaimRuleTest::isHalf);

  private static Verdict isHalf(Table table) {
    Interval test = Interval.of(table.doubleColumn("test").asDoubleArray());
    return new Verdict(test.toString(), test.mean() >= 0.5);
  }

  private static Table table(String column, double... values) {
    return Table.create("01-test", DoubleColumn.create(column, values));
  }

  @Test
  void aTableDecides() {
    assertEquals(new Verdict("0.55 ± 0.64 (2 seeds)", true), HALF.judge(table("test", 0.5, 0.6)));
    assertEquals(false, HALF.judge(table("test", 0.4, 0.5)).holds());
  }

  @Test
  void givesTheRowOfANotebook() {
    assertEquals(
        new Claim(
            "at least one half", "0.6", "table 1", "falls short: 0.45 ± 0.64 (2 seeds)", "small"),
        HALF.because("small").claim(table("test", 0.4, 0.5)));
  }

  @Test
  void anExperimentGivesTheClosingTable() {
    Experiment experiment =
        new Experiment() {
          @Override
          public String name() {
            return "01-test";
          }

          @Override
          public String title() {
            return "a test";
          }

          @Override
          public List<ClaimRule> claims() {
            return List.of(HALF);
          }

          @Override
          public Table run(Setup setup) {
            return table("test", 0.5, 0.6);
          }
        };
    Table closing = experiment.judged(experiment.run(null));
    assertEquals("holds: 0.55 ± 0.64 (2 seeds)", closing.getString(0, "we got"));
  }

  @Test
  void aTableThatLacksAColumnIsNamed() {
    Exception lacking =
        assertThrows(IllegalArgumentException.class, () -> HALF.judge(table("other", 1)));
    assertTrue(lacking.getMessage().contains("claim 01.1"), "" + lacking);
    assertTrue(lacking.getMessage().contains("'01-test'"), "" + lacking);
  }

  @Test
  void refusesAClaimWithoutNumberOrWords() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ClaimRule.of("1", "a", "b", "c", ClaimRuleTest::isHalf));
    assertThrows(
        IllegalArgumentException.class,
        () -> ClaimRule.of("01.1", " ", "b", "c", ClaimRuleTest::isHalf));
    assertThrows(IllegalArgumentException.class, () -> new Verdict("", true));
  }
}
