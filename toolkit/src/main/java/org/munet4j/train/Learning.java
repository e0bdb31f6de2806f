package org.munet4j.train;

import org.munet4j.internal.Require;

/**
 * What training changes and how; kept apart from the rate, which moves.
 *
 * @param optimiser its rule and its numbers
 * @param smoothing part of the truth that is spread over all classes, 0 to below 1
 * @param clip largest global norm of a gradient
 */
record Learning(Optimiser optimiser, double smoothing, double clip) {
  Learning {
    Require.that(
        smoothing >= 0 && smoothing < 1, "label smoothing is %s, needs 0 to below 1", smoothing);
    Require.that(clip > 0, "gradient clip is %s, needs to be above 0", clip);
  }

  /** The muNet family's: no smoothing, clip 1 (§2.4). */
  static Learning by(Optimiser optimiser) {
    return new Learning(optimiser, 0, 1);
  }
}
