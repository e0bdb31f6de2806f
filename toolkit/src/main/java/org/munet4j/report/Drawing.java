package org.munet4j.report;

import java.util.List;
import java.util.Optional;
import org.munet4j.internal.Require;

/**
 * A picture made of simple shapes on a white ground, the same as SVG and as PNG.
 *
 * @param title what it shows, for readers who cannot see it
 * @param width in pixels
 * @param height in pixels
 * @param marks in the order in which they are drawn
 */
public record Drawing(String title, double width, double height, List<Mark> marks) {
  private static final double LARGEST = 20_000;

  public Drawing {
    Require.that(
        width >= 1 && height >= 1 && width <= LARGEST && height <= LARGEST,
        "drawing '%s': size is %s x %s, needs 1 to %s",
        title,
        width,
        height,
        LARGEST);
    marks = List.copyOf(marks);
  }

  /** A standalone SVG document without scripts. */
  public String toSvg() {
    return new Svg(this).document();
  }

  /**
   * The bytes of a PNG image; empty where this Java cannot draw, for instance without fonts.
   *
   * @param scale image pixels per pixel of the drawing
   */
  public Optional<byte[]> toPng(double scale) {
    Require.that(scale > 0 && scale <= 8, "drawing '%s': scale is %s, needs 0 to 8", title, scale);
    try {
      return Optional.of(Canvas.png(this, scale));
    } catch (Throwable noGraphics) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return Require.text("%s (drawing, %.0f x %.0f pixels)", Escape.visible(title), width, height);
  }
}
