package org.munet4j.kernel.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.munet4j.internal.Require;

/**
 * How long the current thread takes for something, and how much memory it asks for.
 *
 * @param wallNanos when it started
 * @param cpuNanos time of the thread on a processor before the start
 * @param bytes what the thread had allocated on the Java heap before the start
 */
record Stopwatch(long wallNanos, long cpuNanos, long bytes) {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  static Stopwatch start() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : 0;
    long bytes =
        threads instanceof com.sun.management.ThreadMXBean more
                && more.isThreadAllocatedMemorySupported()
            ? more.getThreadAllocatedBytes(Thread.currentThread().getId())
            : 0;
    return new Stopwatch(System.nanoTime(), cpu, bytes);
  }

  /** The time since the start, in words. */
  @Override
  public String toString() {
    Stopwatch now = start();
    return Require.text(
        "wall %s, cpu %s, allocated %s",
        time(now.wallNanos - wallNanos), time(now.cpuNanos - cpuNanos), memory(now.bytes - bytes));
  }

  static String time(long nanos) {
    double seconds = nanos / 1e9;
    if (seconds >= 60) {
      return Require.text("%d min %.0f s", (long) seconds / 60, seconds % 60);
    }
    return seconds >= 1 ? Require.text("%.2f s", seconds) : Require.text("%.1f ms", nanos / 1e6);
  }

  static String memory(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1000 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    return unit == 0 ? bytes + " B" : Require.text("%.1f %s", size, UNITS[unit]);
  }
}
