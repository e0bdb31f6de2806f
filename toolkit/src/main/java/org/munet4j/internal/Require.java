package org.munet4j.internal;

import java.util.Locale;

/** Checks that turn a wrong argument into a sentence a student can act on. */
public final class Require {
  private Require() {}

  /**
   * @throws IllegalArgumentException with the formatted sentence, if {@code holds} is false
   */
  public static void that(boolean holds, String sentence, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(text(sentence, values));
    }
  }

  /** A sentence with its values filled in, the same in every locale. */
  public static String text(String sentence, Object... values) {
    return String.format(Locale.ROOT, sentence, values);
  }
}
