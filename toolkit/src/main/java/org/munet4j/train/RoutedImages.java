package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.data.Images;
import org.munet4j.internal.Require;

/**
 * Images as a routed network takes them: [batch, channel, side, side], 0 black to 1 white. Images
 * of another size are resized once, with {@link Resampling}.
 */
final class RoutedImages {
  private static final float WHITE = 255;

  private final Images images;
  private final RoutedNetwork network;
  private final int size;
  private final float[][] resized;

  RoutedImages(Images images, RoutedNetwork network) {
    Require.that(
        images.channels() == network.channels(),
        "images '%s' have %d channels, the routed network takes %d; give images or a network of the"
            + " same",
        images.provenance().source(),
        images.channels(),
        network.channels());
    this.images = images;
    this.network = network;
    this.size = network.channels() * network.side() * network.side();
    boolean fits = images.rows() == network.side() && images.columns() == network.side();
    this.resized =
        fits
            ? new float[0][]
            : IntStream.range(0, images.count()).mapToObj(this::resized).toArray(float[][]::new);
  }

  Images images() {
    return images;
  }

  /** Images in the scope of a step. */
  NDArray batch(NDManager step, int[] indices) {
    float[] values = new float[indices.length * size];
    for (int i = 0; i < indices.length; i++) {
      copy(indices[i], values, i * size);
    }
    return array(step, network, values);
  }

  static NDArray array(NDManager step, RoutedNetwork network, float[] values) {
    int side = network.side();
    int image = network.channels() * side * side;
    return step.create(values, new Shape(values.length / image, network.channels(), side, side));
  }

  /** Number of values of one image. */
  int size() {
    return size;
  }

  void copy(int index, float[] target, int offset) {
    if (resized.length > 0) {
      System.arraycopy(resized[index], 0, target, offset, size);
      return;
    }
    byte[] pixels = images.pixels(index);
    for (int i = 0; i < size; i++) {
      target[offset + i] = (pixels[i] & 0xFF) / WHITE;
    }
  }

  private float[] resized(int index) {
    int side = network.side();
    byte[] pixels = images.pixels(index);
    Resampling across = Resampling.of(images.columns(), side, false);
    Resampling down = Resampling.of(images.rows(), side, false);
    float[] result = new float[size];
    for (int channel = 0; channel < network.channels(); channel++) {
      float[] narrow = new float[images.rows() * side];
      for (int row = 0; row < images.rows(); row++) {
        int line = (channel * images.rows() + row) * images.columns();
        for (int column = 0; column < side; column++) {
          float sum = 0;
          for (int tap = 0; tap < across.taps(column); tap++) {
            sum += across.weight(column, tap) * (pixels[line + across.source(column, tap)] & 0xFF);
          }
          narrow[row * side + column] = sum / WHITE;
        }
      }
      shorten(narrow, down, side, result, channel * side * side);
    }
    return result;
  }

  private static void shorten(float[] lines, Resampling down, int side, float[] to, int offset) {
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        float sum = 0;
        for (int tap = 0; tap < down.taps(row); tap++) {
          sum += down.weight(row, tap) * lines[down.source(row, tap) * side + column];
        }
        to[offset + row * side + column] = sum;
      }
    }
  }
}
