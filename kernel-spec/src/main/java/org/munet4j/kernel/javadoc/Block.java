package org.munet4j.kernel.javadoc;

import org.munet4j.internal.Require;

/**
 * One part of a documentation comment.
 *
 * @param text in which code stands between back quotes
 */
public record Block(Kind kind, String text) {
  /** How a block is laid out. */
  public enum Kind {
    PARAGRAPH,
    ITEM,
    /** Lines that keep their breaks. */
    CODE,
    /** A declaration. */
    SIGNATURE
  }

  public Block {
    Require.that(kind != null && text != null, "a block needs a kind and a text");
  }
}
