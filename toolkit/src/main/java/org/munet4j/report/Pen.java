package org.munet4j.report;

import org.munet4j.internal.Require;

/**
 * How a line of a drawing looks.
 *
 * @param ink colour
 * @param width in pixels
 */
public record Pen(Ink ink, double width) {
  public static final Pen NONE = new Pen(Ink.NONE, 0);

  public Pen {
    Require.that(Double.isFinite(width) && width >= 0, "pen: width is %s, needs 0 or more", width);
  }

  boolean isVisible() {
    return ink.isVisible() && width > 0;
  }
}
