package org.munet4j.report;

import java.util.Base64;
import org.munet4j.data.Images;

/** One image of a set, made small enough for a page that shows many. */
final class Thumbnail {
  private final Images images;
  private final byte[] pixels;
  private final int block;

  private Thumbnail(Images images, int index, int block) {
    this.images = images;
    this.pixels = images.pixels(index);
    this.block = block;
  }

  /** The image as a PNG in base64; each of its pixels is the mean of a square of this side. */
  static String png(Images images, int index, int block) {
    Thumbnail thumbnail = new Thumbnail(images, index, block);
    int rows = Math.max(1, images.rows() / thumbnail.block);
    int columns = Math.max(1, images.columns() / thumbnail.block);
    int[] rgb = new int[rows * columns];
    for (int pixel = 0; pixel < rgb.length; pixel++) {
      rgb[pixel] = thumbnail.rgb(pixel / columns, pixel % columns);
    }
    return Base64.getEncoder().encodeToString(Png.encode(columns, rows, rgb));
  }

  private int rgb(int row, int column) {
    if (images.channels() < 3) {
      return mean(0, row, column) * 0x010101;
    }
    return mean(0, row, column) << 16 | mean(1, row, column) << 8 | mean(2, row, column);
  }

  private int mean(int channel, int row, int column) {
    int sum = 0;
    int count = 0;
    int lastRow = Math.min(images.rows(), (row + 1) * block);
    int lastColumn = Math.min(images.columns(), (column + 1) * block);
    for (int y = row * block; y < lastRow; y++) {
      for (int x = column * block; x < lastColumn; x++) {
        sum += pixels[(channel * images.rows() + y) * images.columns() + x] & 0xFF;
        count++;
      }
    }
    return sum / count;
  }
}
