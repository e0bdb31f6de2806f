package org.munet4j.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Torch;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Where the memory of this Java process is at one moment, in bytes. Tensors lie outside of the Java
 * heap, so a full heap and a full machine are two things.
 *
 * @param heap used by Java objects, those included that wait for the garbage collector
 * @param heapLimit what the heap may grow to, from {@code -Xmx} or {@code -XX:MaxRAMPercentage}
 * @param tensors native arrays in scopes that are open now
 * @param resident memory that the whole process holds; empty where Linux does not say it
 * @param available what the machine has, or less if a container limits it
 * @param isContainer whether a container limits it
 */
public record MemoryUse(
    long heap,
    long heapLimit,
    long tensors,
    OptionalLong resident,
    long available,
    boolean isContainer) {
  private static final Path PROCESS = Path.of("/proc/self/status");
  private static final Path MACHINE = Path.of("/proc/meminfo");

  public static MemoryUse now() {
    Runtime java = Runtime.getRuntime();
    long available =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    return new MemoryUse(
        java.totalMemory() - java.freeMemory(),
        java.maxMemory(),
        Torch.nativeBytes(),
        line(PROCESS, "VmRSS"),
        available,
        available < line(MACHINE, "MemTotal").orElse(available));
  }

  /** One row for the heap, the tensors and the whole process each. */
  public Table table() {
    StringColumn what = StringColumn.create("memory");
    StringColumn used = StringColumn.create("used");
    StringColumn limit = StringColumn.create("limit");
    what.append("Java heap").append("native tensors").append("whole process");
    used.append(size(heap)).append(size(tensors));
    used.append(resident.isPresent() ? size(resident.getAsLong()) : "");
    limit.append(size(heapLimit)).append("").append(size(available) + " of the " + whose());
    return Table.create("memory", what, used, limit);
  }

  /** All of it in one line. */
  @Override
  public String toString() {
    return Require.text(
        "heap %s of %s, native tensors %s%s, %s %s",
        size(heap),
        size(heapLimit),
        size(tensors),
        resident.isPresent() ? ", process " + size(resident.getAsLong()) : "",
        whose(),
        size(available));
  }

  private String whose() {
    return isContainer ? "container" : "machine";
  }

  /** The number of a line such as {@code VmRSS: 1234 kB}, in bytes. */
  static OptionalLong line(Path file, String name) {
    Pattern wanted = Pattern.compile(name + ":\\s+(\\d+) kB");
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1)
          .lines()
          .map(wanted::matcher)
          .filter(Matcher::matches)
          .mapToLong(matcher -> Long.parseLong(matcher.group(1)) * 1024)
          .findFirst();
    } catch (IOException notLinux) {
      return OptionalLong.empty();
    }
  }

  /** Binary units, as the options of Java and containers count. */
  private static String size(long bytes) {
    double mebibytes = bytes / (1024.0 * 1024);
    return mebibytes < 1000
        ? String.format(Locale.ROOT, mebibytes < 9.95 ? "%.1f MiB" : "%.0f MiB", mebibytes)
        : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024);
  }
}
