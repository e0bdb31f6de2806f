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
  /** An hour or more on two processor cores: a lesson's parts, searched for longer. */
  LONG,
  /** The paper's own settings; needs a GPU. */
  PAPER;

  /** The size of this name in any case: "tiny", "lesson", "long" or "paper". */
  public static Size of(String name) {
    return Arrays.stream(values())
        .filter(size -> size.name().equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Require.text("size '%s': choose tiny, lesson, long or paper", name)));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
