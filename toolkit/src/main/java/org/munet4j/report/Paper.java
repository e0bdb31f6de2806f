package org.munet4j.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/** A white sheet to draw on with Java2D, without a screen. */
public final class Paper {
  private Paper() {}

  /**
   * The bytes of a PNG image of what was drawn.
   *
   * @param width in units of the drawing
   * @param height in units of the drawing
   * @param scale image pixels per unit
   */
  public static byte[] png(
      double width, double height, double scale, Consumer<Graphics2D> drawing) {
    int wide = (int) Math.ceil(width * scale);
    int high = (int) Math.ceil(height * scale);
    BufferedImage image = new BufferedImage(wide, high, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, wide, high);
      graphics.scale(scale, scale);
      drawing.accept(graphics);
    } finally {
      graphics.dispose();
    }
    return Png.encode(wide, high, image.getRGB(0, 0, wide, high, null, 0, wide));
  }
}
