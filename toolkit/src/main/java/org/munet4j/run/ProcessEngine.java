package org.munet4j.run;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.munet4j.internal.Require;

/** Works off orders in processes of their own; one that was killed is started anew. */
final class ProcessEngine implements Engine {
  private final int slots;
  private final ExecutorService threads;
  private final List<EngineProcess> all = new CopyOnWriteArrayList<>();
  private final BlockingQueue<EngineProcess> idle = new LinkedBlockingQueue<>();
  private volatile boolean isClosed;

  ProcessEngine(int slots) {
    Require.that(slots >= 1, "engine: %d slots, needs at least 1", slots);
    this.slots = slots;
    this.threads = Executors.newFixedThreadPool(slots);
    for (int i = 0; i < slots; i++) {
      all.add(new EngineProcess());
    }
    idle.addAll(all);
  }

  @Override
  public CompletableFuture<CycleReport> submit(CycleOrder order) {
    CompletableFuture<CycleReport> report = new CompletableFuture<>();
    try {
      threads.execute(() -> complete(report, order));
    } catch (RejectedExecutionException closed) {
      report.complete(ThreadEngine.CLOSED);
    }
    return report;
  }

  private void complete(CompletableFuture<CycleReport> report, CycleOrder order) {
    EngineProcess process = idle.remove();
    try {
      report.complete(isClosed ? ThreadEngine.CLOSED : process.work(order));
    } catch (Throwable broken) {
      report.completeExceptionally(broken);
      throw broken;
    } finally {
      idle.add(process);
    }
  }

  /** The processes that are alive. */
  List<ProcessHandle> processes() {
    return all.stream().flatMap(process -> process.handle().stream()).toList();
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
    threads.shutdown();
    all.forEach(EngineProcess::close);
    ThreadEngine.await(threads);
  }
}
