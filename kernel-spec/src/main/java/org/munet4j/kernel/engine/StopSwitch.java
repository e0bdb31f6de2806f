package org.munet4j.kernel.engine;

import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Stop button of one engine. The wish is remembered for the running cell; the thread is
 * interrupted only while it executes code of the cell, because an interrupt would close the files
 * that the compiler reads.
 */
final class StopSwitch {
  private static final Pattern WORK = Pattern.compile("org\\.munet4j\\.(train|agent|run)\\..*");
  private static final int ATTEMPTS = 10;
  private static final long SECOND = 1_000;
  private static final long LOOK = 100;
  private static final long BRIEF = 2_000;
  private static final int LAST_PRINTS = 1_000;

  private final long graceMillis;
  private final Object printing = new Object();
  private Thread worker;
  private Runnable onRefusal;
  private int cell;
  private boolean running;
  private volatile boolean wanted;
  private boolean inside;
  private boolean isUrgent;
  private long askedAt;
  private StackTraceElement[] killedAt;
  private volatile boolean overdue;
  private int lastPrints;

  /**
   * @param graceMillis how long a cell may take to end by itself
   */
  StopSwitch(long graceMillis) {
    this.graceMillis = graceMillis;
  }

  /** A cell starts on the current thread; {@code onRefusal} runs if it cannot be stopped. */
  synchronized void begin(Runnable onRefusal) {
    this.onRefusal = onRefusal;
    worker = Thread.currentThread();
    cell++;
    running = true;
    wanted = false;
    isUrgent = false;
    overdue = false;
    killedAt = null;
  }

  synchronized void end() {
    running = false;
    inside = false;
    Thread.interrupted();
    notifyAll();
  }

  /** Whether the running cell was asked to stop. */
  synchronized boolean wanted() {
    return wanted;
  }

  /**
   * Asks the running cell to stop; harmless when none runs. Asking again after a moment ends the
   * time that it has for that.
   */
  synchronized void request() {
    if (!running) {
      return;
    }
    if (inside) {
      worker.interrupt();
    }
    if (wanted) {
      isUrgent |= System.nanoTime() - askedAt > Math.min(graceMillis, SECOND) * 1_000_000;
    } else {
      wanted = true;
      askedAt = System.nanoTime();
      int asked = cell;
      Thread reaper = new Thread(() -> reap(asked), "munet4j-stop");
      reaper.setDaemon(true);
      reaper.start();
    }
  }

  /** Runs code of the cell; {@link #request} interrupts nothing else. */
  Object guard(Callable<?> code) throws Exception {
    enter();
    try {
      Object value = code.call();
      leave();
      return value;
    } catch (Throwable failure) {
      leave();
      throw failure;
    }
  }

  private synchronized void enter() {
    if (wanted) {
      throw new CellStopped();
    }
    inside = true;
  }

  private synchronized void leave() {
    inside = false;
    wanted |= Thread.interrupted();
  }

  /** The stack of a killed thread is the one of its killer, unless it is told. */
  synchronized void tellWhere(Throwable failure) {
    if (failure instanceof ThreadDeath && !(failure instanceof CellStopped) && killedAt != null) {
      failure.setStackTrace(killedAt);
    }
  }

  /**
   * Prints for a cell: one thread at a time, never killed half-way, and not for ever. A cell that
   * was asked to stop has room for some last words.
   */
  void print(Runnable action) {
    synchronized (printing) {
      if (Thread.currentThread() == worker && (overdue || isFlood())) {
        overdue = false;
        throw new CellStopped();
      }
      action.run();
    }
  }

  /** Asked by who holds {@code printing}, so it must not wait for this switch. */
  private boolean isFlood() {
    lastPrints = wanted ? lastPrints + 1 : 0;
    return lastPrints > LAST_PRINTS;
  }

  private synchronized void reap(int asked) {
    long patience = Math.min(graceMillis, 500);
    long start = System.nanoTime();
    while (isRunning(asked) && !isUrgent && System.nanoTime() - start < grace() * 1_000_000) {
      await(asked, Math.min(graceMillis, LOOK));
    }
    overdue = isRunning(asked);
    await(asked, patience);
    for (int i = 0; i < ATTEMPTS && isRunning(asked); i++) {
      if (inside && !kill()) {
        break;
      }
      await(asked, patience);
    }
    if (isRunning(asked)) {
      onRefusal.run();
    }
  }

  /** Only trainings, and what runs them, have something to bring to an end. */
  private long grace() {
    boolean isAtWork =
        Stream.of(worker.getStackTrace())
            .map(StackTraceElement::getClassName)
            .anyMatch(name -> WORK.matcher(name).matches());
    return isAtWork ? graceMillis : Math.min(graceMillis, BRIEF);
  }

  private boolean isRunning(int asked) {
    return running && cell == asked;
  }

  private void await(int asked, long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    try {
      for (long left = millis; left > 0 && isRunning(asked); ) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings({"deprecation", "removal"})
  private boolean kill() {
    synchronized (printing) {
      try {
        killedAt = worker.getStackTrace();
        worker.stop();
        return true;
      } catch (UnsupportedOperationException sinceJavaTwenty) {
        return false;
      }
    }
  }

  /** Thrown in a cell that does not stop by itself. */
  static final class CellStopped extends ThreadDeath {
    private static final long serialVersionUID = 1;
  }
}
