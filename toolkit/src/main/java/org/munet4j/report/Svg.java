package org.munet4j.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a drawing as SVG. */
final class Svg {
  private static final String FONTS = "Helvetica Neue, Helvetica, Arial, DejaVu Sans, sans-serif";

  private final Drawing drawing;
  private final StringBuilder out = new StringBuilder();

  Svg(Drawing drawing) {
    this.drawing = drawing;
  }

  String document() {
    String width = number(drawing.width());
    String height = number(drawing.height());
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\"");
    attribute("width", width);
    attribute("height", height);
    attribute("viewBox", "0 0 " + width + " " + height);
    attribute("role", "img");
    attribute("font-family", FONTS);
    attribute("style", "max-width:100%;height:auto");
    out.append(">\n<title>").append(Escape.markup(drawing.title())).append("</title>\n");
    write(Mark.Box.filled(0, 0, drawing.width(), drawing.height(), Ink.WHITE));
    drawing.marks().forEach(this::write);
    return out.append("</svg>\n").toString();
  }

  private void write(Mark mark) {
    if (mark instanceof Mark.Line line) {
      write(line);
    } else if (mark instanceof Mark.Box box) {
      write(box);
    } else if (mark instanceof Mark.Circle circle) {
      write(circle);
    } else if (mark instanceof Mark.Text text) {
      write(text);
    } else if (mark instanceof Mark.Raster raster) {
      write(raster);
    }
  }

  private void write(Mark.Line line) {
    out.append("<polyline");
    attribute(
        "points",
        line.points().stream()
            .map(point -> number(point.x()) + "," + number(point.y()))
            .collect(Collectors.joining(" ")));
    fill(Ink.NONE);
    stroke(line.pen());
    attribute("stroke-linejoin", "round");
    attribute("stroke-linecap", "round");
    close("polyline", line.tip());
  }

  private void write(Mark.Box box) {
    out.append("<rect");
    attribute("x", number(box.x()));
    attribute("y", number(box.y()));
    attribute("width", number(box.width()));
    attribute("height", number(box.height()));
    if (box.radius() > 0) {
      attribute("rx", number(box.radius()));
    }
    fill(box.fill());
    stroke(box.pen());
    close("rect", box.tip());
  }

  private void write(Mark.Circle circle) {
    out.append("<circle");
    attribute("cx", number(circle.x()));
    attribute("cy", number(circle.y()));
    attribute("r", number(circle.radius()));
    fill(circle.fill());
    stroke(circle.pen());
    close("circle", circle.tip());
  }

  private void write(Mark.Text text) {
    out.append("<text");
    attribute("x", number(text.x()));
    attribute("y", number(text.y()));
    attribute("font-size", number(text.size()));
    if (text.anchor() != Mark.Anchor.START) {
      attribute("text-anchor", text.anchor().name().toLowerCase(Locale.ROOT));
    }
    if (text.isBold()) {
      attribute("font-weight", "bold");
    }
    if (text.turn() != 0) {
      String[] turn = {number(text.turn()), number(text.x()), number(text.y())};
      attribute("transform", "rotate(" + String.join(" ", turn) + ")");
    }
    fill(text.ink());
    out.append('>').append(Escape.markup(text.text()));
    tip(text.tip());
    out.append("</text>\n");
  }

  private void write(Mark.Raster raster) {
    out.append("<image");
    attribute("x", number(raster.x()));
    attribute("y", number(raster.y()));
    attribute("width", number(raster.width()));
    attribute("height", number(raster.height()));
    attribute("preserveAspectRatio", "none");
    attribute("style", "image-rendering:pixelated");
    attribute("href", "data:image/png;base64," + raster.png());
    close("image", raster.tip());
  }

  private void fill(Ink ink) {
    attribute("fill", ink.isVisible() ? colour(ink) : "none");
    if (ink.isVisible() && ink.opacity() < 1) {
      attribute("fill-opacity", number(ink.opacity()));
    }
  }

  private void stroke(Pen pen) {
    if (pen.isVisible()) {
      attribute("stroke", colour(pen.ink()));
      attribute("stroke-width", number(pen.width()));
      if (pen.ink().opacity() < 1) {
        attribute("stroke-opacity", number(pen.ink().opacity()));
      }
    }
  }

  private void close(String element, String tip) {
    if (tip.isEmpty()) {
      out.append("/>\n");
    } else {
      out.append('>');
      tip(tip);
      out.append("</").append(element).append(">\n");
    }
  }

  private void tip(String tip) {
    if (!tip.isEmpty()) {
      out.append("<title>").append(Escape.markup(tip)).append("</title>");
    }
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"").append(Escape.markup(value)).append('"');
  }

  private static String colour(Ink ink) {
    return String.format(Locale.ROOT, "#%06x", ink.rgb());
  }

  /** At most two decimals, a point in every locale. */
  private static String number(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
