package org.munet4j.run;

import org.munet4j.tensor.RandomStream;

/**
 * The images of one task in passes, each in an order of its own; batches are cut from the whole.
 */
final class Passes {
  private final int images;
  private final RandomStream draws;
  private long taken;
  private int[] order;

  Passes(int images, RandomStream draws) {
    this.images = images;
    this.draws = draws;
  }

  /** The next ones; an image may come twice where a pass ends. */
  int[] next(int count) {
    int[] batch = new int[count];
    for (int i = 0; i < count; i++) {
      int place = (int) (taken % images);
      order = place == 0 ? draws.split(taken / images).permutation(images) : order;
      batch[i] = order[place];
      taken++;
    }
    return batch;
  }
}
