package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Rows that were computed together: in native memory, or spilled to a file. */
final class Page {
  private final Rows owner;
  private final int[] images;
  private final NDArray array;
  private final ByteBuffer memory;
  private final int rows;
  private Optional<SpillFile.Region> region = Optional.empty();

  /**
   * @param images whose rows they are, in order
   * @param array on the processor: the rows, and perhaps more behind them; closed with the page
   * @param rows in the array
   */
  Page(Rows owner, int[] images, NDArray array, int rows) {
    this.owner = owner;
    this.images = images;
    this.array = array;
    this.memory = array.toByteBuffer(true);
    this.rows = rows;
  }

  Rows owner() {
    return owner;
  }

  int[] images() {
    return images;
  }

  int bytes() {
    return memory.capacity();
  }

  /** Puts a row into {@code target}, which has its size; false if the row is lost. */
  boolean copy(int row, ByteBuffer target, Optional<SpillFile> file) {
    if (region.isPresent()) {
      return file.isPresent() && file.get().read(region.get(), row, target);
    }
    target.put(memory.slice(row * target.remaining(), target.remaining()));
    return true;
  }

  /** Moves from memory to the file; false if there is no room. */
  boolean spill(Optional<SpillFile> file) {
    region = file.flatMap(there -> there.write(memory, rows));
    array.close();
    return region.isPresent();
  }

  void release(Optional<SpillFile> file) {
    array.close();
    region.ifPresent(place -> file.ifPresent(there -> there.release(place)));
  }
}
