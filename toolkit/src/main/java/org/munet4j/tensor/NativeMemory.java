package org.munet4j.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this process holds outside of the Java heap, as Linux tells it. */
public final class NativeMemory {
  private static final Path MAPPINGS = Path.of("/proc/self/smaps");
  private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-[0-9a-f]+ ");
  private static final Pattern RESIDENT = Pattern.compile("Rss:\\s+(\\d+) kB");
  private static final long HEAP_END = 0x9_0000_0000L;
  private static final long LARGEST_HEAP = 30L << 30;

  private NativeMemory() {}

  /**
   * Resident bytes without the Java heap, after that was swept, so that native memory of dead Java
   * objects is free. A heap below 30 GiB lies in the first 36 GiB of addresses, and nothing else
   * that grows does; empty on machines where this is not so.
   */
  public static OptionalLong resident() {
    if (!Files.exists(MAPPINGS) || Runtime.getRuntime().maxMemory() >= LARGEST_HEAP) {
      return OptionalLong.empty();
    }
    System.gc();
    try {
      long sum = 0;
      boolean isHeap = false;
      for (String line : Files.readAllLines(MAPPINGS)) {
        Matcher mapping = MAPPING.matcher(line);
        Matcher size = RESIDENT.matcher(line);
        if (mapping.lookingAt()) {
          isHeap = Long.parseUnsignedLong(mapping.group(1), 16) < HEAP_END;
        } else if (size.matches() && !isHeap) {
          sum += Long.parseLong(size.group(1));
        }
      }
      return OptionalLong.of(sum << 10);
    } catch (IOException notReadable) {
      return OptionalLong.empty();
    }
  }
}
