package org.munet4j.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Each claim on tables made by hand, where it holds and where it falls short. */
class ClaimsTest {
  private static final String CHARACTERS = "characters";
  private static final String MUNET = "munet,size " + MuNetExperiment.SCALE;

  private static Verdict judge(Experiment experiment, String id, Table table) {
    return experiment.claims().stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow()
        .judge(table);
  }

  private static void check(boolean holds, Experiment experiment, String id, Table table) {
    Verdict verdict = judge(experiment, id, table);
    assertEquals(holds, verdict.holds(), id + " " + verdict);
  }

  /** Rows as a contest writes them: two tasks and three seeds around one accuracy. */
  private static Table contest(Object... contenders) {
    Table table =
        Table.create(
            "contest",
            StringColumn.create("benchmark"),
            StringColumn.create("method"),
            StringColumn.create("setting"),
            LongColumn.create("seed"),
            DoubleColumn.create("test"),
            LongColumn.create("flops"),
            LongColumn.create("parameters_per_task"),
            DoubleColumn.create("validation"));
    for (int i = 0; i < contenders.length; i += 3) {
      String[] name = ((String) contenders[i]).split(",", 2);
      for (long seed = 1; seed <= 3; seed++) {
        for (double side : List.of(-0.1, 0.1)) {
          table.stringColumn(0).append(CHARACTERS);
          table.stringColumn(1).append(name[0]);
          table.stringColumn(2).append(name.length > 1 ? name[1] : "");
          table.longColumn(3).append(seed);
          table.doubleColumn(4).append((double) contenders[i + 1] + side + 0.001 * seed);
          table.longColumn(5).append(10L * (int) contenders[i + 2]);
          table.longColumn(6).append((int) contenders[i + 2]);
          table.doubleColumn(7).append(1 - (double) contenders[i + 1]);
        }
      }
    }
    return table;
  }

  @Test
  void muNetBeatsFineTuningOnlyWhereItIsAsGoodAndSmall() {
    Experiment munet = new MuNetExperiment();
    check(true, munet, "01.1", contest(MUNET, 0.8, 53, "fine-tuning", 0.8, 100));
    check(false, munet, "01.1", contest(MUNET, 0.79, 53, "fine-tuning", 0.8, 100));
    check(false, munet, "01.1", contest(MUNET, 0.8, 54, "fine-tuning", 0.8, 100));
    Object[] tuned = {"fine-tuning", 0.8, 100};
    String smaller = "munet,size 0.9";
    Verdict chosen = judge(munet, "01.1", contest(with(tuned, MUNET, 0.9, 50, smaller, 0.7, 40)));
    assertTrue(chosen.ours().startsWith("munet, size 0.9: -10.00 ± 0.00 points"), chosen.ours());
    check(true, munet, "01.1", contest(with(tuned, MUNET, 0.7, 60, smaller, 0.9, 40)));
    Table diverse = contest(MUNET, 0.9, 40, "fine-tuning", 0.8, 100);
    diverse.replaceColumn(
        "benchmark",
        diverse.stringColumn(0).replaceAll(CHARACTERS, "diverse").setName("benchmark"));
    check(true, munet, "01.2", diverse);
    assertThrows(IllegalArgumentException.class, () -> judge(munet, "01.1", diverse));
  }

  @Test
  void muNetsFrontStandsUnlessARivalIsSmallerAndSurelyBetter() {
    Experiment munet = new MuNetExperiment();
    Object[] front = {"munet,size 1.0", 0.8, 60, "munet,size 0.3", 0.7, 30};
    check(true, munet, "01.3", contest(with(front, "freeze,blocks 2", 0.75, 40)));
    check(false, munet, "01.3", contest(with(front, "freeze,blocks 2", 0.75, 30)));
    check(false, munet, "01.3", contest(with(front, "adapters,width 64", 0.85, 50)));
    check(true, munet, "01.3", contest(with(front, "fine-tuning", 0.85, 20)));
    Object[] weak = {"munet,size 1.0", 0.8, 60, "munet,size 0.9", 0.6, 70};
    check(true, munet, "01.3", contest(with(weak, "freeze,blocks 2", 0.7, 65)));
    Verdict told = judge(munet, "01.3", contest(with(front, "freeze,blocks 2", 0.75, 30)));
    assertEquals("dominated: munet, size 0.3 by freeze, blocks 2", told.ours());
  }

  private static Object[] with(Object[] contenders, Object... another) {
    return Stream.of(contenders, another).flatMap(Arrays::stream).toArray();
  }

  @Test
  void muNetMustBeMoreAccurateThanPlainSearches() {
    Experiment munet = new MuNetExperiment();
    for (String[] search : new String[][] {{"01.4", "random search"}, {"01.5", "hill climbing"}}) {
      check(true, munet, search[0], contest(MUNET, 0.8, 1, search[1], 0.79, 1));
      check(false, munet, search[0], contest(MUNET, 0.8, 1, search[1], 0.8, 1));
    }
  }

  private static Table growth(Object... cells) {
    Table table =
        Table.create(
            "growth",
            StringColumn.create("kind"),
            LongColumn.create("seed"),
            DoubleColumn.create("seconds"),
            DoubleColumn.create("test"),
            LongColumn.create("compared"),
            LongColumn.create("changed"),
            LongColumn.create("private_leaks"),
            StringColumn.create("task"));
    for (long seed = 1; seed <= 2; seed++) {
      for (int i = 0; i < cells.length; i += 4) {
        table.stringColumn(0).append((String) cells[i]);
        table.longColumn(1).append(seed);
        table.doubleColumn(2).append((double) cells[i + 1]);
        table.doubleColumn(3).append((double) cells[i + 2] + 0.01 * seed);
        table.longColumn(4).append(cells[i].equals(Growth.ARRIVAL) ? 1 : 0);
        table.longColumn(5).append((int) cells[i + 3]);
        table.longColumn(6).append((int) cells[i + 3]);
        table.stringColumn(7).append("early");
      }
    }
    return table;
  }

  @Test
  void oneBitOrOneLeakedComponentIsTooMuch() {
    Experiment mu2net = new Mu2NetExperiment();
    for (String id : List.of("02.1", "02.4")) {
      check(true, mu2net, id, growth(Growth.ARRIVAL, 1.0, 0.5, 0));
      check(false, mu2net, id, growth(Growth.ARRIVAL, 1.0, 0.5, 1));
    }
    check(false, mu2net, "02.1", growth(Growth.FEW, 1.0, 0.5, 0));
  }

  @Test
  void timeIsFlatUpToFifteenPercent() {
    Experiment mu2net = new Mu2NetExperiment();
    check(true, mu2net, "02.2", growth(Growth.FEW, 1.0, 0.5, 0, Growth.MANY, 1.14, 0.5, 0));
    check(false, mu2net, "02.2", growth(Growth.FEW, 1.0, 0.5, 0, Growth.MANY, 1.16, 0.5, 0));
  }

  @Test
  void laterKnowledgeMustNotHarm() {
    Experiment mu2net = new Mu2NetExperiment();
    check(true, mu2net, "02.3", growth(Growth.SOON, 1.0, 0.5, 0, Growth.LATE, 1.0, 0.5, 0));
    check(false, mu2net, "02.3", growth(Growth.SOON, 1.0, 0.5, 0, Growth.LATE, 1.0, 0.49, 0));
    check(true, mu2net, "02.5", growth(Growth.ARRIVAL, 1.0, 0.5, 0, Growth.LATE, 1.0, 0.51, 0));
    check(false, mu2net, "02.5", growth(Growth.ARRIVAL, 1.0, 0.5, 0, Growth.LATE, 1.0, 0.5, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> judge(mu2net, "02.3", growth(Growth.ARRIVAL, 1.0, 0.5, 0)));
  }

  private static void check(boolean holds, String id, String other, double accuracy, int size) {
    Table table = contest(Mu2NetPlusExperiment.ALL_ON, 0.8, 100, other, accuracy, size);
    check(holds, new Mu2NetPlusExperiment(), id, table);
  }

  @Test
  void aFactorMustSaveWhatItPricesAndCostNoSureAccuracy() {
    for (String[] factor :
        new String[][] {
          {"03.1", Mu2NetPlusExperiment.NO_COMPUTE}, {"03.2", Mu2NetPlusExperiment.NO_FACTORS}
        }) {
      check(true, factor[0], factor[1], 0.8, 101);
      check(false, factor[0], factor[1], 0.8, 100);
      check(false, factor[0], factor[1], 0.9, 101);
    }
  }

  @Test
  void anExtensionMustBeAtLeastAsAccurate() {
    for (String[] extension :
        new String[][] {
          {"03.3", Mu2NetPlusExperiment.NO_LEARNED}, {"03.4", Mu2NetPlusExperiment.OLD_SPACE}
        }) {
      check(true, extension[0], extension[1], 0.8, 1);
      check(false, extension[0], extension[1], 0.81, 1);
    }
  }

  @Test
  void aContendersNumbersAreMeansOfItsTasksSeedBySeed() {
    Measured one = Measured.of(contest("a", 0.5, 3, "a,b", 0.7, 4), CHARACTERS, "a", "b");
    assertEquals("a, b", one.name());
    assertEquals(0.701, one.test().get(0), 1e-12);
    assertEquals(List.of(4.0, 4.0, 4.0), one.parameters());
    assertEquals(40, one.meanFlops());
    assertEquals(4, one.meanParameters());
    assertEquals(0.702, one.accuracy().mean(), 1e-12);
    Measured other = Measured.of(contest("a", 0.5, 3), CHARACTERS, "a", "");
    assertEquals(0.2, one.gain(other).mean(), 1e-12);
    assertTrue(one.gain(other).halfWidth() < 1e-9, "the seeds' offsets cancel");
    Exception none =
        assertThrows(
            IllegalArgumentException.class,
            () -> Measured.of(contest("a", 0.5, 3), CHARACTERS, "c", ""));
    assertTrue(none.getMessage().contains("no row of c"), none.getMessage());
  }
}
