package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.Cases;

class TintTest {
  private static final float BOUND = 1e-4f;

  private static byte[] bytes(int... pixels) {
    byte[] bytes = new byte[pixels.length];
    IntStream.range(0, pixels.length).forEach(i -> bytes[i] = (byte) pixels[i]);
    return bytes;
  }

  private static Tint tint(double brightness, double contrast, double saturation, double hue) {
    return new Tint(OptionalInt.empty(), brightness, contrast, saturation, hue);
  }

  /** One pixel of three channels. */
  private static float[] pixel(Tint tint, int red, int green, int blue) {
    return tint.changed(bytes(red, green, blue), 1, 1, new Crop(0, 0, 1, 1, false));
  }

  @Test
  void brightnessIsAddedToEveryValueAndNotYetClipped() {
    Crop whole = new Crop(0, 0, 1, 3, false);
    assertArrayEquals(
        new float[] {25.5f, 76.5f, 280.5f},
        tint(0.1, 1, 1, 0).changed(bytes(0, 51, 255), 1, 3, whole),
        BOUND);
  }

  @Test
  void contrastIsAboutTheMeanOfTheCropChannelByChannel() {
    Crop top = new Crop(0, 0, 1, 2, true);
    assertArrayEquals(
        new float[] {25, 75, 125, 50},
        tint(0, 0.5, 1, 0).changed(bytes(0, 100, 200, 50), 2, 2, top),
        BOUND);
    byte[] colours = bytes(0, 100, 200, 50, 10, 10, 80, 80, 0, 200, 0, 200);
    assertArrayEquals(
        new float[] {25, 75, 125, 50, 10, 10, 45, 45, 50, 150, 50, 150},
        tint(0, 0.5, 1, 0).changed(colours, 2, 2, top),
        BOUND);
  }

  @Test
  void brightnessComesBeforeContrast() {
    assertArrayEquals(
        new float[] {1, 201},
        tint(0.2, 2, 1, 0).changed(bytes(0, 100), 1, 2, new Crop(0, 0, 1, 2, false)),
        BOUND);
  }

  @Test
  void saturationKeepsTheLargestValueAndTheHue() {
    assertArrayEquals(new float[] {200, 150, 125}, pixel(tint(0, 1, 0.5, 0), 200, 100, 50), BOUND);
    assertArrayEquals(new float[] {200, 200, 200}, pixel(tint(0, 1, 0, 0), 200, 100, 50), BOUND);
    assertArrayEquals(new float[] {200, 200 / 3f, 0}, pixel(tint(0, 1, 2, 0), 200, 100, 50), BOUND);
  }

  @Test
  void hueGoesRoundTheCircle() {
    assertArrayEquals(new float[] {0, 255, 0}, pixel(tint(0, 1, 1, 1 / 3.0), 255, 0, 0), BOUND);
    assertArrayEquals(new float[] {255, 0, 255}, pixel(tint(0, 1, 1, -1 / 6.0), 255, 0, 0), BOUND);
    assertArrayEquals(new float[] {50, 150, 200}, pixel(tint(0, 1, 1, 0.5), 200, 100, 50), BOUND);
  }

  @Test
  void halfATurnTwiceIsTheSamePixel() {
    Cases.check(
        500,
        random -> {
          int[] rgb = random.ints(3, 0, 256).toArray();
          Tint half = tint(0, 1, 1, random.nextBoolean() ? 0.5 : -0.5);
          float[] once = pixel(half, rgb[0], rgb[1], rgb[2]);
          float[] twice = pixel(half, round(once[0]), round(once[1]), round(once[2]));
          assertArrayEquals(new float[] {rgb[0], rgb[1], rgb[2]}, twice, BOUND);
        });
  }

  private static int round(float value) {
    assertEquals(Math.round(value), value, BOUND);
    return Math.round(value);
  }

  /** Java's own HSV rounds to whole values. */
  @Test
  void saturationAndHueAreThoseOfJavasHsv() {
    Cases.check(
        1000,
        random -> {
          int[] rgb = random.ints(3, 0, 256).toArray();
          double saturation = random.nextDouble(0, 2);
          double hue = random.nextDouble(-0.5, 0.5);
          float[] hsv = Color.RGBtoHSB(rgb[0], rgb[1], rgb[2], null);
          float strong = (float) Math.min(1, hsv[1] * saturation);
          Color expected = new Color(Color.HSBtoRGB((float) (hsv[0] + hue), strong, hsv[2]));
          assertArrayEquals(
              new float[] {expected.getRed(), expected.getGreen(), expected.getBlue()},
              pixel(tint(0, 1, saturation, hue), rgb[0], rgb[1], rgb[2]),
              0.51f);
        });
  }

  @Test
  void greyHasNoSaturationAndNoHue() {
    Tint strong = tint(0, 1, 2, 0.3);
    assertArrayEquals(new float[] {70, 70, 70}, pixel(strong, 70, 70, 70), BOUND);
    assertArrayEquals(
        new float[] {0, 70, 255},
        strong.changed(bytes(0, 70, 255), 1, 3, new Crop(0, 0, 1, 3, false)),
        BOUND);
  }

  @Test
  void aJpegOfTheBestQualityKeepsFlatColoursInTheirChannels() {
    byte[] colours = new byte[3 * 64];
    for (int i = 0; i < 64; i++) {
      colours[i] = (byte) 200;
      colours[64 + i] = (byte) 100;
      colours[128 + i] = (byte) 50;
    }
    byte[] kept = Jpeg.read(colours, 8, 8, 100);
    for (int i = 0; i < colours.length; i++) {
      assertEquals(colours[i] & 0xFF, kept[i] & 0xFF, 2);
    }
  }

  @Test
  void aJpegLosesTheMoreTheLowerItsQuality() {
    Cases.check(
        20,
        random -> {
          int channels = random.nextBoolean() ? 1 : 3;
          int rows = random.nextInt(1, 30);
          int columns = random.nextInt(8, 30);
          byte[] noise = new byte[channels * rows * columns];
          random.nextBytes(noise);
          double high = loss(noise, rows, columns, 100);
          double low = loss(noise, rows, columns, 5);
          assertTrue(high < (channels == 1 ? 1.5 : 80), "quality 100 loses " + high);
          assertTrue(low > 8 && low > high, "quality 5 loses " + low + ", 100 loses " + high);
        });
  }

  private static double loss(byte[] pixels, int rows, int columns, int quality) {
    OptionalInt asked = OptionalInt.of(quality);
    float[] kept =
        new Tint(asked, 0, 1, 1, 0)
            .changed(pixels, rows, columns, new Crop(0, 0, rows, columns, false));
    return IntStream.range(0, pixels.length)
        .mapToDouble(i -> Math.abs(kept[i] - (pixels[i] & 0xFF)))
        .average()
        .orElseThrow();
  }

  @Test
  void drawsFillTheirRangesAndNoMore() {
    Colour colour = new Colour(0.2, 0.1, 0.3, 1, 0.5);
    SplittableRandom random = new SplittableRandom(1);
    Tint[] drawn = new Tint[4000];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = Tint.drawn(colour, random);
    }
    assertRange(80, 100, drawn, tint -> tint.quality().getAsInt());
    assertRange(-0.1, 0.1, drawn, Tint::brightness);
    assertRange(0.7, 1.3, drawn, Tint::contrast);
    assertRange(0, 2, drawn, Tint::saturation);
    assertRange(-0.5, 0.5, drawn, Tint::hue);
    Tint still = Tint.drawn(new Colour(0, 0, 0, 0, 0.5), random);
    assertEquals(tint(0, 1, 1, still.hue()), still);
  }

  private static void assertRange(
      double low, double high, Tint[] drawn, java.util.function.ToDoubleFunction<Tint> value) {
    var range = java.util.Arrays.stream(drawn).mapToDouble(value).summaryStatistics();
    double slack = (high - low) / 100;
    assertTrue(range.getMin() >= low && range.getMin() <= low + slack, range::toString);
    assertTrue(range.getMax() <= high && range.getMax() >= high - slack, range::toString);
    assertEquals((low + high) / 2, range.getAverage(), 3 * slack);
  }

  @Test
  void onlyAnAugmentationWithoutAnyChangeIsNone() {
    assertTrue(new Augmentation(1, 0.75, false, Colour.none()).isNone());
    for (int i = 0; i < 5; i++) {
      double[] deltas = new double[5];
      deltas[i] = 0.1;
      Colour colour = new Colour(deltas[0], deltas[1], deltas[2], deltas[3], deltas[4]);
      assertEquals(false, new Augmentation(1, 1, false, colour).isNone());
    }
    assertThrows(IllegalArgumentException.class, () -> new Colour(0, 0, 0, 0, 0.51));
  }
}
