package org.munet4j.train;

import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * How the colours of one image are changed in one training step: drawn as {@link Colour} allows.
 * Saturation and hue are changed as TensorFlow's image functions do; they leave grey as it is.
 *
 * @param quality of the JPEG, 0 to 100, if there is one
 * @param brightness what is added
 * @param contrast factor about the crop's mean
 * @param saturation factor
 * @param hue turns of the colour circle
 */
record Tint(
    OptionalInt quality, double brightness, double contrast, double saturation, double hue) {
  private static final int WHITE = 255;

  static Tint drawn(Colour colour, SplittableRandom random) {
    int worst = (int) (100 * (1 - colour.quality()));
    return new Tint(
        colour.quality() > 0 ? OptionalInt.of(random.nextInt(worst, 101)) : OptionalInt.empty(),
        within(colour.brightness(), random),
        1 + within(colour.contrast(), random),
        1 + within(colour.saturation(), random),
        within(colour.hue(), random));
  }

  private static double within(double delta, SplittableRandom random) {
    return delta > 0 ? random.nextDouble(-delta, delta) : 0;
  }

  /**
   * The changed image on the scale of the pixels, 0 to 255, not clipped.
   *
   * @param pixels [channel, row, column], one channel or three
   * @param crop whose mean the contrast is about
   */
  float[] changed(byte[] pixels, int rows, int columns, Crop crop) {
    byte[] raw =
        quality.isPresent() ? Jpeg.read(pixels, rows, columns, quality.getAsInt()) : pixels;
    int plane = rows * columns;
    double[] values = new double[raw.length];
    for (int first = 0; first < raw.length; first += plane) {
      double mean = mean(raw, first, columns, crop);
      for (int i = first; i < first + plane; i++) {
        values[i] = (value(raw[i]) - mean) * contrast + mean + brightness;
      }
    }
    boolean turns = raw.length > plane && (saturation != 1 || hue != 0);
    for (int i = 0; turns && i < plane; i++) {
      turn(values, i, plane);
    }
    float[] changed = new float[raw.length];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = (float) (values[i] * WHITE);
    }
    return changed;
  }

  private static double value(byte pixel) {
    return (pixel & 0xFF) / (double) WHITE;
  }

  private static double mean(byte[] raw, int first, int columns, Crop crop) {
    long sum = 0;
    for (int row = crop.top(); row < crop.top() + crop.rows(); row++) {
      for (int column = crop.left(); column < crop.left() + crop.columns(); column++) {
        sum += raw[first + row * columns + column] & 0xFF;
      }
    }
    return sum / (double) WHITE / (crop.rows() * crop.columns());
  }

  /** Changes saturation and hue of one pixel; its largest value stays. */
  private void turn(double[] values, int pixel, int plane) {
    double red = values[pixel];
    double green = values[pixel + plane];
    double blue = values[pixel + 2 * plane];
    double most = Math.max(red, Math.max(green, blue));
    double range = most - Math.min(red, Math.min(green, blue));
    if (range == 0) {
      return;
    }
    double saturated = saturation == 1 ? range : saturated(most, range);
    double sector = sector(red, green, blue, most, range) + 6 * hue;
    for (int channel = 0; channel < 3; channel++) {
      double turned = sector + 5 - 2 * channel;
      double from = turned - 6 * Math.floor(turned / 6);
      double depth = Math.max(0, Math.min(1, Math.min(from, 4 - from)));
      values[pixel + channel * plane] = most - saturated * depth;
    }
  }

  /** The range from the smallest to the largest value that the new saturation gives, 0 to it. */
  private double saturated(double most, double range) {
    return most <= 0 ? 0 : most * Math.min(1, range / most * saturation);
  }

  /** The hue in sixths of the colour circle, from -1 to 5. */
  private static double sector(double red, double green, double blue, double most, double range) {
    if (most == red) {
      return (green - blue) / range;
    }
    return most == green ? 2 + (blue - red) / range : 4 + (red - green) / range;
  }
}
