package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.munet4j.Cases;

class WarpTest {
  private static final List<String> NAMES = List.of("a", "b");

  private static Images images(int channels, int rows, int columns, byte[] pixels) {
    int[] labels = new int[pixels.length / (channels * rows * columns)];
    return Images.of(channels, rows, columns, pixels, labels, NAMES, "noise", "CC0");
  }

  private static Images noise(SplittableRandom random, int count, int channels, int side) {
    byte[] pixels = new byte[count * channels * side * side];
    random.nextBytes(pixels);
    return images(channels, side, side, pixels);
  }

  private static String hash(Images images) {
    return images.provenance().sha256();
  }

  @Test
  void aPermutationIsABijectionAndTheSameForAllImagesAndChannels() {
    Cases.check(
        200,
        random -> {
          int rows = random.nextInt(1, 12);
          int columns = random.nextInt(1, 12);
          int size = rows * columns;
          byte[] places = new byte[6 * size];
          for (int at = 0; at < places.length; at++) {
            places[at] = (byte) (at % size);
          }
          Images moved = images(3, rows, columns, places).permuted(random.nextLong());
          byte[] first = Arrays.copyOf(moved.pixels(0), size);
          Set<Byte> seen = new HashSet<>();
          for (byte place : first) {
            seen.add(place);
          }
          assertEquals(size, seen.size());
          for (int plane = 0; plane < 6; plane++) {
            int from = plane % 3 * size;
            assertArrayEquals(
                first, Arrays.copyOfRange(moved.pixels(plane / 3), from, from + size));
          }
        });
  }

  @Test
  void aPermutationDependsOnItsSeedOnlyAndKeepsTheLabels() {
    Images images = noise(new SplittableRandom(1), 5, 1, 8);
    assertEquals(hash(images.permuted(3)), hash(images.permuted(3)));
    assertNotEquals(hash(images.permuted(3)), hash(images.permuted(4)));
    assertNotEquals(hash(images), hash(images.permuted(3)));
    assertArrayEquals(images.permuted(3).pixels(4), images.select(4).permuted(3).pixels(0));
    assertArrayEquals(images.labels(), images.permuted(3).labels());
    assertEquals("noise, pixels permuted by seed 3", images.permuted(3).provenance().source());
  }

  @Test
  void turningByNothingChangesNothingAndFourQuarterTurnsGiveTheImagesBack() {
    Cases.check(
        100,
        random -> {
          Images images = noise(random, 2, random.nextInt(1, 4), random.nextInt(1, 12));
          assertEquals(images.provenance(), images.rotated(0).provenance());
          assertEquals(hash(images), hash(images.rotated(360)));
          Images quarter = images.rotated(90);
          assertEquals(hash(images.rotated(180)), hash(quarter.rotated(90)));
          assertEquals(hash(images.rotated(-90)), hash(quarter.rotated(180)));
          assertEquals(hash(images), hash(quarter.rotated(90).rotated(90).rotated(90)));
        });
  }

  @Test
  void turnsCounterclockwise() {
    byte[] corners = {1, 0, 2, 0, 0, 0, 4, 0, 3};
    assertArrayEquals(
        new byte[] {2, 0, 3, 0, 0, 0, 1, 0, 4}, images(1, 3, 3, corners).rotated(90).pixels(0));
    assertEquals(
        "noise, turned by 90.0 degrees",
        images(1, 3, 3, corners).rotated(90).provenance().source());
  }

  @Test
  void mixesTheFourNearestPixelsAndTakesBlackFromOutside() {
    byte[] full = new byte[81];
    Arrays.fill(full, (byte) 200);
    byte[] turned = images(1, 9, 9, full).rotated(45).pixels(0);
    assertEquals((byte) 200, turned[40]);
    assertEquals(0, turned[0]);
    byte[] stripes = {0, 100, 0, 0, 100, 0, 0, 100, 0};
    byte[] little = images(1, 3, 3, stripes).rotated(30).pixels(0);
    assertEquals(100, little[4]);
    assertEquals(Math.round(100 * (1 - StrictMath.sin(Math.PI / 6))), little[1], 1);
  }

  @Test
  void turningAndTurningBackKeepsASmoothImageWithinAFewValues() {
    byte[] smooth = new byte[21 * 21];
    for (int at = 0; at < smooth.length; at++) {
      double away = Math.hypot(at / 21 - 10, at % 21 - 10);
      smooth[at] = (byte) (int) (120 * Math.exp(-away * away / 30) * (1 + at % 21 / 40.0));
    }
    Images images = images(1, 21, 21, smooth);
    for (int degrees = 9; degrees < 180; degrees += 9) {
      byte[] back = images.rotated(degrees).rotated(-degrees).pixels(0);
      for (int at = 0; at < back.length; at++) {
        int angle = degrees;
        assertEquals((smooth[at] & 0xff), (back[at] & 0xff), 8, () -> "turned by " + angle);
      }
    }
    assertTrue(
        !Arrays.equals(images.pixels(0), images.rotated(9).pixels(0)), "9 degrees can be seen");
  }

  @Test
  void refusesAnAngleThatIsNone() {
    Refusals.wrong(
        () -> noise(new SplittableRandom(1), 1, 1, 3).rotated(Double.NaN), "noise", "NaN");
  }
}
