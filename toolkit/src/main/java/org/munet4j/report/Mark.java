package org.munet4j.report;

import java.util.List;
import org.munet4j.internal.Require;

/**
 * One simple shape of a drawing, in pixels from the upper left corner. A tip is shown when the
 * mouse rests on the mark; an empty one is none.
 */
public sealed interface Mark {
  /** Which point of a text stands at its x. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** A place in a drawing. */
  record Point(double x, double y) {
    public Point {
      checkFinite("point", x, y);
    }
  }

  /** A line through these points. */
  record Line(List<Point> points, Pen pen, String tip) implements Mark {
    public Line {
      points = List.copyOf(points);
    }

    public static Line between(double x1, double y1, double x2, double y2, Pen pen) {
      return new Line(List.of(new Point(x1, y1), new Point(x2, y2)), pen, "");
    }
  }

  /** A rectangle whose corners are rounded by {@code radius}. */
  record Box(
      double x, double y, double width, double height, double radius, Ink fill, Pen pen, String tip)
      implements Mark {
    public Box {
      checkFinite("box", x, y, width, height, radius);
    }

    public static Box filled(double x, double y, double width, double height, Ink fill) {
      return new Box(x, y, width, height, 0, fill, Pen.NONE, "");
    }
  }

  /** A circle around a point. */
  record Circle(double x, double y, double radius, Ink fill, Pen pen, String tip) implements Mark {
    public Circle {
      checkFinite("circle", x, y, radius);
    }
  }

  /**
   * One line of text; {@code y} is its base line, {@code size} the height of the type, {@code turn}
   * degrees clockwise around its place.
   */
  record Text(
      double x,
      double y,
      String text,
      double size,
      Anchor anchor,
      boolean isBold,
      double turn,
      Ink ink,
      String tip)
      implements Mark {
    public Text {
      checkFinite("text", x, y, size, turn);
    }

    public static Text of(double x, double y, String text, double size, Ink ink) {
      return new Text(x, y, text, size, Anchor.START, false, 0, ink, "");
    }

    public Text anchored(Anchor newAnchor) {
      return new Text(x, y, text, size, newAnchor, isBold, turn, ink, tip);
    }

    public Text bold() {
      return new Text(x, y, text, size, anchor, true, turn, ink, tip);
    }

    public Text tip(String newTip) {
      return new Text(x, y, text, size, anchor, isBold, turn, ink, newTip);
    }

    public Text turned(double degrees) {
      return new Text(x, y, text, size, anchor, isBold, degrees, ink, tip);
    }
  }

  /** A PNG image in base64, its pixels drawn as squares. */
  record Raster(double x, double y, double width, double height, String png, String tip)
      implements Mark {
    public Raster {
      checkFinite("raster", x, y, width, height);
    }
  }

  private static void checkFinite(String mark, double... numbers) {
    for (double number : numbers) {
      Require.that(Double.isFinite(number), "%s: %s is not a place in a drawing", mark, number);
    }
  }
}
