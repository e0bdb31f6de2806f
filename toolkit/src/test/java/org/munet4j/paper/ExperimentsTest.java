package org.munet4j.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.task.Task;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** The experiments end to end, on generated alphabets at the smallest size. */
class ExperimentsTest {
  @TempDir private static Path folder;

  private final List<String> said = new ArrayList<>();

  private Setup setup(Long... seeds) {
    return new Setup(Size.TINY, Optional.empty(), List.of(seeds), said::add, Optional.of(folder));
  }

  /** Each claim has an answer, whatever it is; the same setup is answered from its journal. */
  private Table run(Experiment experiment, Long... seeds) {
    Table table = experiment.run(setup(seeds));
    assertEquals(experiment.claims().size(), experiment.judged(table).rowCount());
    said.clear();
    Table again = experiment.run(setup(seeds));
    assertEquals(PlainCsv.rows(table), PlainCsv.rows(again));
    assertTrue(said.stream().allMatch(line -> line.contains("kept from before")), "" + said);
    return table;
  }

  private static List<String> named(Table table, String column) {
    return table.stringColumn(column).asList().stream().distinct().toList();
  }

  @Test
  void aContestTellsWhatEachContenderReachedAndCost() {
    Protocol protocol = Protocol.at(Size.TINY);
    List<Task> tasks = protocol.characters(Optional.empty()).tasks().toList();
    MultitaskSystem root = MultitaskSystem.from(Roots.of(setup(1L), 7));
    Contest contest = new Contest("characters", root, tasks);
    Contest.Outcome outcome = contest.measure(MuNetExperiment.freeze(protocol, 3), 1);
    Table table = outcome.table();
    assertEquals(tasks.stream().map(Task::name).toList(), named(table, "task"));
    assertEquals(List.of("freeze"), named(table, "method"));
    for (Row row : table) {
      Model model = outcome.system().model(row.getString("task"));
      assertEquals(model.metrics().test().orElseThrow(), row.getDouble("test"));
      assertEquals(model.path().flops(), row.getLong("flops"));
      assertTrue(row.getDouble("seconds") > 0);
      assertEquals(outcome.system().parameters() / 2, row.getLong("parameters_per_task"));
      assertTrue(row.getLong("passes") > 0 && row.getLong("passes_without_reuse") > 0);
    }
    Table again = contest.measure(MuNetExperiment.freeze(protocol, 3), 1).table();
    assertEquals(table.doubleColumn("test").asList(), again.doubleColumn("test").asList());
  }

  @Test
  @Tag("slow")
  void muNetIsMeasuredBesideAllBaselinesAndPlainSearches() {
    Table table = run(new MuNetExperiment(), 1L);
    assertEquals(List.of("characters", "diverse"), named(table, "benchmark"));
    assertEquals(
        List.of(
            "munet",
            "fine-tuning",
            "freeze",
            "adapters",
            "from scratch",
            "random search",
            "hill climbing"),
        named(table, "method"));
    assertEquals(2 * (14 + 5), table.rowCount());
    List<Measured> all = Measured.all(table, "characters");
    assertEquals(14, all.size());
    Measured tuned = Measured.of(table, "characters", "fine-tuning", "");
    for (Measured one : all) {
      assertTrue(one.meanParameters() <= 1.5 * tuned.meanParameters(), one.toString());
      assertTrue(one.meanFlops() > 1e6, one.toString());
    }
  }

  @Test
  void mu2NetGrowsTaskByTask() {
    Table table = run(new Mu2NetExperiment(), 1L);
    assertEquals(0, table.longColumn("changed").sum());
    assertEquals(0, table.longColumn("private_leaks").sum());
    assertEquals(
        List.of(Growth.ARRIVAL, Growth.FEW, Growth.MANY, Growth.SOON, Growth.LATE),
        named(table, "kind"));
  }

  @Test
  void aSegmentGoesOnFromAnotherOnesModels() {
    Protocol protocol = Protocol.at(Size.TINY);
    List<Task> tasks = protocol.characters(Optional.empty()).tasks().toList();
    Segments segments = new Segments(protocol, Roots.of(setup(1L), 7), tasks, 1);
    Table base = segments.base();
    String old = Mu2NetPlusExperiment.OLD_SPACE;
    Table next = segments.next(old, Mu2NetPlusExperiment.variants().get(old));
    assertEquals(List.of(Mu2NetPlusExperiment.BASE), named(base, "method"));
    assertEquals(List.of(old), named(next, "method"));
    assertEquals(named(base, "task"), named(next, "task"));
    assertEquals(base.rowCount(), next.rowCount());
  }

  @Test
  @Tag("slow")
  void oneSystemIsContinuedUnderEachVariantOfMu2NetPlus() {
    Table table = run(new Mu2NetPlusExperiment(), 1L);
    List<String> segments = new ArrayList<>(List.of(Mu2NetPlusExperiment.BASE));
    segments.addAll(Mu2NetPlusExperiment.variants().keySet());
    assertEquals(segments, named(table, "method"));
    assertFalse(table.doubleColumn("test").asList().contains(Double.NaN));
    assertEquals(2 * segments.size(), table.rowCount());
  }
}
