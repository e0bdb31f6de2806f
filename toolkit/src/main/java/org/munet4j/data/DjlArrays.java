package org.munet4j.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;

/**
 * The content of one split of a DJL data set, taken out in pieces so that little native memory is
 * held.
 *
 * <pre>
 *   pixels  [image, channel, row, column]   DJL holds [image, row, column, channel] as float32
 *   labels  [image]
 * </pre>
 */
record DjlArrays(byte[] pixels, int[] labels) {
  private static final int PIECE = 1_000;

  static DjlArrays of(String id, ArrayDataset dataset, NDManager manager, int channels, int side) {
    int count = Math.toIntExact(dataset.size());
    byte[] pixels = new byte[Images.size(id, count, channels, side, side)];
    int[] labels = new int[count];
    for (int from = 0; from < count; from += PIECE) {
      int to = Math.min(count, from + PIECE);
      try (NDManager piece = manager.newSubManager()) {
        Batch batch = dataset.getByRange(piece, from, to);
        NDArray data = batch.getData().get(0);
        DataException.unless(
            data.size() == (long) (to - from) * channels * side * side,
            "%s: images %d to %d have shape %s, needs %dx%dx%d each",
            id,
            from,
            to - 1,
            data.getShape(),
            side,
            side,
            channels);
        byte[] part = bytes(id, data.transpose(0, 3, 1, 2).toFloatArray());
        System.arraycopy(part, 0, pixels, from * channels * side * side, part.length);
        float[] numbers = batch.getLabels().get(0).toFloatArray();
        for (int row = from; row < to; row++) {
          labels[row] = (int) numbers[row - from];
        }
      }
    }
    return new DjlArrays(pixels, labels);
  }

  private static byte[] bytes(String id, float[] values) {
    byte[] bytes = new byte[values.length];
    for (int at = 0; at < values.length; at++) {
      DataException.unless(
          values[at] >= 0 && values[at] <= 255 && values[at] == (int) values[at],
          "%s: a pixel is %s, needs a whole number from 0 to 255",
          id,
          values[at]);
      bytes[at] = (byte) (int) values[at];
    }
    return bytes;
  }
}
