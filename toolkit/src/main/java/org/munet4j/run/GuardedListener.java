package org.munet4j.run;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.munet4j.agent.Event;

/** A listener whose failure is told once and never ends a training. */
final class GuardedListener implements Consumer<Event> {
  private final Consumer<Event> listener;
  private final AtomicBoolean hasFailed = new AtomicBoolean();

  GuardedListener(Consumer<Event> listener) {
    this.listener = listener;
  }

  @Override
  public void accept(Event event) {
    try {
      if (!hasFailed.get()) {
        listener.accept(event);
      }
    } catch (RuntimeException failure) {
      if (hasFailed.compareAndSet(false, true)) {
        System.err.println("the run goes on without its listener, which failed: " + failure);
      }
    }
  }
}
