package org.munet4j.train;

import org.munet4j.internal.Require;

/**
 * How the scores of a task become the weights of a routed layer's components in one step.
 *
 * @param gate the rule
 * @param temperature of the relaxed gates, more than 0; lower is nearer to a choice
 * @param top number of components that {@link Gate#TOP} chooses, at least 1
 * @param noise on the scores: of Gumbel gates 1 (on) or 0 (off), of {@link Gate#TOP} the standard
 *     deviation
 */
public record Gating(Gate gate, double temperature, int top, double noise) {
  /** What scores mean; the native functions know a gate by its place. */
  public enum Gate {
    /** Nothing: the fixed weights are all there is. */
    FIXED,
    /**
     * Scores [component, 2] of connected and not. A gate is 0 or 1, its gradient that of the
     * softmax (straight-through Gumbel-softmax); the open gates' components are averaged
     * (1910.04915).
     */
    GUMBEL,
    /** The same with the softmax itself as a gate, and weights that sum to 1 (Polytropon). */
    RELAXED,
    /** Scores [component]; the softmax over the highest, the others 0 (2009.04381). */
    TOP,
    /** Scores [component]; 1 where a score is above 0, with the gradient of the score (TAPS). */
    THRESHOLD
  }

  public Gating {
    Require.that(
        temperature > 0 && top >= 1 && noise >= 0,
        "gating: temperature %s, top %d, noise %s; needs more than 0, at least 1, 0 or more",
        temperature,
        top,
        noise);
  }

  public static Gating fixed() {
    return new Gating(Gate.FIXED, 1, 1, 0);
  }

  public static Gating gumbel(double temperature) {
    return new Gating(Gate.GUMBEL, temperature, 1, 1);
  }

  public static Gating relaxed(double temperature) {
    return new Gating(Gate.RELAXED, temperature, 1, 1);
  }

  public static Gating top(int count, double noise) {
    return new Gating(Gate.TOP, 1, count, noise);
  }

  public static Gating threshold() {
    return new Gating(Gate.THRESHOLD, 1, 1, 0);
  }

  /** The same without noise, as models are asked. */
  public Gating still() {
    return new Gating(gate, temperature, top, 0);
  }
}
