package org.munet4j.report;

import java.util.Locale;
import java.util.function.Supplier;

/** Runs something as if the computer stood elsewhere. */
public final class Locales {
  private Locales() {}

  public static <T> T german(Supplier<T> work) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      return work.get();
    } finally {
      Locale.setDefault(before);
    }
  }
}
