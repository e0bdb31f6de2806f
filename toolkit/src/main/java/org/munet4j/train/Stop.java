package org.munet4j.train;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request to end early with the best so far; safe to use from any thread. A thread that is
 * interrupted, as the Stop button does, is asked too.
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
