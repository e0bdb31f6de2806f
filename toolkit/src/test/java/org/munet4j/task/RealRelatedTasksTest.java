package org.munet4j.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.munet4j.data.DataFolder;
import org.munet4j.data.Outline;

/** Runs only where MUNET4J_DATA names a folder with the real files. */
@EnabledIfEnvironmentVariable(named = "MUNET4J_DATA", matches = ".+")
class RealRelatedTasksTest {
  private final Optional<DataFolder> data =
      Optional.of(DataFolder.at(Path.of(System.getenv("MUNET4J_DATA"))));

  @Test
  void streamsOverRealDigitsKeepTheSameFewImages() {
    Limits few = Limits.seeded(1).train(1_000).validation(200).test(500);
    List<Task> tasks = RelatedTasks.permuted("mnist", 3, data, 1).limited(few).tasks().toList();
    assertEquals("28×28 grey", Outline.image(tasks.get(0).train()));
    for (Task task : tasks) {
      assertEquals(
          List.of(1_000, 200, 500),
          List.of(task.train().count(), task.validation().count(), task.test().count()));
      assertEquals(10, IntStream.of(task.train().labels()).distinct().count());
      assertArrayEquals(tasks.get(0).train().labels(), task.train().labels());
    }
    Task turned = RelatedTasks.rotated("mnist", 2, data, 1).limited(few).task("mnist-rotated-01");
    assertArrayEquals(tasks.get(0).test().rotated(90).pixels(7), turned.test().pixels(7));
  }

  @Test
  void optdigitsReachFromBlackToWhite() {
    Task task = RelatedTasks.twins("optdigits", data, 1).task("optdigits-plain-task-1");
    int brightest =
        IntStream.range(0, task.train().count())
            .flatMap(
                image -> {
                  byte[] pixels = task.train().pixels(image);
                  return IntStream.range(0, pixels.length).map(at -> pixels[at] & 0xff);
                })
            .max()
            .orElseThrow();
    assertEquals(255, brightest);
    assertEquals("8×8 grey", Outline.image(task.train()));
  }

  @Test
  void fashionIsSplitIntoFiveTasksOfTwoClasses() {
    Benchmark benchmark = RelatedTasks.split("fashion-mnist", 2, data, 1);
    assertEquals(5, benchmark.size());
    Task last = benchmark.task("fashion-mnist-split-04");
    assertEquals(List.of("Bag", "Ankle boot"), last.train().classNames());
    assertEquals(
        List.of(11_400, 600, 2_000),
        List.of(last.train().count(), last.validation().count(), last.test().count()));
  }

  @Test
  void theTwentyAlphabetsAreAllThereSplitByDrawers() {
    for (TaskPlan plan : RelatedTasks.alphabets(data, 1).plans()) {
      Outline outline = plan.outline().orElseThrow();
      assertEquals(
          outline.counts(10 * outline.classes(), 4 * outline.classes(), 6 * outline.classes()),
          outline,
          plan.name());
      assertTrue(outline.image().startsWith("105×105"), outline.image());
    }
    Task small = RelatedTasks.alphabets(35, data, 1).task("omniglot-angelic");
    assertEquals("35×35 grey", Outline.image(small.train()));
    assertEquals(200, small.train().count());
  }
}
