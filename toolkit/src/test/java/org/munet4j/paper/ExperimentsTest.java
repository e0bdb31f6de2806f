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
import tech.tablesaw.api.Table;

/** The experiments end to end, on generated alphabets at the smallest size. */
@Tag("slow")
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
  void muNetIsMeasuredBesideAllBaselinesAndPlainSearches() {
    Protocol protocol = Protocol.at(Size.TINY);
    int contenders = MuNetExperiment.onCharacters(protocol).size();
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
    assertEquals(2 * (contenders + MuNetExperiment.onDiverse(protocol).size()), table.rowCount());
    List<Measured> all = Measured.all(table, "characters");
    assertEquals(contenders, all.size());
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
  void oneSystemIsContinuedUnderEachVariantOfMu2NetPlus() {
    Table table = run(new Mu2NetPlusExperiment(), 1L);
    List<String> segments = new ArrayList<>(List.of(Mu2NetPlusExperiment.BASE));
    segments.addAll(Mu2NetPlusExperiment.variants().keySet());
    assertEquals(segments, named(table, "method"));
    assertFalse(table.doubleColumn("test").asList().contains(Double.NaN));
    assertEquals(2 * segments.size(), table.rowCount());
  }

  @Test
  void theSameAgentsWorkOneAfterTheOtherAndSideBySide() {
    Table table = run(new MultiagentExperiment(), 1L);
    assertEquals(
        List.of(
            MultiagentExperiment.SEQUENTIAL,
            MultiagentExperiment.ROUNDS,
            MultiagentExperiment.ROUNDS_AGAIN,
            MultiagentExperiment.FREE,
            MultiagentExperiment.REPLAY,
            MultiagentExperiment.MIXED),
        named(table, "schedule"));
    assertEquals(0, table.longColumn("failures").sum());
    assertTrue(MultiagentClaims.all().get(3).judge(table).holds());
  }

  @Test
  void multipathAgentsAreMeasuredBesideTheirAblations() {
    Table table = run(new MultipathExperiment(), 1L);
    List<String> settings = new ArrayList<>(List.of(Composition.SINGLE));
    settings.addAll(MultipathExperiment.variants().keySet());
    assertEquals(settings, named(table, "setting"));
    assertEquals(Settlement.at(Size.TINY).tasks() * settings.size(), table.rowCount());
    Table full = table.where(table.stringColumn("setting").isEqualTo(MultipathExperiment.FULL));
    full.forEach(
        row ->
            assertTrue(20 * row.getLong("own_parameters") < row.getLong("activated_parameters")));
  }

  @Test
  void streamsAreLearnedWithAndWithoutExpertsReplayAndCoTraining() {
    Table table = run(new CoTrainingExperiment(), 1L);
    assertEquals(List.of(StreamPlan.PERMUTATIONS, StreamPlan.ROTATIONS), named(table, "stream"));
    assertEquals(8, named(table, "method").size());
    assertEquals(2 * 8 * 3, table.rowCount());
    StreamScores dense = StreamScores.of(table, StreamPlan.ROTATIONS, CoTrainingExperiment.DENSE);
    assertEquals(1, dense.average().size());
  }

  @Test
  void aSystemOfAllTasksKeepsEveryBit() {
    Table table = run(new HundredTasksExperiment(), 1L);
    assertEquals(
        List.of(HundredTasks.SINGLE, HundredTasks.MULTIPATH, HundredTasks.AFTER),
        named(table, "kind"));
    assertEquals(12, table.rowCount());
    assertEquals(0, table.longColumn("changed").sum());
    assertEquals(0, table.longColumn("damaged").sum());
  }

  @Test
  void aLearnedAllocationIsMeasuredBesideAllWaysOfSharing() {
    Table table = run(new GumbelMatrixExperiment(), 1L);
    assertEquals(List.of("optdigits-twins", "clusters", "alphabets"), named(table, "benchmark"));
    assertEquals(
        List.of(
            Ways.NO_SHARING,
            Ways.AVERAGED,
            Ways.SUMMED,
            Ways.GUMBEL,
            Ways.BUDGET,
            Ways.SKILLS,
            Ways.SELECTION),
        named(table, "method"));
    assertEquals(7 * 4 + 3 * 9 + 3 * 2, table.rowCount());
    Table twins = table.where(table.stringColumn("benchmark").isEqualTo("optdigits-twins"));
    double parameters = twins.longColumn("parameters").get(0);
    twins.forEach(row -> assertEquals(1, row.getLong("parameters") / parameters, 0.05));
  }
}
