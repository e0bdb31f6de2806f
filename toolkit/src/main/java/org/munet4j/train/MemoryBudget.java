package org.munet4j.train;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.munet4j.internal.Require;

/**
 * How much memory activations may take: what {@code -Dmunet4j.activations} or {@code
 * MUNET4J_ACTIVATIONS} says, such as {@code 512m} or {@code 2g}, and {@code 0} for none; else an
 * eighth of the machine's memory, at most 1 GiB.
 */
final class MemoryBudget {
  static final String SETTING = "munet4j.activations";

  private static final Pattern WORD = Pattern.compile("(\\d{1,12})([kmg]?)");
  private static final long MOST = 1L << 30;

  private MemoryBudget() {}

  static long ofThisMachine() {
    String variable = System.getenv("MUNET4J_ACTIVATIONS");
    return Optional.ofNullable(System.getProperty(SETTING, variable))
        .filter(word -> !word.isBlank())
        .map(MemoryBudget::bytes)
        .orElseGet(() -> Math.min(MOST, memory() / 8));
  }

  static long bytes(String word) {
    Matcher size = WORD.matcher(word.strip().toLowerCase(Locale.ROOT));
    Require.that(
        size.matches(),
        "%s is '%s'; give bytes as a whole number, or with k, m or g behind it, such as 512m; 0"
            + " switches it off",
        SETTING,
        word);
    return Long.parseLong(size.group(1)) << 10 * " kmg".indexOf((size.group(2) + " ").charAt(0));
  }

  private static long memory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
