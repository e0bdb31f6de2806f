package org.munet4j.train;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request to end early with the best so far; safe to use from any thread. The Stop button of a
 * notebook interrupts the thread of the running cell: that counts as a request too, for whoever
 * asks on that thread.
 */
public final class Stop {
  private final AtomicBoolean requested = new AtomicBoolean();

  public void request() {
    requested.set(true);
  }

  public boolean isRequested() {
    return requested.get() || Thread.currentThread().isInterrupted();
  }
}
