package org.munet4j.kernel.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What to do when memory ran out: the Java heap and native tensors have limits of their own. */
final class MemoryAdvice {
  private static final Pattern NATIVE =
      Pattern.compile(
          "DefaultCPUAllocator|bad[ _]alloc|not enough memory|CUDA out of memory"
              + "|native thread|Cannot allocate memory");

  private MemoryAdvice() {}

  /** One line if this failure or one of its causes is about memory. */
  static Optional<String> of(Throwable failure) {
    Set<Throwable> seen = new HashSet<>();
    for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
      if (NATIVE.matcher(Traceback.message(cause)).find()) {
        return Optional.of(machine());
      }
      if (cause instanceof OutOfMemoryError) {
        return Optional.of(heap());
      }
    }
    return Optional.empty();
  }

  private static String heap() {
    Runtime java = Runtime.getRuntime();
    return String.format(
        Locale.ROOT,
        "memory: the Java heap may grow to %d MiB, and %d MiB are in use; for more, start Jupyter"
            + " with JDK_JAVA_OPTIONS=-Xmx%dm, then restart the kernel",
        mebibytes(java.maxMemory()),
        mebibytes(java.totalMemory() - java.freeMemory()),
        2 * mebibytes(java.maxMemory()));
  }

  private static String machine() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return String.format(
        Locale.ROOT,
        "memory: tensors lie outside of the Java heap, and %d of %d MiB of this machine or"
            + " container are free; use smaller batches or images, or give it more memory",
        mebibytes(system.getFreeMemorySize()),
        mebibytes(system.getTotalMemorySize()));
  }

  private static long mebibytes(long bytes) {
    return bytes >> 20;
  }
}
