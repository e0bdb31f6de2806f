package org.munet4j.train;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * A request to end early with the best so far; safe to use from any thread. The Stop button of a
 * notebook interrupts the thread of the running cell: that counts as a request too, for whoever
 * asks on that thread.
 */
public final class Stop {
  private final AtomicBoolean requested = new AtomicBoolean();
  private final BooleanSupplier whole;

  /** A stop that nobody has requested. */
  public Stop() {
    this(() -> false);
  }

  private Stop(BooleanSupplier whole) {
    this.whole = whole;
  }

  /** A stop of a part: requesting it leaves the rest alone, requesting this one stops the part. */
  public Stop part() {
    return new Stop(() -> requested.get() || whole.getAsBoolean());
  }

  public void request() {
    requested.set(true);
  }

  public boolean isRequested() {
    return requested.get() || whole.getAsBoolean() || Thread.currentThread().isInterrupted();
  }
}
