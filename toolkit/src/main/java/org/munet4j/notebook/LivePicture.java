package org.munet4j.notebook;

import static java.util.concurrent.CompletableFuture.delayedExecutor;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.munet4j.report.Figure;
import org.munet4j.report.SystemGraph;
import org.munet4j.report.SystemMap;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;

/** A picture of a system that is replaced as it grows, at most once a second. */
final class LivePicture {
  private static final long PAUSE_NANOS = 1_000_000_000;
  private static final int MOST_IN_A_GRAPH = 12;

  private final Screen screen;
  private final LongSupplier nanos;
  private MultitaskSystem system;
  private String id;
  private long shown;
  private boolean isWaiting;

  LivePicture(MultitaskSystem start, Screen screen, LongSupplier nanos) {
    this.system = start;
    this.screen = screen;
    this.nanos = nanos;
    this.shown = nanos.getAsLong() - PAUSE_NANOS;
  }

  /** Adds what a cycle gave; what was stopped is not published. */
  synchronized void add(Publication publication) {
    if (!screen.isLive() || publication.isStopped() || publication.best().isEmpty()) {
      return;
    }
    try {
      system = system.publish(publication);
    } catch (IllegalArgumentException unknown) {
      system = system.refresh(); // its parents are from another process
    }
    long left = PAUSE_NANOS - (nanos.getAsLong() - shown);
    if (left <= 0) {
      show();
    } else if (!isWaiting) {
      isWaiting = true;
      delayedExecutor(left, TimeUnit.NANOSECONDS).execute(this::show);
    }
  }

  synchronized void show() {
    isWaiting = false;
    shown = nanos.getAsLong();
    Bundle bundle = Display.render(figure());
    if (id == null) {
      id = screen.show(bundle, bundle);
    } else {
      screen.replace(id, bundle);
    }
  }

  /** Paths as lines while they can be told apart, else a map. */
  private Figure figure() {
    return system.tasks().size() <= MOST_IN_A_GRAPH ? SystemGraph.of(system) : SystemMap.of(system);
  }
}
