package org.munet4j.kernel.notebook;

import org.munet4j.internal.Require;

/**
 * A notebook file that is damaged, foreign or too large; the message names the file and the repair.
 */
public final class NotebookException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotebookException(Throwable cause, String sentence, Object... values) {
    super(Require.text(sentence, values), cause);
  }

  static void check(boolean holds, String sentence, Object... values) {
    if (!holds) {
      throw new NotebookException(null, sentence, values);
    }
  }
}
