package org.munet4j.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.munet4j.internal.Require;
import org.munet4j.train.Slots;

/** Works off orders in threads of this process. */
final class ThreadEngine implements Engine {
  static final CycleReport CLOSED =
      new CycleReport(CycleReport.End.STOPPED, "the engine is closed");

  private final int slots;
  private final ExecutorService threads;
  private final Workshop workshop;
  private volatile boolean isClosed;

  ThreadEngine(int slots, Slots children) {
    Require.that(slots >= 1, "engine: %d slots, needs at least 1", slots);
    this.slots = slots;
    this.threads = Executors.newFixedThreadPool(slots);
    this.workshop = new Workshop(children);
  }

  @Override
  public CompletableFuture<CycleReport> submit(CycleOrder order) {
    CompletableFuture<CycleReport> report = new CompletableFuture<>();
    try {
      threads.execute(() -> complete(report, order));
    } catch (RejectedExecutionException closed) {
      report.complete(CLOSED);
    }
    return report;
  }

  private void complete(CompletableFuture<CycleReport> report, CycleOrder order) {
    try {
      report.complete(isClosed ? CLOSED : workshop.work(order));
    } catch (Throwable broken) {
      report.completeExceptionally(broken);
      throw broken;
    }
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public synchronized void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    threads.shutdownNow().forEach(Runnable::run);
    await(threads);
    workshop.close();
  }

  /** Waits for the end of all threads; an interrupt is set again. */
  static void await(ExecutorService threads) {
    boolean isInterrupted = false;
    boolean isOver = false;
    while (!isOver) {
      try {
        isOver = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException again) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
