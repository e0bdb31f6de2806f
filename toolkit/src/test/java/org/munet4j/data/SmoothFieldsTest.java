package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.Cases;

class SmoothFieldsTest {
  /** Share of images that the nearest class mean of other images names right. */
  private static double known(Images learned, Images asked) {
    int size = learned.rows() * learned.columns();
    double[][] means = new double[learned.classes()][size];
    for (int image = 0; image < learned.count(); image++) {
      byte[] pixels = learned.pixels(image);
      for (int at = 0; at < size; at++) {
        means[learned.label(image)][at] +=
            (pixels[at] & 0xff) * (double) learned.classes() / learned.count();
      }
    }
    return IntStream.range(0, asked.count())
            .filter(image -> nearest(means, asked.pixels(image)) == asked.label(image))
            .count()
        / (double) asked.count();
  }

  private static int nearest(double[][] means, byte[] pixels) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int label = 0; label < means.length; label++) {
      double sum = 0;
      for (int at = 0; at < pixels.length; at++) {
        sum += Math.pow(means[label][at] - (pixels[at] & 0xff), 2);
      }
      if (sum < least) {
        least = sum;
        best = label;
      }
    }
    return best;
  }

  @Test
  void tasksOfOneClusterKnowEachOtherAndThoseOfAnotherDoNot() {
    Cases.check(
        20,
        random -> {
          SmoothFields fields = SmoothFields.seeded(random.nextLong());
          Images one = fields.source(0, 0, 30, 20).train();
          Images kin = fields.source(0, 1, 30, 20).train();
          Images far = fields.source(1, 0, 30, 20).train();
          double inside = known(one, kin);
          double across = known(one, far);
          assertTrue(inside > 0.8, () -> "within a cluster " + inside);
          assertTrue(across < 0.4, () -> "across clusters " + across);
          assertTrue(known(far, fields.source(1, 1, 30, 20).train()) > 0.8);
        });
  }

  @Test
  void tasksOfOneClusterHaveTheSameClassesInDifferentImages() {
    SmoothFields fields = SmoothFields.seeded(1);
    Source one = fields.source(2, 0, 5, 4);
    Source other = fields.source(2, 1, 5, 4);
    assertEquals(one.classNames(), other.classNames());
    assertNotEquals(one.classNames(), fields.source(1, 0, 5, 4).classNames());
    assertEquals(
        new HashSet<>(one.classNames()), new HashSet<>(fields.source(0, 0, 5, 4).classNames()));
    List<Images> sets =
        List.of(one.train(), one.test().orElseThrow(), other.train(), other.test().orElseThrow());
    HashSet<String> seen = new HashSet<>();
    for (Images set : sets) {
      for (int image = 0; image < set.count(); image++) {
        assertTrue(seen.add(Arrays.toString(set.pixels(image))));
      }
    }
    assertEquals(180, seen.size());
  }

  @Test
  void repeatsForItsSeedAndHidesMoreInMoreNoise() {
    SmoothFields fields = SmoothFields.seeded(5);
    assertEquals(
        fields.source(1, 2, 3, 3).train().provenance(),
        SmoothFields.seeded(5).source(1, 2, 3, 3).train().provenance());
    assertNotEquals(
        fields.source(1, 2, 3, 3).train().provenance().sha256(),
        SmoothFields.seeded(6).source(1, 2, 3, 3).train().provenance().sha256());
    SmoothFields loud = fields.noise(2);
    assertTrue(
        known(loud.source(0, 0, 30, 1).train(), loud.source(0, 1, 30, 1).train())
            < known(fields.source(0, 0, 30, 1).train(), fields.source(0, 1, 30, 1).train()));
  }

  @Test
  void moreImagesChangeNoEarlierOnes() {
    Images few = SmoothFields.seeded(5).source(0, 0, 2, 1).train();
    Images many = SmoothFields.seeded(5).source(0, 0, 4, 1).train();
    assertEquals(
        few.provenance().sha256(),
        many.select(IntStream.range(0, few.count()).toArray()).provenance().sha256());
  }

  @Test
  void refusesWhatItCannotDraw() {
    SmoothFields fields = SmoothFields.seeded(1);
    Refusals.wrong(() -> fields.side(3), "side is 3", "4 to 64");
    Refusals.wrong(() -> fields.classes(1), "classes is 1");
    Refusals.wrong(() -> fields.noise(-1), "noise is -1");
    Refusals.wrong(() -> fields.source(-1, 0, 1, 1), "cluster -1");
  }
}
