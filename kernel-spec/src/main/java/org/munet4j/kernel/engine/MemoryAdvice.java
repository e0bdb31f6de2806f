package org.munet4j.kernel.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What to do when memory ran out: the Java heap and native tensors have limits of their own. */
final class MemoryAdvice {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final Pattern NATIVE =
      Pattern.compile(
          "DefaultCPUAllocator|bad[ _]alloc|not enough memory|CUDA out of memory"
              + "|native thread|Cannot allocate memory");
  private static final Pattern HEAP = Pattern.compile("Java heap space|GC overhead limit exceeded");

  private MemoryAdvice() {}

  /** One line if this failure or one of its causes is about memory. */
  static Optional<String> of(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
      String message = Traceback.message(cause);
      if (NATIVE.matcher(message).find()) {
        return Optional.of(machine());
      }
      if (cause instanceof OutOfMemoryError && HEAP.matcher(message).find()) {
        Runtime java = Runtime.getRuntime();
        return Optional.of(
            heap(
                java.maxMemory(),
                java.totalMemory() - java.freeMemory(),
                SYSTEM.getTotalMemorySize()));
      }
    }
    return Optional.empty();
  }

  /** All in bytes. A quarter of the machine stays free for tensors and everything else. */
  static String heap(long limit, long used, long machine) {
    long more = Math.min(2 * limit, machine / 4 * 3);
    return String.format(
            Locale.ROOT,
            "memory: the Java heap may grow to %d MiB, and %d MiB are in use; ",
            mebibytes(limit),
            mebibytes(used))
        + (more > limit
            ? "for more, start Jupyter with JDK_JAVA_OPTIONS=-Xmx"
                + mebibytes(more)
                + "m, then restart the kernel"
            : "this machine or container has no more to give, so keep less in variables");
  }

  private static String machine() {
    return String.format(
        Locale.ROOT,
        "memory: tensors lie outside of the Java heap, and %d of %d MiB of this machine or"
            + " container are free; use smaller batches or images, or give it more memory",
        mebibytes(SYSTEM.getFreeMemorySize()),
        mebibytes(SYSTEM.getTotalMemorySize()));
  }

  private static long mebibytes(long bytes) {
    return bytes >> 20;
  }
}
