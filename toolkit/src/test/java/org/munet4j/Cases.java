package org.munet4j;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Runs a property on many random cases; a failure names the seed that repeats it. */
public final class Cases {
  private Cases() {}

  public static void check(int count, Consumer<SplittableRandom> property) {
    for (long seed = 0; seed < count; seed++) {
      try {
        property.accept(new SplittableRandom(seed));
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("property fails for seed " + seed, failure);
      }
    }
  }
}
