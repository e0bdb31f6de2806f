package org.munet4j.report.plot;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Boxes with whiskers, and violins.
 *
 * @param series box and violin traces of one pair of axes
 */
record Boxes(List<Series> series) implements Layer {
  private static final double WIDTH = 0.7 * 0.7;
  private static final double MARK = 6;

  @Override
  public void reach(Scale x, Scale y, Reach across, Reach up) {
    double half = step(x) / 2;
    for (Series trace : series) {
      groups(trace, x)
          .forEach(
              (place, values) -> {
                across.to(place - half, 0);
                across.to(place + half, 0);
                double more = isViolin(trace) ? 2 * Violin.bandwidth(values) : 0;
                up.to(values[0] - more, 0);
                up.to(values[values.length - 1] + more, 0);
              });
    }
    up.withPart();
  }

  @Override
  public void draw(Easel easel, Plane plane) {
    double half = step(plane.x()) / 2 * WIDTH;
    for (Series trace : series) {
      Map<Double, double[]> groups = groups(trace, plane.x());
      double widest =
          groups.values().stream()
              .filter(values -> !Violin.isFlat(values))
              .mapToDouble(Violin::widest)
              .max()
              .orElse(1);
      groups.forEach(
          (place, values) -> {
            if (isViolin(trace)) {
              violin(
                  easel, plane, trace, place, Violin.isFlat(values) ? half : half / widest, values);
            }
            boolean hasBox = !isViolin(trace) || Series.is(trace.part("box"), "visible");
            if (hasBox) {
              double cap = isViolin(trace) ? 0 : half / 2;
              box(
                  easel,
                  plane,
                  trace.colour(),
                  place,
                  isViolin(trace) ? half / 4 : half,
                  cap,
                  values);
            }
            if (Series.is(trace.part("meanline"), "visible")) {
              mean(easel, plane, trace, place, hasBox ? half / 4 : half, values);
            }
            outliers(easel, plane, trace.colour(), place, values);
          });
    }
  }

  private static boolean isViolin(Series trace) {
    return trace.type().equals("violin");
  }

  private double step(Scale x) {
    return Scale.step(
        series.stream()
            .flatMap(trace -> groups(trace, x).keySet().stream())
            .mapToDouble(place -> place)
            .toArray());
  }

  /** Sorted values by their place on the axis; those of a trace without places stand at 0. */
  private static Map<Double, double[]> groups(Series trace, Scale x) {
    List<JsonElement> places = places(trace);
    List<JsonElement> values = trace.values("y");
    Map<Double, List<Double>> groups = new TreeMap<>();
    for (int at = 0; at < values.size(); at++) {
      double value = Series.number(values.get(at));
      double place = at < places.size() ? x.unit(places.get(at)) : Double.NaN;
      if (Double.isFinite(value) && Double.isFinite(place)) {
        groups.computeIfAbsent(place, fresh -> new ArrayList<>()).add(value);
      }
    }
    return groups.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> entry.getValue().stream().mapToDouble(value -> value).sorted().toArray(),
                (first, second) -> second,
                TreeMap::new));
  }

  static List<JsonElement> places(Series trace) {
    return trace.json().has("x")
        ? trace.values("x")
        : trace.values("y").stream()
            .<JsonElement>map(value -> new JsonPrimitive(trace.name()))
            .toList();
  }

  private static void box(
      Easel easel,
      Plane plane,
      Color colour,
      double place,
      double half,
      double cap,
      double[] values) {
    Quartiles quartiles = Quartiles.of(values);
    var box = plane.box(place - half, quartiles.first(), place + half, quartiles.third());
    easel.fill(box, Colours.faded(colour, 0.5));
    easel.line(box, colour, 2);
    across(easel, plane, colour, place, half, quartiles.median());
    across(easel, plane, colour, place, cap, quartiles.lowWhisker());
    across(easel, plane, colour, place, cap, quartiles.highWhisker());
    double x = plane.pixelX(place);
    easel.line(
        x, plane.pixelY(quartiles.first()), x, plane.pixelY(quartiles.lowWhisker()), colour, 2);
    easel.line(
        x, plane.pixelY(quartiles.third()), x, plane.pixelY(quartiles.highWhisker()), colour, 2);
  }

  private static void across(
      Easel easel, Plane plane, Color colour, double place, double half, double value) {
    double y = plane.pixelY(value);
    easel.line(plane.pixelX(place - half), y, plane.pixelX(place + half), y, colour, 2);
  }

  private static void outliers(
      Easel easel, Plane plane, Color colour, double place, double[] values) {
    Quartiles quartiles = Quartiles.of(values);
    Arrays.stream(values)
        .filter(value -> value < quartiles.lowWhisker() || value > quartiles.highWhisker())
        .forEach(
            value -> {
              var point = new Point2D.Double(plane.pixelX(place), plane.pixelY(value));
              easel.fill(Symbol.at("circle", point, MARK), colour);
            });
  }

  private static void violin(
      Easel easel, Plane plane, Series trace, double place, double half, double[] values) {
    Path2D outline = new Path2D.Double();
    List<Point2D> right = Violin.outline(values);
    Point2D start = right.get(0);
    outline.moveTo(plane.pixelX(place), plane.pixelY(start.getY()));
    for (Point2D point : right) {
      outline.lineTo(plane.pixelX(place + half * point.getX()), plane.pixelY(point.getY()));
    }
    for (int at = right.size() - 1; at >= 0; at--) {
      Point2D point = right.get(at);
      outline.lineTo(plane.pixelX(place - half * point.getX()), plane.pixelY(point.getY()));
    }
    outline.closePath();
    easel.fill(outline, Colours.faded(trace.colour(), 0.5));
    easel.line(outline, trace.colour(), 2);
  }

  private static void mean(
      Easel easel, Plane plane, Series trace, double place, double half, double[] values) {
    double y = plane.pixelY(Arrays.stream(values).average().orElse(0));
    Line2D line = new Line2D.Double(plane.pixelX(place - half), y, plane.pixelX(place + half), y);
    easel.line(line, trace.colour(), 2, new float[] {4, 4});
  }
}
