package org.munet4j.data;

import java.util.Arrays;

/**
 * One decoded image.
 *
 * <pre>
 *   pixels  [channel, row, column]   channels: 1 grey, or 3 red, green, blue
 * </pre>
 */
record Picture(int channels, int rows, int columns, byte[] pixels) {

  /** The same picture with this many channels; grey becomes three equal channels. */
  Picture withChannels(int wanted) {
    if (wanted == channels) {
      return this;
    }
    byte[] repeated = new byte[wanted * pixels.length];
    for (int channel = 0; channel < wanted; channel++) {
      System.arraycopy(pixels, 0, repeated, channel * pixels.length, pixels.length);
    }
    return new Picture(wanted, rows, columns, repeated);
  }

  /** One channel, if all channels are equal; otherwise itself. */
  Picture greyIfPossible() {
    int size = rows * columns;
    boolean grey =
        channels == 3
            && Arrays.equals(pixels, 0, size, pixels, size, 2 * size)
            && Arrays.equals(pixels, 0, size, pixels, 2 * size, 3 * size);
    return grey ? new Picture(1, rows, columns, Arrays.copyOf(pixels, size)) : this;
  }

  /** Black for white and white for black. */
  Picture inverted() {
    byte[] turned = new byte[pixels.length];
    for (int pixel = 0; pixel < pixels.length; pixel++) {
      turned[pixel] = (byte) ~pixels[pixel];
    }
    return new Picture(channels, rows, columns, turned);
  }

  /** The centre square at another size, bilinear; when it shrinks, each pixel averages its area. */
  Picture resizedTo(int side) {
    int square = Math.min(rows, columns);
    if (rows == side && columns == side) {
      return this;
    }
    Weights weights = Weights.of(square, side);
    byte[] resized = new byte[channels * side * side];
    for (int channel = 0; channel < channels; channel++) {
      resize(channel, weights, (rows - square) / 2, (columns - square) / 2, resized);
    }
    return new Picture(channels, side, side, resized);
  }

  private void resize(int channel, Weights weights, int top, int left, byte[] target) {
    int side = weights.first().length;
    double[] lines = new double[weights.from() * side];
    for (int row = 0; row < weights.from(); row++) {
      int start = (channel * rows + top + row) * columns + left;
      for (int column = 0; column < side; column++) {
        double sum = 0;
        double[] share = weights.share()[column];
        for (int tap = 0; tap < share.length; tap++) {
          sum += share[tap] * (pixels[start + weights.first()[column] + tap] & 0xff);
        }
        lines[row * side + column] = sum;
      }
    }
    for (int row = 0; row < side; row++) {
      double[] share = weights.share()[row];
      for (int column = 0; column < side; column++) {
        double sum = 0.5;
        for (int tap = 0; tap < share.length; tap++) {
          sum += share[tap] * lines[(weights.first()[row] + tap) * side + column];
        }
        target[(channel * side + row) * side + column] = (byte) (int) sum;
      }
    }
  }

  /** For each new pixel: its first old pixel and the shares of the old ones, which sum to 1. */
  private record Weights(int from, int[] first, double[][] share) {
    static Weights of(int from, int side) {
      double step = (double) from / side;
      double reach = Math.max(1, step);
      int[] first = new int[side];
      double[][] share = new double[side][];
      for (int pixel = 0; pixel < side; pixel++) {
        double centre = (pixel + 0.5) * step - 0.5;
        first[pixel] = (int) Math.max(0, Math.ceil(centre - reach));
        int last = (int) Math.min(from - 1, Math.floor(centre + reach));
        share[pixel] = new double[last - first[pixel] + 1];
        double sum = 0;
        for (int tap = 0; tap < share[pixel].length; tap++) {
          double distance = Math.abs(first[pixel] + tap - centre) / reach;
          share[pixel][tap] = Math.max(0, 1 - distance);
          sum += share[pixel][tap];
        }
        for (int tap = 0; tap < share[pixel].length; tap++) {
          share[pixel][tap] /= sum;
        }
      }
      return new Weights(from, first, share);
    }
  }
}
