package org.munet4j.store;

import java.io.IOException;
import org.munet4j.internal.Require;

/**
 * A store cannot be read or written; the message names the file, what was found, what is needed and
 * how to repair it.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A sentence with its values filled in. */
  public StoreException(String sentence, Object... values) {
    super(Require.text(sentence, values));
  }

  private StoreException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** The same sentence, with the failure that led to it. */
  StoreException because(Throwable cause) {
    initCause(cause);
    return this;
  }

  /** A step that reads; what the disk says against it becomes a sentence. */
  static <T> T reading(Disk disk, String file, Step<T> step) {
    try {
      return step.take();
    } catch (IOException said) {
      throw new StoreException(
          Require.text(
              "store %s: cannot read %s (%s); check that it is there and may be read, or copy it"
                  + " from another copy of the store",
              disk, file, said),
          said);
    }
  }

  /** A step that publishes; what the disk says against it becomes a sentence. */
  static <T> T writing(Disk disk, String file, Step<T> step) {
    try {
      return step.take();
    } catch (IOException said) {
      throw new StoreException(
          Require.text(
              "store %s: cannot write %s (%s); nothing was published by halves: check that the"
                  + " folder may be written and that the disk has space left, then repeat",
              disk, file, said),
          said);
    }
  }

  /**
   * @throws StoreException with the formatted sentence, if {@code holds} is false
   */
  public static void unless(boolean holds, String sentence, Object... values) {
    if (!holds) {
      throw new StoreException(sentence, values);
    }
  }
}
