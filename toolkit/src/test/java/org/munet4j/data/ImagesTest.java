package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.Cases;

class ImagesTest {
  private static final List<String> NAMES = List.of("cat", "dog");

  private static Images images(int count) {
    int[] labels = IntStream.range(0, count).map(index -> index % 2).toArray();
    return Images.of(1, 2, 3, Folders.random(1, count * 6), labels, NAMES, "pets", "CC0");
  }

  @Test
  void answersInOneReadableLine() {
    Images images = images(4);
    assertEquals(
        "4 images 1x2x3, 2 classes, from pets (CC0), sha256 "
            + images.provenance().sha256().substring(0, 12)
            + "…",
        images.toString());
  }

  @Test
  void isNotChangedThroughItsArrays() {
    byte[] pixels = Folders.random(1, 12);
    int[] labels = {0, 1};
    Images images = Images.of(1, 2, 3, pixels, labels, NAMES, "pets", "CC0");
    byte first = pixels[0];
    pixels[0]++;
    labels[0] = 1;
    images.pixels(0)[0]++;
    images.labels()[0] = 1;
    assertEquals(first, images.pixels(0)[0]);
    assertEquals(0, images.label(0));
  }

  @Test
  void hashesEverythingThatCounts() {
    Images images = images(2);
    byte[] pixels = Folders.random(1, 12);
    int[] labels = {0, 1};
    String hash = images.provenance().sha256();
    assertEquals(64, hash.length());
    assertEquals(hash, Images.of(1, 2, 3, pixels, labels, NAMES, "x", "y").provenance().sha256());
    for (Images other :
        List.of(
            Images.of(1, 3, 2, pixels, labels, NAMES, "x", "y"),
            Images.of(1, 2, 3, pixels, new int[] {1, 1}, NAMES, "x", "y"),
            Images.of(1, 2, 3, pixels, labels, List.of("cat", "dogs"), "x", "y"),
            Images.of(1, 2, 3, new byte[12], labels, NAMES, "x", "y"))) {
      assertNotEquals(hash, other.provenance().sha256());
    }
  }

  @Test
  void selectsInTheOrderAskedFor() {
    Images images = images(10);
    Images chosen = images.select(7, 2, 2);
    assertEquals(3, chosen.count());
    assertArrayEquals(images.pixels(7), chosen.pixels(0));
    assertArrayEquals(images.pixels(2), chosen.pixels(2));
    assertArrayEquals(new int[] {1, 0, 0}, chosen.labels());
    assertEquals("pets [3 of 10]", chosen.provenance().source());
    assertNotEquals(images.provenance().sha256(), chosen.provenance().sha256());
  }

  @Test
  void keepsSomeClassesUnderNewNumbers() {
    List<String> names = List.of("cat", "dog", "eel", "fox");
    int[] labels = {3, 0, 1, 3, 2};
    Images images = Images.of(1, 2, 3, Folders.random(1, 30), labels, names, "pets", "CC0");
    Images two = images.only(3, 1);
    assertEquals(List.of("fox", "dog"), two.classNames());
    assertArrayEquals(new int[] {0, 1, 0}, two.labels());
    assertArrayEquals(images.pixels(2), two.pixels(1));
    assertArrayEquals(images.pixels(3), two.pixels(2));
    assertEquals("pets, only classes [3, 1]", two.provenance().source());
    assertEquals(images.provenance().sha256(), images.only(0, 1, 2, 3).provenance().sha256());
    Refusals.wrong(() -> images.only(4), "'pets'", "[4]", "0 to 3");
    Refusals.wrong(() -> images.only(1, 1), "[1, 1]", "none twice");
    Refusals.wrong(() -> images.only(), "no image");
  }

  @Test
  void shufflesTheSameImagesForEverySeed() {
    Cases.check(
        200,
        random -> {
          Images images = images(random.nextInt(1, 40));
          long seed = random.nextLong();
          Images shuffled = images.shuffled(seed);
          assertEquals(shuffled.provenance().sha256(), images.shuffled(seed).provenance().sha256());
          assertArrayEquals(sortedRows(images), sortedRows(shuffled));
        });
    assertNotEquals(
        images(40).shuffled(1).provenance().sha256(), images(40).shuffled(2).provenance().sha256());
  }

  private static String[] sortedRows(Images images) {
    return IntStream.range(0, images.count())
        .mapToObj(index -> images.label(index) + Arrays.toString(images.pixels(index)))
        .sorted()
        .toArray(String[]::new);
  }

  @Test
  void copiesPixelsIntoALargerArray() {
    Images images = images(3);
    byte[] batch = new byte[18];
    for (int index = 0; index < 3; index++) {
      images.copyPixels(index, batch, 6 * index);
    }
    assertArrayEquals(Folders.random(1, 18), batch);
    Refusals.wrong(() -> images.copyPixels(0, batch, 13), "6 pixels", "18", "13");
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    byte[] six = new byte[6];
    int[] one = {0};
    Refusals.wrong(
        () -> Images.of(1, 2, 2, six, one, NAMES, "s", "l"), "'s'", "6 pixels", "needs 4");
    Refusals.wrong(
        () -> Images.of(1, 2, 3, six, new int[] {2}, NAMES, "s", "l"), "image 0 is 2", "2 classes");
    Refusals.wrong(() -> Images.of(1, 2, 3, six, new int[0], NAMES, "s", "l"), "no image");
    Refusals.wrong(() -> Images.of(1, 0, 3, six, one, NAMES, "s", "l"), "0 rows", "at least 1");
    Refusals.wrong(() -> Images.of(1, 2, 3, six, one, List.of(), "s", "l"), "no class names");
    Refusals.wrong(
        () -> Images.of(1, 2, 3, six, one, List.of("a", "a"), "s", "l"), "'a' occurs twice");
    Refusals.wrong(() -> Images.of(1, 2, 3, six, one, NAMES, "s", " "), "licence");
    Refusals.wrong(
        () -> Images.of(3, 30_000, 30_000, six, one, NAMES, "s", "l"), "2,700,000,000", "2 GiB");
    Refusals.wrong(() -> images(2).select(2), "no image 2", "0 to 1");
    Refusals.wrong(() -> images(2).select(), "no image");
  }
}
