package org.munet4j.paper;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The first claim: fewer FLOPs at no loss beyond the seeds' interval. */
class Mu2NetPlusClaimsTest {
  private static final ClaimRule COMPUTE = Mu2NetPlusClaims.all().get(0);

  private static void add(Table table, String method, long flops, double... test) {
    for (int seed = 0; seed < test.length; seed++) {
      table.stringColumn("benchmark").append("characters");
      table.stringColumn("method").append(method);
      table.stringColumn("setting").append("");
      table.longColumn("seed").append(seed);
      table.doubleColumn("validation").append(test[seed]);
      table.doubleColumn("test").append(test[seed]);
      table.longColumn("flops").append(flops);
      table.longColumn("parameters_per_task").append(1);
    }
  }

  private static Verdict verdict(List<Double> on, List<Double> off) {
    Table table =
        Table.create(
            StringColumn.create("benchmark"),
            StringColumn.create("method"),
            StringColumn.create("setting"),
            LongColumn.create("seed"),
            DoubleColumn.create("validation"),
            DoubleColumn.create("test"),
            LongColumn.create("flops"),
            LongColumn.create("parameters_per_task"));
    add(table, "all on", 10_000_000, on.stream().mapToDouble(v -> v).toArray());
    add(table, "no compute factor", 14_000_000, off.stream().mapToDouble(v -> v).toArray());
    return COMPUTE.judge(table);
  }

  @Test
  void aLossWithinTheSeedsIntervalHoldsAndOneBeyondItDoesNot() {
    assertTrue(verdict(List.of(0.79, 0.82), List.of(0.80, 0.82)).holds());
    assertFalse(verdict(List.of(0.70, 0.72), List.of(0.80, 0.82)).holds());
  }

  @Test
  void oneSeedHasNoIntervalToHideALossIn() {
    assertFalse(verdict(List.of(0.79), List.of(0.80)).holds());
    assertTrue(verdict(List.of(0.80), List.of(0.80)).holds());
    String words = verdict(List.of(0.79), List.of(0.80)).ours();
    assertTrue(words.endsWith("-1.00 points (1 seed, no interval)"), words);
  }
}
