package org.munet4j.train;

import ai.djl.engine.EngineException;
import java.util.Locale;

/**
 * Walks over images in large batches. Where the device has no memory for a batch, batches are
 * halved once.
 */
final class DeviceBatches {
  static final int LARGEST = 250;

  private DeviceBatches() {}

  /** What is done with the images from {@code start} to before {@code end}. */
  interface Work {
    /** Whether to go on. */
    boolean on(int start, int end);
  }

  /**
   * @return whether all of the work was done
   * @throws IllegalStateException with what to set, if half a batch is too large as well
   */
  static boolean over(int count, Work work) {
    int batch = LARGEST;
    for (int start = 0; start < count; ) {
      int end = Math.min(start + batch, count);
      try {
        if (!work.on(start, end)) {
          return false;
        }
        start = end;
      } catch (EngineException failed) {
        if (!isOutOfMemory(failed)) {
          throw failed;
        }
        if (batch < LARGEST) {
          throw new IllegalStateException(
              "the device has no memory to evaluate "
                  + batch
                  + " images at once; run fewer trainings side by side (fewer slots), free the"
                  + " device's memory, or take a smaller image size or network",
              failed);
        }
        batch = LARGEST / 2;
      }
    }
    return true;
  }

  private static boolean isOutOfMemory(EngineException failed) {
    String words = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("out of memory")
        || words.contains("not enough memory")
        || words.contains("can't allocate memory");
  }
}
