package org.munet4j.data;

import org.munet4j.internal.Require;

/**
 * A file that is damaged, cut off, hostile or not what its name promises. The message names the
 * file, what was found and what is needed; control characters from foreign names are made visible.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DataException(String sentence, Object... values) {
    super(visible(Require.text(sentence, values)));
  }

  /** The same sentence, with the failure that led to it. */
  DataException because(Throwable cause) {
    initCause(cause);
    return this;
  }

  /**
   * @throws DataException with the formatted sentence, if {@code holds} is false
   */
  static void unless(boolean holds, String sentence, Object... values) {
    if (!holds) {
      throw new DataException(sentence, values);
    }
  }

  private static String visible(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (char letter : text.toCharArray()) {
      if (Character.isISOControl(letter)) {
        shown.append(Require.text("\\u%04x", (int) letter));
      } else {
        shown.append(letter);
      }
    }
    return shown.toString();
  }
}
