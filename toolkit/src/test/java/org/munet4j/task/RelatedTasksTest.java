package org.munet4j.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.data.DataException;
import org.munet4j.data.DataFolder;
import org.munet4j.data.Drawings;
import org.munet4j.data.Folders;
import org.munet4j.data.Images;
import org.munet4j.data.Outline;
import org.munet4j.data.SmoothFields;

class RelatedTasksTest {
  private static final Optional<DataFolder> NONE = Optional.empty();

  @TempDir Path folder;

  private Optional<DataFolder> digits() {
    Folders.idxSplit(folder.resolve("idx/mnist"), "train", 200, 6, 10);
    Folders.idxSplit(folder.resolve("idx/mnist"), "t10k", 40, 6, 10);
    return Optional.of(DataFolder.at(folder));
  }

  private static List<Images> splits(Task task) {
    return List.of(task.train(), task.validation(), task.test());
  }

  private static List<String> hashes(Task task) {
    return splits(task).stream().map(images -> images.provenance().sha256()).toList();
  }

  private static void keepsItsPromise(TaskPlan plan) {
    Task task = plan.build();
    Outline planned = plan.outline().orElseThrow();
    assertEquals(plan.name(), task.name());
    assertEquals(
        List.of(planned.classes(), planned.train(), planned.validation(), planned.test()),
        Stream.concat(Stream.of(task.classes()), splits(task).stream().map(Images::count)).toList(),
        plan.name());
    assertEquals(planned.image(), Outline.image(task.train()));
  }

  @Test
  void permutedTasksMovePixelsAlikeInAllSplitsAndEachInItsOwnWay() {
    Benchmark benchmark = RelatedTasks.permuted("mnist", 4, digits(), 1);
    assertEquals("mnist-permuted", benchmark.name());
    assertEquals("mnist-permuted-03", benchmark.names().get(3));
    Task plain = Benchmark.characters(digits(), 1).task("mnist");
    assertEquals(hashes(plain), hashes(benchmark.task("mnist-permuted-00")));
    HashSet<String> seen = new HashSet<>();
    for (TaskPlan plan : benchmark.plans()) {
      keepsItsPromise(plan);
      Task task = plan.build();
      assertTrue(seen.add(hashes(task).get(0)));
      if (plan.change() instanceof Change.Permuted permuted) {
        for (int split = 0; split < 3; split++) {
          Images expected = splits(plain).get(split).permuted(permuted.seed());
          assertEquals(
              expected.provenance().sha256(), splits(task).get(split).provenance().sha256());
        }
      }
    }
    assertEquals(
        hashes(benchmark.task("mnist-permuted-02")),
        hashes(RelatedTasks.permuted("mnist", 20, digits(), 1).task("mnist-permuted-02")));
    assertNotEquals(
        hashes(benchmark.task("mnist-permuted-02")),
        hashes(RelatedTasks.permuted("mnist", 4, digits(), 2).task("mnist-permuted-02")));
    assertEquals("mnist, pixels permuted", benchmark.plans().get(1).source());
  }

  @Test
  void tasksOfOneOriginAreReadTogether() throws IOException {
    Iterator<Task> tasks = RelatedTasks.permuted("mnist", 3, digits(), 1).tasks().iterator();
    Task first = tasks.next();
    Files.delete(folder.resolve("idx/mnist/train-images-idx3-ubyte"));
    assertEquals(first.train().count(), tasks.next().train().count());
    assertThrows(DataException.class, () -> digitsAsTheyLie().task("mnist-permuted-02"));
  }

  private Benchmark digitsAsTheyLie() {
    return RelatedTasks.permuted("mnist", 3, Optional.of(DataFolder.at(folder)), 1);
  }

  @Test
  void rotatedTasksTurnFurtherAndFurther() {
    Benchmark benchmark = RelatedTasks.rotated("mnist", 4, digits(), 1);
    Task plain = Benchmark.characters(digits(), 1).task("mnist");
    assertEquals(hashes(plain), hashes(benchmark.task("mnist-rotated-00")));
    assertEquals(
        plain.test().rotated(45).provenance().sha256(),
        benchmark.task("mnist-rotated-01").test().provenance().sha256());
    assertEquals(
        hashes(benchmark.task("mnist-rotated-02")),
        hashes(RelatedTasks.rotated("mnist", 2, 90, digits(), 1).task("mnist-rotated-01")));
    assertEquals("mnist, turned by 135.0°", benchmark.plans().get(3).source());
    benchmark.plans().forEach(RelatedTasksTest::keepsItsPromise);
  }

  @Test
  void splitTasksShareNoClassAndLeaveNoneOut() {
    for (int perTask : new int[] {2, 5}) {
      Benchmark benchmark = RelatedTasks.split("fashion-mnist", perTask, NONE, 1);
      assertEquals(10 / perTask, benchmark.size());
      List<String> classes = new ArrayList<>();
      int images = 0;
      for (TaskPlan plan : benchmark.plans()) {
        keepsItsPromise(plan);
        Task task = plan.build();
        classes.addAll(task.train().classNames());
        images += splits(task).stream().mapToInt(Images::count).sum();
        assertEquals(perTask, IntStream.of(task.test().labels()).distinct().count());
      }
      Task whole = Benchmark.plan("fashion-mnist", NONE, 1).build();
      assertEquals(whole.train().classNames(), classes);
      assertEquals(splits(whole).stream().mapToInt(Images::count).sum(), images);
    }
    String sentence =
        assertThrows(
                IllegalArgumentException.class,
                () -> RelatedTasks.split("fashion-mnist", 3, NONE, 1))
            .getMessage();
    assertTrue(sentence.contains("3 classes per task"), sentence);
  }

  @Test
  void twinsAreEqualCopiesAlsoWhereTheyAreLimited() {
    Limits limits = Limits.seeded(3).train(50).test(20);
    for (Benchmark twins :
        List.of(
            RelatedTasks.twins("mnist", digits(), 1).limited(limits),
            RelatedTasks.turnedTwins("mnist", digits(), 1).limited(limits))) {
      List<List<String>> found = twins.tasks().map(RelatedTasksTest::hashes).toList();
      assertEquals(found.get(0), found.get(1));
      assertEquals(found.get(2), found.get(3));
      assertNotEquals(found.get(0).get(0), found.get(2).get(0));
      assertEquals(2, twins.names().stream().map(RelatedTasks::cluster).distinct().count());
    }
    assertEquals(
        List.of(
            "mnist-plain-task-1",
            "mnist-plain-task-2",
            "mnist-permuted-task-1",
            "mnist-permuted-task-2"),
        RelatedTasks.twins("mnist", NONE, 1).names());
    Task plain = Benchmark.characters(digits(), 1).task("mnist");
    assertArrayEquals(
        plain.test().rotated(90).pixels(3),
        RelatedTasks.turnedTwins("mnist", digits(), 1)
            .task("mnist-turned-task-2")
            .test()
            .pixels(3));
  }

  @Test
  void thePapersAlphabetsAreDrawnOrReadInItsOrderAndSplitByDrawers() {
    Benchmark drawn = RelatedTasks.alphabets(NONE, 1);
    assertEquals(20, drawn.size());
    assertEquals("omniglot-gujarati", drawn.names().get(0));
    assertEquals("omniglot-atemayar-qelisayer", drawn.names().get(19));
    keepsItsPromise(drawn.plans().get(5));
    Task angelic = drawn.task("omniglot-angelic");
    assertEquals(List.of(200, 80, 120), splits(angelic).stream().map(Images::count).toList());
    TreeMap<String, byte[]> entries = new TreeMap<>();
    for (int drawer = 1; drawer <= 20; drawer++) {
      for (String character : List.of("character01/01", "character02/02")) {
        String name = "images_background/Gujarati/%s_%02d.png".formatted(character, drawer);
        entries.put(name, Drawings.grey(5, 5, drawer));
      }
    }
    Optional<DataFolder> data = Optional.of(DataFolder.at(folder));
    Benchmark missing = RelatedTasks.alphabets(data, 1);
    String sentence =
        assertThrows(IllegalArgumentException.class, () -> missing.task("omniglot-gujarati"))
            .getMessage();
    assertTrue(sentence.contains("omniglot/images_background.zip"), sentence);
    assertEquals("missing: omniglot/Gujarati, 10 drawers train", missing.plans().get(0).source());
    Folders.write(folder.resolve("omniglot/images_background.zip"), Folders.zip(entries));
    TaskPlan read = RelatedTasks.alphabets(3, data, 1).plans().get(0);
    keepsItsPromise(read);
    assertEquals(List.of(20, 8, 12), splits(read.build()).stream().map(Images::count).toList());
    assertEquals(drawn.names(), missing.names());
  }

  @Test
  void clustersTellWhichTaskIsInWhich() {
    Benchmark benchmark = RelatedTasks.clusters(1);
    assertEquals(9, benchmark.size());
    assertEquals("cluster-1-task-1", benchmark.names().get(0));
    assertEquals("cluster-3-task-3", benchmark.names().get(8));
    assertEquals(
        List.of("cluster-1", "cluster-2", "cluster-3"),
        benchmark.names().stream().map(RelatedTasks::cluster).distinct().toList());
    assertEquals("mnist", RelatedTasks.cluster("mnist"));
    TaskPlan plan = benchmark.plans().get(4);
    keepsItsPromise(plan);
    Task task = plan.build();
    assertEquals(List.of(300, 200, 1_000), splits(task).stream().map(Images::count).toList());
    for (Images images : splits(task)) {
      assertEquals(10, IntStream.of(images.labels()).distinct().count());
    }
    assertEquals(
        hashes(task),
        hashes(RelatedTasks.clusters(2, 2, SmoothFields.seeded(1).noise(0.5)).task(plan.name())));
  }

  @Test
  void everyTaskRepeatsForItsSeedAndDiffersForAnother() {
    Limits few = Limits.seeded(1).train(20).validation(10).test(10);
    List<List<String>> first = all(1, few);
    assertEquals(first, all(1, few));
    List<List<String>> other = all(2, few);
    for (int task = 0; task < first.size(); task++) {
      assertNotEquals(first.get(task), other.get(task));
    }
  }

  private static List<List<String>> all(long seed, Limits limits) {
    return Stream.of(
            RelatedTasks.permuted("optdigits", 2, NONE, seed),
            RelatedTasks.rotated("optdigits", 2, NONE, seed),
            RelatedTasks.split("optdigits", 5, NONE, seed),
            RelatedTasks.twins("optdigits", NONE, seed),
            RelatedTasks.alphabets(NONE, seed).first(1),
            RelatedTasks.clusters(seed).first(4))
        .flatMap(benchmark -> benchmark.limited(limits).tasks())
        .map(RelatedTasksTest::hashes)
        .toList();
  }

  @Test
  void refusesNoTaskAtAll() {
    assertThrows(IllegalArgumentException.class, () -> RelatedTasks.permuted("mnist", 0, NONE, 1));
    assertThrows(IllegalArgumentException.class, () -> RelatedTasks.rotated("mnist", 0, NONE, 1));
    assertThrows(
        IllegalArgumentException.class, () -> RelatedTasks.clusters(0, 3, SmoothFields.seeded(1)));
  }
}
