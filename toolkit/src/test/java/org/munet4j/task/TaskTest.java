package org.munet4j.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.munet4j.data.Images;
import org.munet4j.data.Source;

class TaskTest {
  private static Images images(int count) {
    int[] labels = new int[count];
    byte[] pixels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 2;
      pixels[i] = (byte) i;
    }
    return Images.of(1, 1, 1, pixels, labels, List.of("a", "b"), "numbers", "made here");
  }

  private static byte first(Images images) {
    byte[] pixel = new byte[1];
    images.copyPixels(0, pixel, 0);
    return pixel[0];
  }

  @Test
  void cutsMissingSplitsByThePapersRuleTestFirst() {
    Source source = new Source("s", images(100), Optional.empty(), Optional.empty());
    Task task = Task.named("numbers").from(source).build();
    assertEquals(
        List.of(90, 5, 5),
        List.of(task.train().count(), task.validation().count(), task.test().count()));
    assertEquals(0, first(task.test()));
    assertEquals(5, first(task.validation()));
    assertEquals(10, first(task.train()));
  }

  @Test
  void keepsTheSplitsThatTheSourceHas() {
    Source source = new Source("s", images(100), Optional.empty(), Optional.of(images(30)));
    Task task = Task.named("numbers").from(source).build();
    assertEquals(30, task.test().count());
    assertEquals(5, task.validation().count());
    assertEquals(95, task.train().count());
  }

  @Test
  void aBuilderMayBeKeptAndBranched() {
    Source source = new Source("s", images(100), Optional.empty(), Optional.empty());
    Task.Builder base = Task.named("numbers").from(source).test(3);
    assertEquals(20, base.train(20).build().train().count());
    assertEquals(40, base.train(40).build().train().count());
    assertEquals(3, base.build().test().count());
  }

  @Test
  void aSplitThatWouldBeEmptyIsNamed() {
    Source source = new Source("s", images(4), Optional.empty(), Optional.empty());
    Exception error =
        assertThrows(
            IllegalArgumentException.class, () -> Task.named("numbers").from(source).build());
    assertTrue(error.getMessage().contains("'numbers'"), error.getMessage());
    assertTrue(error.getMessage().contains("test split would be empty"), error.getMessage());
  }

  @Test
  void aWrongNameGetsASentence() {
    Source source = new Source("s", images(100), Optional.empty(), Optional.empty());
    Exception error =
        assertThrows(
            IllegalArgumentException.class, () -> Task.named("My Task").from(source).build());
    assertTrue(error.getMessage().contains("'My Task'"), error.getMessage());
  }

  @Test
  void tellsItsNameItsClassesAndItsCountsInOneLine() {
    Source source = new Source("s", images(2000), Optional.empty(), Optional.empty());
    Task task = Task.named("numbers").from(source).build();
    assertEquals(
        "task 'numbers': 2 classes, 1,800 train, 100 validation, 100 test", task.toString());
  }

  @Test
  void theLongestNameStillFitsInOneLine() {
    Source source = new Source("s", images(2000), Optional.empty(), Optional.empty());
    String line = Task.named("n".repeat(64)).from(source).build().toString();
    assertEquals(89, line.length());
    assertTrue(line.contains("nnn…': 2 classes, 1,800 train"), line);
  }

  @Test
  void aSourceSortedByClassIsShuffledFirst() {
    int[] labels = new int[200];
    Arrays.fill(labels, 100, 200, 1);
    Images sorted =
        Images.of(1, 1, 1, new byte[200], labels, List.of("a", "b"), "sorted", "made here");
    Source source = new Source("s", sorted, Optional.empty(), Optional.empty());
    assertEquals(1, seen(Task.named("sorted").from(source).build().validation()));
    assertEquals(2, seen(Task.named("shuffled").from(source.shuffled()).build().validation()));
  }

  private static long seen(Images images) {
    return Arrays.stream(images.labels()).distinct().count();
  }
}
