package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.data.DataFolder;
import org.munet4j.data.Images;
import org.munet4j.system.Child;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Benchmark;
import org.munet4j.task.Task;
import org.munet4j.train.Trained;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/**
 * One root of 3 blocks (600 parameters each), embedding 392, cls 8, position 40, norm 16, head 90:
 * 2,346 in all. "first" trains block 1 and its head; "second" derives from it and trains only its
 * head, without block 2.
 */
class TablesTest {
  private final MultitaskSystem root = Systems.root(3);
  private final Model first = first();
  private final Model second = second();
  private final MultitaskSystem system = Systems.with(Systems.with(root, first), second);

  private Model first() {
    ModelPath path = Systems.retrained(root.root().path(), "first", List.of(Vit.block(1)));
    return Systems.model("first", root.root(), path, 0.9, OptionalDouble.of(0.88));
  }

  private Model second() {
    ModelPath path = Systems.retrained(Systems.shortened(first.path(), 2), "second", List.of());
    Model made = Systems.model("second", first, path, 0.8, OptionalDouble.empty());
    return new Model(
        made.id(),
        made.task(),
        made.parent(),
        made.path(),
        made.hyperparameters().with("num_layers", 2).with("opt_lr", 0.02),
        made.metrics());
  }

  @Test
  void leaderboardCountsOwnAndSharedComponents() {
    Table table = Tables.leaderboard(system);
    assertEquals("leaderboard", table.name());
    assertEquals(
        List.of(
            "task",
            "test accuracy",
            "validation accuracy",
            "score",
            "parameters",
            "accounted parameters",
            "own components",
            "shared components",
            "generation",
            "model"),
        table.columnNames());
    assertEquals(List.of("first", "second"), table.stringColumn("task").asList());
    assertEquals(0.9, table.doubleColumn("validation accuracy").get(0));
    assertEquals(0.88, table.doubleColumn("test accuracy").get(0));
    assertTrue(table.column("test accuracy").isMissing(1));
    assertEquals(List.of(2346L, 1746L), table.longColumn("parameters").asList());
    assertEquals(List.of(2, 1), table.intColumn("own components").asList());
    assertEquals(List.of(6, 6), table.intColumn("shared components").asList());
    assertEquals(List.of(1, 2), table.intColumn("generation").asList());
    double both = (392 + 8 + 40 + 600 + 600 + 16) / 2.0;
    assertEquals(both + 600 + 90, table.doubleColumn("accounted parameters").get(0), 1e-9);
    assertEquals(both + 90, table.doubleColumn("accounted parameters").get(1), 1e-9);
  }

  @Test
  void tasksTellSizesAndWhereTheImagesAreFrom() {
    Images grey = Systems.images(1, "mnist train [12 of 60]", "MIT");
    Images colour = Systems.images(3, "alphabet-000 of seed 7, train", "none stated");
    Table table =
        Tables.tasks(
            List.of(
                new Task("grey", grey, grey.select(0, 1, 2), grey.select(5, 6)),
                new Task("colour", colour, colour, colour)));
    assertEquals("tasks", table.name());
    assertEquals(List.of("mnist", "alphabet-000 of seed 7"), table.stringColumn("source").asList());
    assertEquals(List.of("3×2 grey", "3×2 colour"), table.stringColumn("image").asList());
    assertEquals(List.of("MIT", "none stated"), table.stringColumn("licence").asList());
    assertEquals(List.of(12, 12), table.intColumn("train").asList());
    assertEquals(List.of(3, 12), table.intColumn("validation").asList());
    assertEquals(List.of(2, 12), table.intColumn("test").asList());
    assertEquals(List.of(4, 4), table.intColumn("classes").asList());
    assertEquals(0, Tables.tasks(List.of()).rowCount());
  }

  @Test
  void parametersPerTaskAddUpToTheSystem() {
    Table table = Tables.parametersPerTask(system);
    assertEquals(
        List.of("root", "first", "second", "whole system", "per task"),
        table.stringColumn("task").asList());
    assertEquals(
        List.of(1656L, 690L, 90L, 2436L, 1218L), table.longColumn("added parameters").asList());
    assertEquals(
        List.of(2346L, 2346L, 1746L, 4092L, 2046L), table.longColumn("path parameters").asList());
    assertTrue(table.column("reused percent").isMissing(0));
    assertEquals(100.0 * 1656 / 2346, table.doubleColumn("reused percent").get(1), 1e-9);
    assertEquals(100.0 * 1656 / 1746, table.doubleColumn("reused percent").get(2), 1e-9);
    assertEquals(100.0 * 1656 / 4092, table.doubleColumn("reused percent").get(3), 1e-9);
  }

  @Test
  void parametersOfAnEmptySystemAreOnlyTheRoot() {
    assertEquals(1, Tables.parametersPerTask(root).rowCount());
    assertEquals(0, Tables.leaderboard(root).rowCount());
  }

  @Test
  void lineageTellsWhatChanged() {
    Table table = Tables.lineage(system);
    assertEquals(List.of(0, 1, 2), table.intColumn("depth").asList());
    assertTrue(table.column("parent").isMissing(0));
    assertEquals("first.0.0", table.stringColumn("parent").get(2));
    assertEquals("encoderblock_1, head", table.stringColumn("new components").get(1));
    assertEquals("head", table.stringColumn("new components").get(2));
    assertEquals(
        "num_layers 3 → 2, opt_lr 0.01 → 0.02",
        table.stringColumn("changed hyperparameters").get(2));
  }

  @Test
  void childrenHaveNoScoreWhereTheyDidNotBeatTheirParent() {
    Publication search = Systems.search("digits", 2, 3, 5);
    Table table = Tables.children(List.of(search));
    assertEquals(6, table.rowCount());
    for (int row = 0; row < 6; row++) {
      Child child = search.children().get(row);
      assertEquals(child.isKept(), table.booleanColumn("kept").get(row));
      assertEquals(!child.isKept(), table.column("score").isMissing(row));
      assertEquals(child.quality(), table.doubleColumn("validation accuracy").get(row));
    }
  }

  @Test
  void childrenTellWhichOneWasPublished() {
    Child child =
        new Child(
            first.id(),
            "root",
            0,
            List.of(),
            List.of(),
            1,
            0.9,
            0.9,
            List.of(0.9),
            true,
            Trained.End.FINISHED);
    Publication publication =
        new Publication("first", 0, Optional.of(first), List.of(child), false);
    assertEquals(true, Tables.children(List.of(publication)).booleanColumn("published").get(0));
  }

  @Test
  void componentsListShapesFromImageToLogits() {
    Table table = Tables.components(first.path());
    assertEquals(first.path().vit().components(), table.stringColumn("component").asList());
    assertEquals("kernel 8×3×4×4", table.stringColumn("shape").get(0));
    assertEquals("bias 8, scale 8", table.stringColumn("shape").get(6));
    assertEquals("first", table.stringColumn("owner").get(4));
    assertEquals(2346.0, table.longColumn("parameters").sum());
  }

  @Test
  void aBenchmarkIsTabledWithoutItsPixels(@TempDir Path folder) {
    Table drawn = Tables.benchmark(Benchmark.characters(Optional.empty(), 3));
    assertEquals("characters", drawn.name());
    assertEquals(
        List.of("mnist", "10", "950", "50", "200", "28×28 grey"),
        IntStream.range(0, 6).mapToObj(column -> drawn.getString(3, column)).toList());
    Table missing = Tables.benchmark(Benchmark.paper("mccb", DataFolder.at(folder), 3));
    assertEquals(8, missing.intColumn("train").countMissing());
    assertEquals(
        "missing: it is the papers' emnist/digits, 10 classes; 'femnist-digits' can stand in",
        missing.getString(0, "source"));
  }

  @Test
  void bestSoFarNeverFallsAndCountsTheChildrenOfEachTask() {
    List<Publication> searches =
        List.of(Systems.search("mnist", 1, 3, 1), Systems.search("kmnist", 1, 2, 2));
    Table table = Tables.bestSoFar(searches);
    assertEquals(List.of(1, 2, 3, 1, 2), table.intColumn("child").asList());
    List<Child> children = searches.get(0).children();
    double best = children.stream().mapToDouble(Child::quality).max().orElseThrow();
    assertEquals(children.get(0).quality(), table.doubleColumn(2).get(0));
    assertEquals(best, table.doubleColumn(2).get(2));
    assertEquals(searches.get(1).children().get(0).quality(), table.doubleColumn(2).get(3));
  }

  @Test
  void multipathsTellWhatTheyTrainAndWhatTheyComputeWith() {
    MultitaskSystem joined = Systems.joined(system, "second", List.of("first"));
    Table table = Tables.multipaths(joined);
    assertEquals(0, Tables.multipaths(system).rowCount());
    assertEquals(List.of("second"), table.stringColumn("task").asList());
    assertEquals(List.of("second_multi"), table.stringColumn("agent").asList());
    assertEquals(List.of("second.0.0, first.0.0"), table.stringColumn("paths").asList());
    long own = 90 + (10 + 10 + 20 + 2);
    long activated = 1746 + 600 + own;
    assertEquals(List.of(own), table.longColumn("own parameters").asList());
    assertEquals(List.of(activated), table.longColumn("activated parameters").asList());
    assertEquals(100.0 * own / activated, table.doubleColumn("own percent").get(0), 1e-9);
    long both = first.graph().flops() - 2 * 8 * 10 + second.graph().flops();
    long joints = 2 * 10 * 8 + 2 * 2 * 10 * 2;
    assertEquals(List.of(both + joints), table.longColumn("FLOPs").asList());
    assertEquals(0.85, table.doubleColumn("validation accuracy").get(0), 1e-9);
    assertEquals(0.8, table.doubleColumn("main path's validation accuracy").get(0));
    assertEquals(0.84, table.doubleColumn("test accuracy").get(0), 1e-9);
    assertTrue(table.column("main path's test accuracy").isMissing(0));
  }

  @Test
  void everyTableShowsASystemThatHoldsAMultipath() {
    MultitaskSystem joined = Systems.joined(system, "second", List.of("first"));
    assertEquals(3, Tables.leaderboard(joined).rowCount());
    assertEquals(4, Tables.lineage(joined).rowCount());
    assertEquals(
        "encoderblock_2, connector_1, router",
        Tables.lineage(joined).stringColumn("new components").get(3));
    Table perTask = Tables.parametersPerTask(joined);
    assertEquals(5, perTask.rowCount());
    LongColumn added = perTask.longColumn("added parameters");
    assertEquals((long) added.get(3), added.get(0) + added.get(1) + added.get(2));
    Table summary = Summaries.system(joined);
    assertEquals("1 of first, 6 of root, 3 of second", owners(summary));
    Table whole = ModelSummary.of(joined, "second");
    assertEquals("[path 2]", whole.stringColumn("output").get(whole.rowCount() - 2));
    assertEquals("this model", whole.stringColumn("trained by").get(whole.rowCount() - 2));
    assertEquals("second, frozen here", whole.stringColumn("trained by").get(6));
    assertEquals(
        whole.rowCount() - 1, Tables.components(joined.model("second").graph()).rowCount());
  }

  private static String owners(Table summary) {
    return summary.stringColumn("components").get(2);
  }
}
