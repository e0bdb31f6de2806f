package org.munet4j.train;

import org.munet4j.internal.Require;

/** How the learning rate moves over the steps of one training (muNet family, §2.4). */
public enum Schedule {
  /** Half the peak at every step. */
  CONSTANT,
  /** Linear from peak/100 up to the peak over the warm-up, then half a cosine down to 0. */
  COSINE,
  /** The cosine rule started again for every validation interval. */
  RESTARTS;

  private static final double FLOOR = 100;

  /**
   * The learning rate of one step.
   *
   * @param step from 0
   * @param interval steps between two validations
   * @param intervals number of validations
   * @param peak largest rate
   * @param warmupRatio part of the steps that warm up, 0 to 1
   */
  public double rate(int step, int interval, int intervals, double peak, double warmupRatio) {
    return switch (this) {
      case CONSTANT -> peak / 2;
      case COSINE -> cosine(step, interval * intervals, peak, warmupRatio);
      case RESTARTS -> cosine(step % interval, interval, peak, warmupRatio);
    };
  }

  private static double cosine(int step, int total, double peak, double warmupRatio) {
    Require.that(
        step >= 0 && step <= total, "schedule: step %d is outside of 0 to %d", step, total);
    int warmup = (int) (warmupRatio * total);
    if (step < warmup) {
      double floor = peak / FLOOR;
      return floor + (peak - floor) * step / warmup;
    }
    return peak * 0.5 * (1 + Math.cos(Math.PI * (step - warmup) / (total - warmup)));
  }
}
