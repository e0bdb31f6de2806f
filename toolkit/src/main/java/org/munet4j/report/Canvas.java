package org.munet4j.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Draws a drawing with Java2D, without a screen. */
final class Canvas {
  private final Graphics2D graphics;

  private Canvas(Graphics2D graphics) {
    this.graphics = graphics;
  }

  static byte[] png(Drawing drawing, double scale) {
    return Paper.png(
        drawing.width(),
        drawing.height(),
        scale,
        graphics -> drawing.marks().forEach(new Canvas(graphics)::draw));
  }

  private void draw(Mark mark) {
    if (mark instanceof Mark.Line line) {
      paint(path(line), Ink.NONE, line.pen());
    } else if (mark instanceof Mark.Box box) {
      double round = 2 * Math.min(box.radius(), Math.min(box.width(), box.height()) / 2);
      paint(
          new RoundRectangle2D.Double(box.x(), box.y(), box.width(), box.height(), round, round),
          box.fill(),
          box.pen());
    } else if (mark instanceof Mark.Circle circle) {
      double side = 2 * circle.radius();
      double left = circle.x() - circle.radius();
      double top = circle.y() - circle.radius();
      paint(new Ellipse2D.Double(left, top, side, side), circle.fill(), circle.pen());
    } else if (mark instanceof Mark.Text text) {
      draw(text);
    } else if (mark instanceof Mark.Raster raster) {
      draw(raster);
    }
  }

  private static Shape path(Mark.Line line) {
    Path2D path = new Path2D.Double();
    for (Mark.Point point : line.points()) {
      if (path.getCurrentPoint() == null) {
        path.moveTo(point.x(), point.y());
      } else {
        path.lineTo(point.x(), point.y());
      }
    }
    return path;
  }

  private void paint(Shape shape, Ink fill, Pen pen) {
    if (fill.isVisible()) {
      graphics.setColor(colour(fill));
      graphics.fill(shape);
    }
    if (pen.isVisible()) {
      graphics.setColor(colour(pen.ink()));
      graphics.setStroke(
          new BasicStroke((float) pen.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      graphics.draw(shape);
    }
  }

  private void draw(Mark.Text text) {
    int style = text.isBold() ? Font.BOLD : Font.PLAIN;
    Font font = new Font(Font.SANS_SERIF, style, 1).deriveFont((float) text.size());
    String words = Escape.visible(text.text());
    FontRenderContext context = graphics.getFontRenderContext();
    double width = font.getStringBounds(words, context).getWidth();
    double part =
        switch (text.anchor()) {
          case START -> 0;
          case MIDDLE -> 0.5;
          case END -> 1;
        };
    graphics.setFont(font);
    graphics.setColor(colour(text.ink()));
    double turn = Math.toRadians(text.turn());
    graphics.rotate(turn, text.x(), text.y());
    graphics.drawString(words, (float) (text.x() - part * width), (float) text.y());
    graphics.rotate(-turn, text.x(), text.y());
  }

  private void draw(Mark.Raster raster) {
    BufferedImage image = decode(raster.png());
    AffineTransform place = AffineTransform.getTranslateInstance(raster.x(), raster.y());
    place.scale(raster.width() / image.getWidth(), raster.height() / image.getHeight());
    graphics.drawImage(image, place, null);
  }

  private static BufferedImage decode(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    try {
      return ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException("a raster of a drawing is not a PNG", e);
    }
  }

  private static Color colour(Ink ink) {
    int alpha = (int) Math.round(255 * ink.opacity());
    return new Color(ink.rgb() | alpha << 24, true);
  }
}
