package org.munet4j.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What the claims of Gumbel-Matrix routing make of tables whose answer is known. */
class GumbelMatrixClaimsTest {
  private final Table table =
      Table.create(
          StringColumn.create("benchmark"),
          StringColumn.create("method"),
          LongColumn.create("seed"),
          StringColumn.create("task"),
          DoubleColumn.create("test"),
          DoubleColumn.create("within"),
          DoubleColumn.create("across"),
          DoubleColumn.create("agreement"));

  private void add(String benchmark, String method, double test, double across, double agreement) {
    for (long seed = 1; seed <= 2; seed++) {
      for (String task : List.of("a", "b")) {
        table.stringColumn("benchmark").append(benchmark);
        table.stringColumn("method").append(method);
        table.longColumn("seed").append(seed);
        table.stringColumn("task").append(task);
        table.doubleColumn("test").append(task.equals("a") ? test - 0.01 : test + 0.01);
        table.doubleColumn("within").append(0.95);
        table.doubleColumn("across").append(across);
        table.doubleColumn("agreement").append(agreement);
      }
    }
  }

  private List<Boolean> verdicts(
      double twins, double across, double agreement, double clusters, double omniglot) {
    table.clear();
    add("optdigits-twins", Ways.AVERAGED, 0.90, 1, 0);
    add("optdigits-twins", Ways.NO_SHARING, 0.895, 0, 0);
    add("optdigits-twins", Ways.GUMBEL, twins, across, 1);
    add("clusters", Ways.AVERAGED, 0.85, 1, 0);
    add("clusters", Ways.SUMMED, 0.80, 1, 0);
    add("clusters", Ways.GUMBEL, clusters, 0.5, agreement);
    add("alphabets", Ways.AVERAGED, 0.60, 1, 0);
    add("alphabets", Ways.SUMMED, 0.65, 1, 0);
    add("alphabets", Ways.GUMBEL, omniglot, 1, 0);
    return GumbelMatrixClaims.all().stream().map(rule -> rule.judge(table).holds()).toList();
  }

  @Test
  void eachClaimHasItsBar() {
    assertEquals(List.of(true, true, true, true, true, true), verdicts(0.92, 0.7, 1, 0.87, 0.66));
    assertEquals(
        List.of(false, true, true, true, false, true), verdicts(0.908, 0.7, 1, 0.86, 0.66));
    assertEquals(
        List.of(false, false, false, false, false, false), verdicts(0.89, 0.9, 0.8, 0.84, 0.64));
  }

  @Test
  void aVerdictTellsErrorsAndTheirRatio() {
    verdicts(0.92, 0.7, 1, 0.87, 0.66);
    String ours = GumbelMatrixClaims.all().get(0).judge(table).ours();
    assertTrue(ours.startsWith("0.800 times: error 0.080"), ours);
  }

  @Test
  void aMethodThatWasNotMeasuredIsNamed() {
    add("optdigits-twins", Ways.GUMBEL, 0.9, 0.5, 1);
    String refusal =
        assertThrows(
                IllegalArgumentException.class, () -> GumbelMatrixClaims.all().get(0).judge(table))
            .getMessage();
    assertTrue(refusal.contains("no row of 'shared bottom, averaged' on 'twins'"), refusal);
  }
}
