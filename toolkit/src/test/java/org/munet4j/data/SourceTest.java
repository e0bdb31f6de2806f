package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceTest {
  private static Images images(int side, int count, String... names) {
    int[] labels = new int[count];
    Arrays.setAll(labels, index -> index * names.length / count);
    byte[] pixels = Folders.random(1, count * side * side);
    return Images.of(1, side, side, pixels, labels, List.of(names), "made up", "CC0");
  }

  @Test
  void needsTheSameClassesInAllSplits() {
    Images train = images(3, 4, "a", "b");
    assertEquals(2, Source.of("pets", train, images(3, 2, "a", "b")).classes());
    Refusals.wrong(
        () -> Source.of("pets", train, images(3, 3, "a", "b", "c")), "'pets'", "3 classes", "2");
    Refusals.wrong(() -> Source.of("pets", train, images(3, 2, "a", "c")), "class 1", "'c'", "'b'");
    Refusals.wrong(
        () -> Source.of("pets", train, images(2, 2, "a", "b")), "1x2x2", "1x3x3", "one size");
  }

  @Test
  void shufflesSplitsThatAreSortedByClass() {
    Source sorted = Source.of("pets", images(3, 200, "a", "b"), images(3, 200, "a", "b"));
    Source shuffled = sorted.shuffled();
    int[] labels = shuffled.train().labels();
    long seconds = Arrays.stream(labels, 0, 20).filter(label -> label == 1).count();
    assertEquals(10, seconds, 6);
    assertEquals(
        shuffled.train().provenance().sha256(), sorted.shuffled().train().provenance().sha256());
    assertNotEquals(
        shuffled.train().provenance().sha256(),
        shuffled.test().orElseThrow().provenance().sha256());
  }
}
