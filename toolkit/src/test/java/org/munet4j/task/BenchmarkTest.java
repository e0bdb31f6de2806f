package org.munet4j.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.data.DataFolder;
import org.munet4j.data.Drawings;
import org.munet4j.data.Folders;
import org.munet4j.data.Outline;

class BenchmarkTest {
  private static final Optional<DataFolder> NONE = Optional.empty();

  @TempDir Path folder;

  private Optional<DataFolder> data() {
    return Optional.of(DataFolder.at(folder));
  }

  private static void keepsItsPromise(TaskPlan plan) {
    Task task = plan.build();
    Outline planned = plan.outline().orElseThrow();
    assertEquals(plan.name(), task.name());
    assertEquals(
        List.of(planned.classes(), planned.train(), planned.validation(), planned.test()),
        List.of(
            task.classes(), task.train().count(), task.validation().count(), task.test().count()),
        plan.name());
    assertEquals(planned.image(), Outline.image(task.train()));
    assertEquals(planned.licence(), task.train().provenance().licence());
  }

  private static TaskPlan plan(Benchmark benchmark, String name) {
    return benchmark.plans().get(benchmark.names().indexOf(name));
  }

  @Test
  void theStreamHasOverAHundredTasksInAFixedOrder() {
    Benchmark stream = Benchmark.stream(NONE, 1);
    assertEquals(104, stream.size());
    assertEquals("femnist-digits", stream.names().get(0));
    assertEquals("cifar10-jpg", stream.names().get(7));
    assertEquals("fashion-mnist", stream.names().get(17));
    assertEquals("omniglot-alphabet-of-the-magi", stream.names().get(27));
    assertEquals("femnist-digits-1k", stream.names().get(77));
    assertEquals("pneumonia-mnist-1k", stream.names().get(103));
    assertEquals(50, stream.names().stream().filter(name -> name.startsWith("omniglot-")).count());
    assertEquals(stream.names(), Benchmark.stream(data(), 1).names());
  }

  @Test
  void withoutDataAsManyTasksOfAsManyClassesAreDrawn() {
    Benchmark characters = Benchmark.characters(NONE, 1);
    assertEquals(
        List.of(10, 28, 10, 10, 100, 10, 10, 10),
        characters.plans().stream().map(plan -> plan.outline().orElseThrow().classes()).toList());
    assertEquals(characters.names(), Benchmark.characters(data(), 1).names());
    Benchmark diverse = Benchmark.diverse(NONE, 1);
    assertEquals(
        List.of(10, 10, 43, 81, 6, 10, 10, 6, 5, 15),
        diverse.plans().stream().map(plan -> plan.outline().orElseThrow().classes()).toList());
    keepsItsPromise(plan(characters, "mnist"));
    keepsItsPromise(plan(diverse, "trashnet"));
    Benchmark stream = Benchmark.stream(NONE, 1);
    keepsItsPromise(plan(stream, "omniglot-greek"));
    keepsItsPromise(plan(stream, "cmaterdb-telugu"));
    keepsItsPromise(plan(stream, "flowers5-1k"));
  }

  @Test
  void drawnAlphabetsDifferFromTaskToTaskAndFromWhatRootsLearnOn() {
    List<Origin> drawn =
        Benchmark.stream(NONE, 1).first(77).plans().stream().map(TaskPlan::origin).toList();
    assertEquals(
        77, drawn.stream().map(origin -> ((Origin.Drawn) origin).index()).distinct().count());
    assertTrue(drawn.stream().allMatch(origin -> ((Origin.Drawn) origin).index() >= 100));
    assertEquals("generated alphabet 103 of seed 1 for femnist-digits", drawn.get(0).source());
  }

  @Test
  void namingABenchmarkReadsNothingAndSaysWhatIsMissingOnlyWhenAsked() {
    Benchmark characters = Benchmark.characters(data(), 1);
    TaskPlan mnist = plan(characters, "mnist");
    assertEquals(
        "missing: without a data folder an alphabet is drawn in its place",
        mnist.origin().source());
    assertEquals(Optional.empty(), mnist.outline());
    String sentence =
        assertThrows(IllegalArgumentException.class, () -> characters.task("mnist")).getMessage();
    assertTrue(sentence.startsWith("data set 'mnist' is not there: put it at idx/mnist"), sentence);
    assertThrows(IllegalArgumentException.class, characters::present);
    assertThrows(IllegalArgumentException.class, () -> characters.task("minst"));
  }

  @Test
  void buildsTasksFromTheFilesThatAreThere() {
    Folders.idxSplit(folder.resolve("idx/mnist"), "train", 1_200, 4, 10);
    Folders.idxSplit(folder.resolve("idx/mnist"), "t10k", 40, 4, 10);
    TreeMap<String, byte[]> scenes = new TreeMap<>();
    for (int i = 0; i < 60; i++) {
      String split = i < 40 ? "train" : "test";
      scenes.put(split + "/class" + i % 3 + "/" + i + ".png", Drawings.grey(5, 5, i));
    }
    Folders.write(folder.resolve("img/scene15.zip"), Folders.zip(scenes));
    Benchmark stream = Benchmark.stream(data(), 1).present();
    assertEquals(List.of("mnist", "scene15", "mnist-1k", "scene15-1k"), stream.names());
    stream.plans().forEach(BenchmarkTest::keepsItsPromise);
    Task few = stream.task("mnist-1k");
    assertEquals(List.of(800, 200), List.of(few.train().count(), few.validation().count()));
    assertEquals("scene15", plan(stream, "scene15").origin().source());
    assertEquals(List.of("mnist-1k", "scene15-1k"), stream.first(2).fewShot(1).names());
    assertNotEquals(
        few.train().provenance().sha256(),
        Benchmark.stream(data(), 2).task("mnist-1k").train().provenance().sha256());
  }

  @Test
  void thePapersListsHaveTheirSizesAndClasses() {
    assertEquals(
        List.of(8, 10, 3, 23, 25, 69, 124),
        PaperTask.lists().stream().map(list -> PaperTask.list(list).size()).toList());
    assertEquals(1_720, PaperTask.list("mccb").stream().mapToInt(PaperTask::classes).sum());
    assertEquals(3_128, PaperTask.list("vddb").stream().mapToInt(PaperTask::classes).sum());
    for (String list : PaperTask.lists()) {
      Benchmark benchmark = Benchmark.paper(list, DataFolder.at(folder), 1);
      assertEquals(PaperTask.list(list).size(), benchmark.size());
    }
    assertThrows(IllegalArgumentException.class, () -> PaperTask.list("vtab"));
  }

  @Test
  void aTaskOfThePapersIsReadWhereTheUserPutsItAndElseSaysWhereThatIs() {
    Benchmark mccb = Benchmark.paper("mccb", DataFolder.at(folder), 1);
    String sentence =
        assertThrows(IllegalArgumentException.class, () -> mccb.task("emnist-letters"))
            .getMessage();
    for (String part :
        List.of(
            "'emnist-letters' is not there",
            "idx/emnist-letters or img/emnist-letters.zip or img/emnist-letters",
            folder.toString(),
            "emnist/letters, 37 classes",
            "'ahcd-arabic-letters' can stand in")) {
      assertTrue(sentence.contains(part), sentence);
    }
    Folders.idxSplit(folder.resolve("idx/emnist-letters"), "train", 100, 4, 26);
    keepsItsPromise(plan(mccb, "emnist-letters"));
    assertEquals(List.of("emnist-letters"), mccb.present().names());
  }

  @Test
  void theDecathlonIsCutToSquaresAndItsValidationHalved() {
    TreeMap<String, byte[]> signs = new TreeMap<>();
    for (int i = 0; i < 30; i++) {
      String split = i < 20 ? "train" : "val";
      signs.put(split + "/sign" + i % 2 + "/" + i + ".png", Drawings.grey(72 + i, 72, i));
    }
    Folders.write(folder.resolve("img/vdd-gtsrb.zip"), Folders.zip(signs));
    Benchmark vddb = Benchmark.paper("vddb", DataFolder.at(folder), 1).present();
    keepsItsPromise(plan(vddb, "vdd-gtsrb"));
    Task task = vddb.task("vdd-gtsrb");
    assertEquals(
        List.of(20, 5, 5, 72),
        List.of(
            task.train().count(),
            task.validation().count(),
            task.test().count(),
            task.train().rows()));
  }

  @Test
  void cmaterdbValidatesWithMoreInLaterPapers() {
    PaperTask first = PaperTask.list("mccb").get(5);
    PaperTask later =
        PaperTask.list("mu2net-69").stream()
            .filter(task -> task.task().equals(first.task()))
            .findFirst()
            .orElseThrow();
    assertEquals("cmaterdb/bangla", first.task());
    assertEquals(List.of(0.05, 0.2), List.of(shareOf(first), shareOf(later)));
  }

  private static double shareOf(PaperTask task) {
    return task.rule().validationShare();
  }

  @Test
  void aTaskMayNotOccurTwice() {
    TaskPlan plan = Benchmark.characters(NONE, 1).plans().get(0);
    String sentence =
        assertThrows(
                IllegalArgumentException.class, () -> new Benchmark("two", List.of(plan, plan)))
            .getMessage();
    assertTrue(sentence.contains("'femnist-digits' occurs twice"), sentence);
  }
}
