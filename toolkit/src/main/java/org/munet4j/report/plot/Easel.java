package org.munet4j.report.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import org.munet4j.report.Escape;

/** Draws shapes and words with Java2D. */
record Easel(Graphics2D graphics) {
  private static final float[] SOLID = {};

  /** Where a text stands beside its place: 0 starts there, 0.5 is centred, 1 ends there. */
  record Anchor(double across, double down) {
    static final Anchor MIDDLE = new Anchor(0.5, 0.5);
    static final Anchor BELOW = new Anchor(0.5, 0);
    static final Anchor LEFT = new Anchor(1, 0.5);
    static final Anchor RIGHT = new Anchor(0, 0.5);
  }

  void fill(Shape shape, Color colour) {
    graphics.setColor(colour);
    graphics.fill(shape);
  }

  /** Fills whole pixels, so that no seam shows between neighbours. */
  void fillSharp(Shape shape, Color colour) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    fill(shape, colour);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
  }

  void line(Shape shape, Color colour, double width) {
    line(shape, colour, width, SOLID);
  }

  void line(Shape shape, Color colour, double width, float[] dashes) {
    if (width > 0) {
      graphics.setColor(colour);
      graphics.setStroke(
          new BasicStroke(
              (float) width,
              BasicStroke.CAP_BUTT,
              BasicStroke.JOIN_ROUND,
              2,
              dashes.length == 0 ? null : dashes,
              0));
      graphics.draw(shape);
    }
  }

  void line(double x1, double y1, double x2, double y2, Color colour, double width) {
    line(new Line2D.Double(x1, y1, x2, y2), colour, width);
  }

  double width(String text, double size) {
    return font(size)
        .getStringBounds(Escape.visible(text), graphics.getFontRenderContext())
        .getWidth();
  }

  /**
   * Words of one or more lines.
   *
   * @param degrees turned clockwise around their place
   */
  void text(
      String text, double x, double y, Anchor anchor, double degrees, double size, Color colour) {
    AffineTransform before = graphics.getTransform();
    graphics.translate(x, y);
    graphics.rotate(Math.toRadians(degrees));
    graphics.setFont(font(size));
    graphics.setColor(colour);
    String[] lines = text.split("\n");
    for (int line = 0; line < lines.length; line++) {
      double down = 0.76 * size - anchor.down() * size + line * size * 1.3;
      graphics.drawString(
          Escape.visible(lines[line]),
          (float) (-anchor.across() * width(lines[line], size)),
          (float) down);
    }
    graphics.setTransform(before);
  }

  void text(String text, double x, double y, Anchor anchor, double size) {
    text(text, x, y, anchor, 0, size, Colours.TEXT);
  }

  private static Font font(double size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size);
  }
}
