package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinedTest {
  private static Images images(int count, int columns, String source, String licence) {
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 2;
    }
    byte[] pixels = Folders.random(count, count * columns);
    return Images.of(1, 1, columns, pixels, labels, List.of("a", "b"), source, licence);
  }

  @Test
  void classesOfLaterSetsFollowThoseOfEarlierOnes() {
    Images two = images(2, 3, "two", "free");
    Images three = images(3, 3, "three", "free");
    Images joined = Joined.of(List.of(two, three));
    assertArrayEquals(new int[] {0, 1, 2, 3, 2}, joined.labels());
    assertEquals(List.of("0 a", "1 b", "2 a", "3 b"), joined.classNames());
    assertArrayEquals(two.pixels(1), joined.pixels(1));
    assertArrayEquals(three.pixels(2), joined.pixels(4));
  }

  @Test
  void namesEverySourceAndEveryLicenceOnce() {
    Images free = images(1, 3, "Greek", "free");
    Images paid = images(1, 3, "Latin", "paid");
    Provenance joined = Joined.of(List.of(free, paid, free)).provenance();
    assertEquals("Greek + Latin", joined.source());
    assertEquals("free + paid", joined.licence());
  }

  @Test
  void refusesAnEmptyList() {
    Refusals.wrong(() -> Joined.of(List.of()), "empty list", "at least 1");
  }

  @Test
  void refusesImagesOfDifferentSizes() {
    List<Images> sets = List.of(images(1, 3, "x", "free"), images(1, 4, "y", "free"));
    Refusals.wrong(() -> Joined.of(sets), "1x1x3", "1x1x4", "resize");
  }

  @Test
  void refusesMoreThanOneArrayHolds() {
    Images large = images(1, 1_000_000, "wide", "free");
    List<Images> sets = Collections.nCopies(3000, large);
    Refusals.wrong(() -> Joined.of(sets), "'wide'", "3,000 images", "2 GiB");
  }
}
