package org.munet4j.kernel.frontend;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must happen, with a limit that no slow machine reaches. */
final class Patience {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration LOOK = Duration.ofMillis(50);

  private Patience() {}

  static void await(Supplier<String> what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited " + LIMIT.toSeconds() + " s for: " + what.get());
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
