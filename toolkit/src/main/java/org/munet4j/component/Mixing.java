package org.munet4j.component;

import org.munet4j.internal.Require;

/**
 * How the outputs of paths side by side are mixed, and how their router learns (multipath agents,
 * §8.3).
 *
 * @param condition what the weights depend on
 * @param multiplier of the router's gradient, more than 0; the weights are not changed by it
 * @param isDecoupled whether connectors learn as if outputs were summed with weight 1 (decoupled
 *     backprop); else they learn through the weighted sum
 * @param threshold a path whose weight for an image is below it is not computed for that image,
 *     where nothing is learned; 0 computes all
 */
public record Mixing(
    Condition condition, double multiplier, boolean isDecoupled, double threshold) {
  /** What the weights of the paths depend on. */
  public enum Condition {
    /** The main path's logits for the image. */
    SAMPLE,
    /** Nothing: one learned weight for each path. */
    TASK,
    /** Nothing, and nothing is learned: the initial weights stay. */
    FIXED
  }

  public Mixing {
    Require.that(
        multiplier > 0, "router: gradient multiplier is %s, needs more than 0", multiplier);
    Require.that(
        threshold >= 0 && threshold < 1,
        "router: threshold is %s, needs 0 (off) or more, and less than 1",
        threshold);
  }

  /** The paper's: weights for each image, decoupled backprop, multiplier 0.05, nothing skipped. */
  public static Mixing perSample() {
    return new Mixing(Condition.SAMPLE, 0.05, true, 0);
  }

  public Mixing condition(Condition other) {
    return new Mixing(other, multiplier, isDecoupled, threshold);
  }

  public Mixing multiplier(double other) {
    return new Mixing(condition, other, isDecoupled, threshold);
  }

  /** Connectors learn through the weighted sum, as in ordinary back-propagation. */
  public Mixing coupled() {
    return new Mixing(condition, multiplier, false, threshold);
  }

  /** Paths of less weight are skipped where nothing is learned. */
  public Mixing skippingBelow(double weight) {
    return new Mixing(condition, multiplier, isDecoupled, weight);
  }
}
