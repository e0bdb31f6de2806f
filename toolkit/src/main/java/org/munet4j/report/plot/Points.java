package org.munet4j.report.plot;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Points, lines and filled areas. Of points in space it shows the first two coordinates.
 *
 * @param series scatter traces in their order
 */
record Points(List<Series> series) implements Layer {
  private static final int FEW = 20;
  private static final Map<String, float[]> DASHES =
      Map.of(
          "dot", new float[] {3, 3},
          "dash", new float[] {9, 9},
          "longdash", new float[] {15, 15},
          "dashdot", new float[] {9, 3, 3, 3});

  @Override
  public void reach(Scale x, Scale y, Reach across, Reach up) {
    for (Series trace : series) {
      boolean hasMarks = has(trace, "markers") || has(trace, "text");
      List<JsonElement> xs = xs(trace);
      List<JsonElement> ys = ys(trace);
      for (int point = 0; point < Math.min(xs.size(), ys.size()); point++) {
        double room = has(trace, "markers") ? 0.8 * size(trace, point) : 0;
        across.to(x.unit(xs.get(point)), room);
        up.to(y.unit(ys.get(point)), room);
      }
      up.withPart();
      if (hasMarks) {
        across.withPart();
      }
      String fill = fill(trace);
      if (fill.endsWith("y") && y.kind() == Scale.Kind.LINEAR) {
        up.fromZero();
      }
    }
  }

  @Override
  public void draw(Easel easel, Plane plane) {
    List<Point2D> before = List.of();
    for (Series trace : series) {
      List<Point2D> points = points(trace, plane);
      area(easel, plane, trace, points, before);
      before = points;
    }
    for (Series trace : series) {
      List<Point2D> points = points(trace, plane);
      if (has(trace, "lines")) {
        easel.line(curve(trace, points), lineColour(trace), lineWidth(trace), dashes(trace));
      }
      if (has(trace, "markers")) {
        marks(easel, trace, points);
      }
      if (has(trace, "text")) {
        words(easel, trace, points);
      }
    }
  }

  static boolean has(Series trace, String part) {
    String usual = trace.size() < FEW ? "lines+markers" : "lines";
    return Series.text(trace.json(), "mode").orElse(usual).contains(part);
  }

  static Color lineColour(Series trace) {
    return Series.text(trace.part("line"), "color")
        .or(() -> Series.text(trace.part("marker"), "color"))
        .flatMap(Colours::named)
        .map(colour -> Colours.faded(colour, trace.opacity()))
        .orElse(Colours.faded(Colours.ofPlace(trace.place()), trace.opacity()));
  }

  static double lineWidth(Series trace) {
    return Series.number(trace.part("line"), "width", 2);
  }

  static float[] dashes(Series trace) {
    return DASHES.getOrDefault(
        Series.text(trace.part("line"), "dash").orElse("solid"), new float[0]);
  }

  static Color areaColour(Series trace) {
    return Series.text(trace.json(), "fillcolor")
        .flatMap(Colours::named)
        .orElse(Colours.faded(lineColour(trace), 0.5));
  }

  static String fill(Series trace) {
    return Series.text(trace.json(), "fill").orElse("none").replace("none", "");
  }

  private static List<JsonElement> xs(Series trace) {
    return trace.json().has("x") ? trace.values("x") : places(trace.values("y").size());
  }

  private static List<JsonElement> ys(Series trace) {
    return trace.json().has("y") ? trace.values("y") : places(trace.values("x").size());
  }

  private static List<JsonElement> places(int size) {
    return IntStream.range(0, size).<JsonElement>mapToObj(JsonPrimitive::new).toList();
  }

  private static List<Point2D> points(Series trace, Plane plane) {
    List<JsonElement> xs = xs(trace);
    List<JsonElement> ys = ys(trace);
    List<Point2D> points = new ArrayList<>();
    for (int point = 0; point < Math.min(xs.size(), ys.size()); point++) {
      points.add(new Point2D.Double(plane.pixelX(xs.get(point)), plane.pixelY(ys.get(point))));
    }
    return points;
  }

  /** A line through the points, with gaps where one is missing. */
  private static Path2D curve(Series trace, List<Point2D> points) {
    String shape = Series.text(trace.part("line"), "shape").orElse("linear");
    Path2D curve = new Path2D.Double();
    boolean isOpen = false;
    for (int at = 0; at < points.size(); at++) {
      Point2D to = points.get(at);
      if (!isThere(to)) {
        isOpen = false;
      } else if (isOpen) {
        Curve.step(curve, shape, points, at);
      } else {
        curve.moveTo(to.getX(), to.getY());
        isOpen = true;
      }
    }
    return curve;
  }

  private static void area(
      Easel easel, Plane plane, Series trace, List<Point2D> points, List<Point2D> before) {
    List<Point2D> there = points.stream().filter(Points::isThere).toList();
    String fill = fill(trace);
    if (fill.isEmpty() || there.isEmpty()) {
      return;
    }
    Path2D area = curve(trace, there);
    if (fill.startsWith("tonext") && !before.isEmpty()) {
      List<Point2D> back = before.stream().filter(Points::isThere).toList();
      for (int at = back.size() - 1; at >= 0; at--) {
        area.lineTo(back.get(at).getX(), back.get(at).getY());
      }
    } else if (fill.endsWith("y")) {
      double bottom = Math.min(plane.area().getMaxY(), plane.pixelY(plane.y().floor()));
      area.lineTo(there.get(there.size() - 1).getX(), bottom);
      area.lineTo(there.get(0).getX(), bottom);
    } else if (fill.endsWith("x")) {
      double left = Math.max(plane.area().getX(), plane.pixelX(plane.x().floor()));
      area.lineTo(left, there.get(there.size() - 1).getY());
      area.lineTo(left, there.get(0).getY());
    }
    area.closePath();
    easel.fill(area, areaColour(trace));
  }

  private static void marks(Easel easel, Series trace, List<Point2D> points) {
    JsonObject marker = trace.part("marker");
    boolean isBubble = marker.get("size") instanceof JsonArray;
    double opacity = trace.opacity() * Series.number(marker, "opacity", isBubble ? 0.7 : 1);
    double edge = Series.number(Series.part(marker, "line"), "width", isBubble ? 1 : 0);
    Color edgeColour =
        Series.text(Series.part(marker, "line"), "color")
            .flatMap(Colours::named)
            .orElse(isBubble ? Color.WHITE : Colours.TEXT);
    MarkColours colours = MarkColours.of(trace);
    String symbol = Series.text(marker, "symbol").orElse("circle");
    for (int at = 0; at < points.size(); at++) {
      if (isThere(points.get(at))) {
        var shape = Symbol.at(symbol, points.get(at), size(trace, at));
        easel.fill(shape, Colours.faded(colours.of(at), opacity));
        easel.line(shape, Colours.faded(edgeColour, opacity), edge);
      }
    }
  }

  private static void words(Easel easel, Series trace, List<Point2D> points) {
    List<JsonElement> texts = trace.values("text");
    for (int at = 0; at < Math.min(texts.size(), points.size()); at++) {
      if (isThere(points.get(at)) && texts.get(at).isJsonPrimitive()) {
        Point2D place = points.get(at);
        easel.text(
            texts.get(at).getAsString(), place.getX(), place.getY(), Easel.Anchor.MIDDLE, 12);
      }
    }
  }

  /** Diameter of a mark in pixels. */
  private static double size(Series trace, int point) {
    JsonObject marker = trace.part("marker");
    if (!(marker.get("size") instanceof JsonArray sizes)) {
      return Series.number(marker, "size", trace.type().equals("scatter3d") ? 8 : 6);
    }
    double size = point < sizes.size() ? Series.number(sizes.get(point)) : 0;
    boolean isArea = Series.text(marker, "sizemode").orElse("diameter").equals("area");
    return !(size > 0) ? 0 : isArea ? 2 * Math.sqrt(size / 2) : size;
  }

  private static boolean isThere(Point2D point) {
    return Double.isFinite(point.getX()) && Double.isFinite(point.getY());
  }
}
