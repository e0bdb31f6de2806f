package org.munet4j.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A batch of rows that are put together as they become known. */
final class Gathered {
  private final NDManager step;
  private final int[] images;
  private final List<Integer> missing;
  private NDArray array;
  private ByteBuffer bytes;

  Gathered(NDManager step, int[] images) {
    this.step = step;
    this.images = images;
    this.missing =
        IntStream.range(0, images.length).boxed().collect(Collectors.toCollection(ArrayList::new));
  }

  /** Copies the rows that are known now. */
  void take(Rows rows, Pages pages) {
    missing.removeIf(at -> rows.knows(images[at]) && copy(at, rows, pages));
  }

  private boolean copy(int at, Rows rows, Pages pages) {
    if (array == null) {
      array = step.create(rows.shape(images.length), DataType.FLOAT32, Device.cpu());
      bytes = array.toByteBuffer(true);
    }
    int size = bytes.capacity() / images.length;
    int image = images[at];
    return pages.copy(rows.page(image), rows.place(image), bytes.slice(at * size, size));
  }

  boolean isWhole() {
    return missing.isEmpty();
  }

  /** Images whose rows are missing. */
  List<Integer> missing() {
    return missing.stream().map(at -> images[at]).toList();
  }

  /** The rows on the device of the step. */
  NDArray array() {
    return array.toDevice(step.getDevice(), false);
  }
}
