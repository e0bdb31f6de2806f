package org.munet4j.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.Cases;
import org.munet4j.data.Images;

class LimitsTest {
  /** Images of two bytes that tell which they are, sorted by class, a third as many of class 1. */
  private static Images sorted(int count) {
    byte[] pixels = new byte[2 * count];
    for (int i = 0; i < count; i++) {
      pixels[2 * i] = (byte) (i >> 8);
      pixels[2 * i + 1] = (byte) i;
    }
    int[] labels = IntStream.range(0, count).map(i -> 4 * i < 3 * count ? 0 : 1).toArray();
    return Images.of(1, 1, 2, pixels, labels, List.of("a", "b"), "numbers", "made here");
  }

  private static Task task(String name, int count) {
    return new Task(name, sorted(count), sorted(count), sorted(count));
  }

  @Test
  void drawsDifferentImagesEachClassByItsShare() {
    Cases.check(
        200,
        random -> {
          int count = random.nextInt(10, 3_000);
          int atMost = random.nextInt(1, count + 1);
          Images kept = Limits.seeded(random.nextLong()).train(atMost).of(task("t", count)).train();
          assertEquals(atMost, kept.count());
          Set<String> seen = new HashSet<>();
          for (int i = 0; i < kept.count(); i++) {
            assertTrue(seen.add(kept.pixels(i)[0] + " " + kept.pixels(i)[1]));
          }
          double first = IntStream.of(kept.labels()).filter(label -> label == 0).count();
          assertEquals(0.75 * atMost, first, 1.1);
        });
  }

  @Test
  void theDrawIsMixedAndDependsOnItsSeedButNotOnTheTask() {
    Limits limits = Limits.seeded(4).train(100);
    Images kept = limits.of(task("one", 1_000)).train();
    int[] labels = kept.labels();
    int changes = (int) IntStream.range(1, 100).filter(i -> labels[i] != labels[i - 1]).count();
    assertTrue(changes > 10, "classes are mixed");
    assertEquals(kept.provenance(), limits.of(task("two", 1_000)).train().provenance());
    assertNotEquals(
        kept.provenance().sha256(),
        Limits.seeded(5).train(100).of(task("one", 1_000)).train().provenance().sha256());
  }

  @Test
  void leavesWhatIsNotLimited() {
    Task whole = task("one", 50);
    Task kept = Limits.seeded(1).validation(7).test(60).of(whole);
    assertEquals(whole.train().provenance(), kept.train().provenance());
    assertEquals(7, kept.validation().count());
    assertEquals(50, kept.test().count());
    String sentence =
        assertThrows(IllegalArgumentException.class, () -> Limits.seeded(1).train(0)).getMessage();
    assertTrue(sentence.startsWith("limits are train 0, validation"), sentence);
  }

  @Test
  void aPlanTellsItsLimitedCounts() {
    Benchmark limited =
        Benchmark.characters(Optional.empty(), 1)
            .limited(Limits.seeded(1).train(40).validation(20).test(30));
    TaskPlan plan = limited.plans().get(3);
    Task task = plan.build();
    assertEquals(plan.outline().orElseThrow().counts(40, 20, 30), plan.outline().orElseThrow());
    assertEquals(
        List.of(40, 20, 30),
        List.of(task.train().count(), task.validation().count(), task.test().count()));
    assertEquals(10, IntStream.of(task.train().labels()).distinct().count());
  }
}
