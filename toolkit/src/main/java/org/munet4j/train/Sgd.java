package org.munet4j.train;

import org.munet4j.internal.Require;

/**
 * Stochastic gradient descent with momentum, after clipping the gradient to global norm 1 (muNet
 * family, §2.4): {@code v ← g + m·v}, {@code p ← p − rate·v}, with Nesterov {@code p ← p − rate·(g
 * + m·v)}.
 *
 * @param peak largest learning rate
 * @param schedule how the rate moves
 * @param warmupRatio part of the steps that warm up, 0 to 1
 * @param momentum m, 0 to less than 1
 * @param nesterov whether the step looks ahead
 * @param floor the warm-up starts from the peak divided by this: 100 in papers 1 and 2, 1000 in 3
 *     to 5
 */
public record Sgd(
    double peak,
    Schedule schedule,
    double warmupRatio,
    double momentum,
    boolean nesterov,
    double floor)
    implements Optimiser {
  public Sgd {
    checkRate(peak, warmupRatio);
    Require.that(momentum >= 0 && momentum < 1, "momentum is %s, needs 0 to below 1", momentum);
    Require.that(floor >= 1, "warm-up floor is peak/%s, needs a divisor of 1 or more", floor);
  }

  /** Warms up from a hundredth of the peak. */
  public Sgd(
      double peak, Schedule schedule, double warmupRatio, double momentum, boolean nesterov) {
    this(peak, schedule, warmupRatio, momentum, nesterov, 100);
  }

  /** The same with a warm-up that starts from the peak divided by this. */
  public Sgd withFloor(double divisor) {
    return new Sgd(peak, schedule, warmupRatio, momentum, nesterov, divisor);
  }

  /** The papers' default: 0.01, cosine with warm-up 0.1, momentum 0.9, no Nesterov. */
  public static Sgd standard() {
    return new Sgd(0.01, Schedule.COSINE, 0.1, 0.9, false);
  }

  static void checkRate(double peak, double warmupRatio) {
    Require.that(peak > 0, "learning rate is %s, needs to be above 0", peak);
    Require.that(
        warmupRatio >= 0 && warmupRatio < 1,
        "warm-up ratio is %s, needs 0 to below 1",
        warmupRatio);
  }
}
