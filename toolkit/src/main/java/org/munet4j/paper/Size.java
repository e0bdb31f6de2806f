package org.munet4j.paper;

import java.util.Arrays;
import java.util.Locale;
import org.munet4j.internal.Require;

/** How large an experiment is run: the same code, other budgets. */
public enum Size {
  /** Seconds; what the tests use. */
  TINY,
  /** Minutes on two processor cores; what a lesson uses and the default. */
  LESSON,
  /** The paper's own settings; needs a GPU. */
  PAPER;

  /** The size of this name in any case: "tiny", "lesson" or "paper". */
  public static Size of(String name) {
    return Arrays.stream(values())
        .filter(size -> size.name().equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Require.text("size '%s': choose tiny, lesson or paper", name)));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
