package org.munet4j.train;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.munet4j.component.Vit;
import org.munet4j.data.Images;

/**
 * From uint8 images to the network's input: grey is repeated to three channels, training images are
 * cropped and mirrored, all are resized bilinearly to a square and mapped to [-1, 1] (muNet family,
 * §2.3).
 *
 * <pre>
 *   images  [image, channel, row, column]   uint8
 *   result  [batch, 3, side, side]          float32
 * </pre>
 */
final class Preprocessing {
  private static final int CROP_TRIES = 10;

  private final Images images;
  private final int side;
  private final byte[] raw;

  Preprocessing(Images images, int side) {
    this.images = images;
    this.side = side;
    this.raw = new byte[images.channels() * images.rows() * images.columns()];
  }

  /** The images at these places, as they are. */
  float[] batch(int[] indices) {
    float[] result = new float[indices.length * size()];
    Crop whole = new Crop(0, 0, images.rows(), images.columns());
    for (int i = 0; i < indices.length; i++) {
      write(indices[i], whole, false, result, i * size());
    }
    return result;
  }

  /** The images at these places, each changed in its own way. */
  float[] batch(int[] indices, Augmentation augmentation, SplittableRandom random) {
    float[] result = new float[indices.length * size()];
    for (int i = 0; i < indices.length; i++) {
      Crop crop = crop(augmentation, random);
      boolean mirror = augmentation.flip() && random.nextBoolean();
      write(indices[i], crop, mirror, result, i * size());
    }
    return result;
  }

  private int size() {
    return Vit.CHANNELS * side * side;
  }

  private Crop crop(Augmentation augmentation, SplittableRandom random) {
    int rows = images.rows();
    int columns = images.columns();
    for (int attempt = 0; augmentation.areaMin() < 1 && attempt < CROP_TRIES; attempt++) {
      double area = random.nextDouble(augmentation.areaMin(), 1) * rows * columns;
      double lowest = augmentation.aspectMin();
      double aspect = lowest == 1 ? 1 : random.nextDouble(lowest, 1 / lowest);
      int width = (int) Math.round(Math.sqrt(area * aspect));
      int height = (int) Math.round(Math.sqrt(area / aspect));
      if (width >= 1 && height >= 1 && width <= columns && height <= rows) {
        int top = random.nextInt(rows - height + 1);
        return new Crop(top, random.nextInt(columns - width + 1), height, width);
      }
    }
    return new Crop(0, 0, rows, columns);
  }

  private void write(int index, Crop crop, boolean mirror, float[] target, int offset) {
    images.copyPixels(index, raw, 0);
    Resampling down = Resampling.of(crop.rows(), side, false);
    Resampling across = Resampling.of(crop.columns(), side, mirror);
    int plane = images.rows() * images.columns();
    int first = crop.top() * images.columns() + crop.left();
    for (int channel = 0; channel < Vit.CHANNELS; channel++) {
      int at = offset + channel * side * side;
      if (channel < images.channels()) {
        resize(channel * plane + first, crop.columns(), down, across, target, at);
      } else {
        System.arraycopy(target, offset, target, at, side * side);
      }
    }
  }

  /** Resizes the crop whose first pixel is at {@code start} of the raw image. */
  private void resize(
      int start, int columns, Resampling down, Resampling across, float[] target, int offset) {
    float[] line = new float[columns];
    for (int y = 0; y < side; y++) {
      Arrays.fill(line, 0);
      for (int tap = 0; tap < down.taps(y); tap++) {
        int row = start + down.source(y, tap) * images.columns();
        float weight = down.weight(y, tap);
        for (int x = 0; x < columns; x++) {
          line[x] += weight * (raw[row + x] & 0xFF);
        }
      }
      for (int x = 0; x < side; x++) {
        float sum = 0;
        for (int tap = 0; tap < across.taps(x); tap++) {
          sum += across.weight(x, tap) * line[across.source(x, tap)];
        }
        target[offset + y * side + x] = Math.max(-1, Math.min(1, sum / 127.5f - 1));
      }
    }
  }

  private record Crop(int top, int left, int rows, int columns) {}
}
