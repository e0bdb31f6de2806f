package org.munet4j.tensor;

/** A file holds something else than its format allows; the message says which file and what. */
public final class DamagedFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DamagedFileException(String sentence) {
    super(sentence);
  }

  public DamagedFileException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
