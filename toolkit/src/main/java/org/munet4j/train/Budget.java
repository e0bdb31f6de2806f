package org.munet4j.train;

import org.munet4j.internal.Require;

/**
 * How much one training may cost (muNet, §2.5 with the caps of §4.5).
 *
 * @param batch images per step
 * @param intervalCap most steps between two validations
 * @param validations number of intervals, each followed by a validation
 * @param validationCap most validation batches
 */
public record Budget(int batch, int intervalCap, int validations, int validationCap) {
  public Budget {
    Require.that(
        batch >= 1 && intervalCap >= 1 && validations >= 1 && validationCap >= 1,
        "budget: batch %d, interval cap %d, validations %d, validation cap %d; each needs at least"
            + " 1",
        batch,
        intervalCap,
        validations,
        validationCap);
  }

  /**
   * The same with caps in images, as papers 2 to 5 have them.
   *
   * @param intervalImages most training images between two validations
   * @param validationImages most validation images
   */
  public static Budget examples(
      int batch, int intervalImages, int validations, int validationImages) {
    Require.that(
        batch >= 1 && validationImages >= batch,
        "budget: batches of %d images and at most %d validation images; at least one batch is"
            + " needed",
        batch,
        validationImages);
    return new Budget(batch, ceil(intervalImages, batch), validations, validationImages / batch);
  }

  /** Steps between two validations: one pass over the images, or the cap. */
  public int interval(int images) {
    return Math.min(ceil(images, batch), intervalCap);
  }

  /** All steps of one training. */
  public int steps(int images) {
    return Math.multiplyExact(interval(images), validations);
  }

  /** The validation batches that measure quality. */
  public ValidationPlan validation(int images) {
    if ((long) validationCap * batch <= images) {
      return new ValidationPlan(validationCap, batch);
    }
    int count = ceil(images, batch);
    return new ValidationPlan(count, images / count);
  }

  private static int ceil(int total, int part) {
    return (total - 1) / part + 1;
  }

  /** The first {@code count} × {@code batch} validation images; the remainder is left out. */
  public record ValidationPlan(int count, int batch) {
    public int images() {
      return count * batch;
    }
  }
}
