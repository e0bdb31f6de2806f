package org.munet4j.train;

import java.util.SplittableRandom;

/**
 * The part of one image that a training step sees, and whether it is mirrored.
 *
 * @param top first row
 * @param left first column
 */
record Crop(int top, int left, int rows, int columns, boolean mirror) {
  private static final int TRIES = 10;

  /** A crop of an image of this size; the whole image if ten draws do not fit into it. */
  static Crop drawn(int rows, int columns, Augmentation augmentation, SplittableRandom random) {
    Crop crop = new Crop(0, 0, rows, columns, false);
    for (int attempt = 0; augmentation.areaMin() < 1 && attempt < TRIES; attempt++) {
      double area = random.nextDouble(augmentation.areaMin(), 1) * rows * columns;
      double lowest = augmentation.aspectMin();
      double aspect = lowest == 1 ? 1 : random.nextDouble(lowest, 1 / lowest);
      int width = (int) Math.round(Math.sqrt(area * aspect));
      int height = (int) Math.round(Math.sqrt(area / aspect));
      if (width >= 1 && height >= 1 && width <= columns && height <= rows) {
        int top = random.nextInt(rows - height + 1);
        crop = new Crop(top, random.nextInt(columns - width + 1), height, width, false);
        break;
      }
    }
    return augmentation.flip() && random.nextBoolean() ? crop.mirrored() : crop;
  }

  private Crop mirrored() {
    return new Crop(top, left, rows, columns, true);
  }
}
