package org.munet4j.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Devices;

/**
 * Places in which trainings run side by side, one native thread each, on the machine's devices in
 * turn. The number of slots changes the time, never a result.
 *
 * @param count trainings at a time, at least 1
 */
public record Slots(int count) {
  public Slots {
    Require.that(count >= 1, "slots is %d, needs at least 1", count);
  }

  /** One slot for each processor core. */
  public static Slots perCore() {
    return new Slots(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Runs all jobs and answers their results in the order of the jobs. An interrupt of the caller
   * becomes a stop: the jobs end with their best so far, and the caller's interrupt flag is set
   * again when this method returns. If a job fails, the others are stopped and waited for before
   * its exception is thrown.
   */
  public <T> List<T> run(List<Callable<T>> jobs, Stop stop) {
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(count, Math.max(1, jobs.size())));
    try {
      return results(submitted(jobs, pool), stop);
    } finally {
      pool.shutdown();
    }
  }

  private static <T> List<Future<T>> submitted(List<Callable<T>> jobs, ExecutorService pool) {
    Devices devices = Devices.ofThisMachine();
    return jobs.stream().map(job -> pool.submit(() -> devices.lend(job))).toList();
  }

  private static <T> List<T> results(List<Future<T>> futures, Stop stop) {
    boolean isInterrupted = false;
    Throwable failure = null;
    List<T> results = new ArrayList<>();
    for (int i = 0; i < futures.size(); ) {
      try {
        results.add(futures.get(i).get());
        i++;
      } catch (InterruptedException stopped) {
        stop.request();
        isInterrupted = true;
      } catch (ExecutionException failed) {
        stop.request();
        failure = failure == null ? failed.getCause() : failure;
        i++;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw unchecked(failure);
    }
    return results;
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException cause
        ? cause
        : new IllegalStateException("a training failed: " + failure, failure);
  }
}
