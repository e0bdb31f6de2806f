package org.munet4j.data;

import java.util.Arrays;

/**
 * A change of pixel places, the same for every channel of every image: each new pixel is a weighted
 * sum of old ones. Uses only exactly defined arithmetic, so each machine gives the same bytes.
 *
 * @param taps old pixels that each new one is made of
 * @param from [row, column, tap], where the old pixels are
 * @param weight [row, column, tap], 0 for what lies outside
 */
record Warp(int taps, int[] from, double[] weight) {
  private static final int CORNERS = 4;

  /** Each pixel to another place. */
  static Warp permutation(int size, long seed) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return new Warp(1, Dice.at(seed).order(size), ones);
  }

  /** Counterclockwise about the centre, bilinear between the four nearest pixels. */
  static Warp rotation(int rows, int columns, double degrees) {
    Warp warp =
        new Warp(CORNERS, new int[CORNERS * rows * columns], new double[CORNERS * rows * columns]);
    double sine = sine(degrees);
    double cosine = sine(degrees + 90);
    double middleRow = (rows - 1) / 2.0;
    double middleColumn = (columns - 1) / 2.0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double down = row - middleRow;
        double right = column - middleColumn;
        warp.between(
            row * columns + column,
            middleRow + cosine * down + sine * right,
            middleColumn + cosine * right - sine * down,
            rows,
            columns);
      }
    }
    return warp;
  }

  /** Exact where it is 0 or 1, which keeps quarter turns exact. */
  private static double sine(double degrees) {
    double turned = ((degrees % 360) + 360) % 360;
    if (turned % 90 == 0) {
      return new double[] {0, 1, 0, -1}[(int) (turned / 90)];
    }
    return StrictMath.sin(StrictMath.toRadians(turned));
  }

  private void between(int pixel, double row, double column, int rows, int columns) {
    int top = (int) Math.floor(row);
    int left = (int) Math.floor(column);
    for (int corner = 0; corner < CORNERS; corner++) {
      int y = top + corner / 2;
      int x = left + corner % 2;
      if (y >= 0 && y < rows && x >= 0 && x < columns) {
        from[CORNERS * pixel + corner] = y * columns + x;
        weight[CORNERS * pixel + corner] = (1 - Math.abs(row - y)) * (1 - Math.abs(column - x));
      }
    }
  }

  /** Makes one new image beside the others, channel by channel. */
  void apply(byte[] image, byte[] target, int offset) {
    int size = from.length / taps;
    for (int pixel = 0; pixel < image.length; pixel++) {
      int channel = pixel / size * size;
      double sum = 0;
      for (int tap = pixel % size * taps; tap < (pixel % size + 1) * taps; tap++) {
        sum += weight[tap] * (image[channel + from[tap]] & 0xff);
      }
      target[offset + pixel] = (byte) (int) (sum + 0.5);
    }
  }
}
