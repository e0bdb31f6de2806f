package org.munet4j.paper;

import org.munet4j.internal.Require;

/**
 * What was measured for a claim.
 *
 * @param ours our number with its interval, or our words
 * @param holds whether the claim holds with it
 */
public record Verdict(String ours, boolean holds) {
  public Verdict {
    Require.that(!ours.isBlank(), "verdict: ours is blank, needs a number or words");
  }

  /** Such as {@code holds: 0.847 ± 0.012 (3 seeds)}. */
  @Override
  public String toString() {
    return (holds ? "holds: " : "falls short: ") + ours;
  }
}
