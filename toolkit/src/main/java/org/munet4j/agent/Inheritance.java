package org.munet4j.agent;

import org.munet4j.internal.Require;
import org.munet4j.system.Charging;

/**
 * What a child's training begins with, and how what it shares is charged (muNet family, §2.4, §2.9,
 * §2.11).
 *
 * @param hasMomentum whether momentum is inherited with each component; else it begins at zero
 * @param trainsResized whether a position embedding that was zoomed to a new size is trained at
 *     once
 * @param warmupFloor the warm-up begins at the peak rate divided by this
 * @param charging whether the root counts as a user of its components
 */
public record Inheritance(
    boolean hasMomentum, boolean trainsResized, int warmupFloor, Charging charging) {
  public Inheritance {
    Require.that(
        warmupFloor >= 1, "warm-up floor is 1/%d of the peak, needs 1 or more", warmupFloor);
  }
}
