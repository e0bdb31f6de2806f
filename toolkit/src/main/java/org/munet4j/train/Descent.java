package org.munet4j.train;

import org.munet4j.internal.Require;

/**
 * How a routed network learns: one rule, with a rate for components and heads and another for the
 * scores of its router. Adam has betas 0.9 and 0.999, epsilon 1e-8.
 *
 * @param isAdam else plain stochastic gradient descent
 * @param rate of components and heads
 * @param routerRate of the scores
 */
public record Descent(boolean isAdam, double rate, double routerRate) {
  public Descent {
    Require.that(
        rate > 0 && routerRate >= 0,
        "descent: rate %s, router's rate %s; needs more than 0, and 0 or more",
        rate,
        routerRate);
  }

  public static Descent adam(double rate, double routerRate) {
    return new Descent(true, rate, routerRate);
  }

  public static Descent sgd(double rate, double routerRate) {
    return new Descent(false, rate, routerRate);
  }
}
