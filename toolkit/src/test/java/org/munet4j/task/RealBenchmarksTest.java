package org.munet4j.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.munet4j.data.Catalog;
import org.munet4j.data.DataFolder;
import org.munet4j.data.Images;
import org.munet4j.data.Outline;

/** Runs only where MUNET4J_DATA names a folder with the real files. */
@EnabledIfEnvironmentVariable(named = "MUNET4J_DATA", matches = ".+")
class RealBenchmarksTest {
  private final DataFolder data = DataFolder.at(Path.of(System.getenv("MUNET4J_DATA")));

  /** Classes, images of train and validation together, and test, as the files are described. */
  private static final List<int[]> CHARACTERS =
      List.of(
          new int[] {10, 5_042, 955},
          new int[] {28, 13_440, 3_360},
          new int[] {10, 7_011, 10_000},
          new int[] {10, 60_000, 10_000},
          new int[] {1_623, 1_623 * 16, 1_623 * 4},
          new int[] {10, 5_000, 1_000},
          new int[] {10, 2_500, 500},
          new int[] {10, 2_500, 500});

  private static final List<int[]> DIVERSE =
      List.of(
          new int[] {10, 10_000, 2_000},
          new int[] {10, 2_000, 500},
          new int[] {43, 3_440, 860},
          new int[] {81, 2_640 + 296, 2_485},
          new int[] {6, 2_016, 505},
          new int[] {10, 1_662, 400},
          new int[] {10, 700, 300},
          new int[] {6, 1_076, 268},
          new int[] {5, 1_500, 375},
          new int[] {15, 1_494, 1_500});

  private static void check(Benchmark benchmark, List<int[]> described) {
    assertEquals(described.size(), benchmark.size());
    for (int index = 0; index < benchmark.size(); index++) {
      TaskPlan plan = benchmark.plans().get(index);
      Task task = plan.build();
      int both = task.train().count() + task.validation().count();
      int[] found = {task.classes(), both, task.test().count()};
      assertEquals(Arrays.toString(described.get(index)), Arrays.toString(found), plan.name());
      Outline outline = plan.outline().orElseThrow();
      assertEquals(
          outline.counts(0, 0, 0),
          new Outline(
              task.classes(),
              0,
              0,
              0,
              task.train().channels(),
              task.train().rows(),
              task.train().columns(),
              task.train().provenance().licence()),
          plan.name());
      assertEquals(
          List.of(outline.train(), outline.validation(), outline.test()),
          List.of(task.train().count(), task.validation().count(), task.test().count()),
          plan.name());
      assertEquals(task.classes(), seen(task.train()), plan.name() + " trains all its classes");
      assertEquals(task.classes(), seen(task.test()), plan.name() + " tests all its classes");
    }
  }

  private static long seen(Images images) {
    return Arrays.stream(images.labels()).distinct().count();
  }

  @Test
  @Tag("slow")
  void theCharactersAreAsTheFilesAreDescribed() {
    Benchmark characters = Benchmark.characters(Optional.of(data), 1);
    check(characters, CHARACTERS);
    assertEquals(1_711, CHARACTERS.stream().mapToInt(row -> row[0]).sum());
  }

  @Test
  @Tag("slow")
  void theTenDiverseTasksAreAsTheFilesAreDescribed() {
    check(Benchmark.diverse(Optional.of(data), 1), DIVERSE);
  }

  @Test
  void theStreamIsCompleteAndItsAlphabetsHaveAllCharactersOfOmniglot() {
    Benchmark stream = Benchmark.stream(Optional.of(data), 1);
    List<Outline> outlines =
        stream.plans().stream().map(plan -> plan.outline().orElseThrow()).toList();
    IntStream.range(0, 77)
        .forEach(
            index -> {
              String set = ((Origin.Files) stream.plans().get(index).origin()).set();
              assertEquals(Catalog.line(set).classes(), outlines.get(index).classes(), set);
            });
    List<Outline> alphabets = outlines.subList(27, 77);
    assertEquals(1_623, alphabets.stream().mapToInt(Outline::classes).sum());
    assertEquals(
        32_460,
        alphabets.stream().mapToInt(row -> row.train() + row.validation() + row.test()).sum());
    for (Outline few : outlines.subList(77, 104)) {
      assertTrue(few.train() == 800 || few.train() == 560, few.toString());
      assertTrue(few.validation() == 200 || few.validation() == 140, few.toString());
    }
  }
}
