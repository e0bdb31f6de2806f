package org.munet4j.train;

import org.munet4j.internal.Require;

/** How the learning rate moves over the steps of one training (muNet family, §2.4). */
public enum Schedule {
  /** Half the peak at every step. */
  CONSTANT,
  /** Linear from the floor up to the peak over the warm-up, then half a cosine down to 0. */
  COSINE,
  /** The cosine rule started again for every validation interval. */
  RESTARTS,
  /** Linear from the floor up to the peak over the warm-up, then linear down to peak/1000. */
  LINEAR;

  private static final double LAST = 1000;

  /**
   * The learning rate of one step.
   *
   * @param step from 0
   * @param interval steps between two validations
   * @param intervals number of validations
   * @param peak largest rate
   * @param warmupRatio part of the steps that warm up, 0 to below 1
   * @param floor the warm-up starts from the peak divided by this
   */
  public double rate(
      int step, int interval, int intervals, double peak, double warmupRatio, double floor) {
    return switch (this) {
      case CONSTANT -> peak / 2;
      case COSINE, LINEAR -> moving(step, interval * intervals, peak, warmupRatio, floor);
      case RESTARTS -> moving(step % interval, interval, peak, warmupRatio, floor);
    };
  }

  private double moving(int step, int total, double peak, double warmupRatio, double floor) {
    Require.that(
        step >= 0 && step <= total, "schedule: step %d is outside of 0 to %d", step, total);
    int warmup = (int) (warmupRatio * total);
    if (step < warmup) {
      double start = peak / floor;
      return start + (peak - start) * step / warmup;
    }
    if (this == LINEAR) {
      return peak + (peak / LAST - peak) * (step - warmup) / (total - warmup);
    }
    return peak * 0.5 * (1 + Math.cos(Math.PI * (step - warmup) / (total - warmup)));
  }
}
