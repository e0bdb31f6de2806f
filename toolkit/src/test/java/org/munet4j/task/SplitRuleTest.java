package org.munet4j.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.data.Images;
import org.munet4j.data.Outline;
import org.munet4j.data.Source;

class SplitRuleTest {
  /** Images that differ: each is its own number, in two bytes. */
  private static Images images(int first, int count) {
    byte[] pixels = new byte[2 * count];
    for (int i = 0; i < count; i++) {
      pixels[2 * i] = (byte) ((first + i) >> 8);
      pixels[2 * i + 1] = (byte) (first + i);
    }
    int[] labels = IntStream.range(0, count).map(i -> i % 2).toArray();
    return Images.of(1, 1, 2, pixels, labels, List.of("a", "b"), "numbers", "made here");
  }

  private static Source source(int train, int validation, int test) {
    return new Source("s", images(0, train), some(20_000, validation), some(30_000, test));
  }

  private static Optional<Images> some(int first, int count) {
    return count == 0 ? Optional.empty() : Optional.of(images(first, count));
  }

  private static List<Integer> counts(Task task) {
    return List.of(task.train().count(), task.validation().count(), task.test().count());
  }

  private static Task split(SplitRule rule, Source source) {
    return Task.named("numbers").from(source).rule(rule).build();
  }

  private static Set<Integer> numbers(Images images) {
    Set<Integer> numbers = new HashSet<>();
    for (int i = 0; i < images.count(); i++) {
      byte[] pixels = images.pixels(i);
      numbers.add((pixels[0] & 0xff) << 8 | pixels[1] & 0xff);
    }
    return numbers;
  }

  @Test
  void fewShotKeepsEightHundredTwoHundredAndTheWholeTest() {
    SplitRule few = SplitRule.general().fewShot(1);
    assertEquals(List.of(800, 200, 3_000), counts(split(few, source(6_000, 0, 3_000))));
    assertEquals(List.of(800, 200, 300), counts(split(few, source(6_000, 0, 0))));
    assertEquals(List.of(800, 200, 50), counts(split(few, source(1_000, 0, 50))));
    assertEquals(List.of(800, 150, 50), counts(split(few, source(1_000, 150, 50))));
    assertEquals(List.of(560, 140, 50), counts(split(few, source(700, 0, 50))));
  }

  @Test
  void fewShotTakesNoImageTwiceAndRepeatsForItsSeed() {
    Source source = source(6_000, 0, 0);
    Task whole = split(SplitRule.general(), source);
    Task one = Task.named("numbers").from(source).fewShot(1).build();
    Set<Integer> all = new HashSet<>(numbers(one.train()));
    all.addAll(numbers(one.validation()));
    assertEquals(1_000, all.size());
    all.addAll(numbers(whole.test()));
    assertEquals(1_300, all.size(), "no image of the whole task's test is learned from");
    assertEquals(whole.test().provenance(), one.test().provenance());
    Task again = Task.named("numbers").from(source).fewShot(1).build();
    assertEquals(one.train().provenance(), again.train().provenance());
    Task other = Task.named("numbers").from(source).fewShot(2).build();
    assertNotEquals(one.train().provenance().sha256(), other.train().provenance().sha256());
  }

  @Test
  void halvesTheValidationSplit() {
    Task task = split(SplitRule.general().halved(), source(100, 33, 0));
    assertEquals(List.of(100, 17, 16), counts(task));
    assertTrue(numbers(task.test()).contains(20_017));
    Task without = split(SplitRule.general().halved(), source(100, 0, 0));
    assertEquals(List.of(90, 5, 5), counts(without));
  }

  @Test
  void takesOtherShares() {
    SplitRule cmaterdb = SplitRule.general().validation(0.2);
    assertEquals(List.of(2_000, 500, 500), counts(split(cmaterdb, source(2_500, 0, 500))));
    SplitRule vtab = SplitRule.general().test(0.2).validation(0.2);
    assertEquals(List.of(600, 200, 200), counts(split(vtab, source(1_000, 0, 0))));
    assertThrows(IllegalArgumentException.class, () -> SplitRule.general().validation(0.95));
  }

  @Test
  void plansTheCountsThatItGives() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 200; round++) {
      int train = random.nextInt(20, 3_000);
      Source source =
          source(train, random.nextInt(2) * random.nextInt(1, 500), random.nextInt(2) * 300);
      SplitRule rule = SplitRule.general().validation(random.nextInt(5, 40) / 100.0);
      rule = random.nextBoolean() ? rule.halved() : rule;
      rule = random.nextBoolean() ? rule.fewShot(random.nextInt()) : rule;
      Task task = split(rule, source);
      Outline planned = rule.planned(Outline.of(source));
      assertEquals(
          counts(task),
          List.of(planned.train(), planned.validation(), planned.test()),
          source + " by " + rule);
    }
  }
}
