package org.munet4j.report.plot;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bars and histograms, side by side, stacked or over each other.
 *
 * @param series bar and histogram traces of one pair of axes
 * @param layout of the figure; it may name {@code barmode} and {@code bargap}
 */
record Bars(List<Series> series, JsonObject layout) implements Layer {
  private static final double USUAL_GAP = 0.2;

  /** One bar in axis units. */
  private record Bar(Series trace, int at, double low, double high, double from, double to) {}

  @Override
  public void reach(Scale x, Scale y, Reach across, Reach up) {
    boolean isHorizontal = series.get(0).isHorizontal();
    Scale places = isHorizontal ? y : x;
    Reach along = isHorizontal ? across : up;
    Reach beside = isHorizontal ? up : across;
    double half = step(places) / 2;
    for (Series trace : series) {
      for (JsonElement place : places(trace)) {
        beside.to(places.unit(place) - half, 0);
        beside.to(places.unit(place) + half, 0);
      }
    }
    Scale lengths = isHorizontal ? x : y;
    for (Bar bar : bars(places, lengths)) {
      along.to(bar.to(), 0);
    }
    along.withPart();
    if (lengths.kind() == Scale.Kind.LINEAR) {
      along.fromZero();
    }
  }

  @Override
  public void draw(Easel easel, Plane plane) {
    boolean isHorizontal = series.get(0).isHorizontal();
    Scale places = isHorizontal ? plane.y() : plane.x();
    for (Bar bar : bars(places, isHorizontal ? plane.x() : plane.y())) {
      Rectangle2D box =
          isHorizontal
              ? plane.box(bar.from(), bar.low(), bar.to(), bar.high())
              : plane.box(bar.low(), bar.from(), bar.high(), bar.to());
      Color colour = MarkColours.of(bar.trace()).of(bar.at());
      JsonObject marker = bar.trace().part("marker");
      double opacity = bar.trace().opacity() * Series.number(marker, "opacity", 1);
      easel.fillSharp(box, Colours.faded(colour, opacity));
      JsonObject edge = Series.part(marker, "line");
      Color edgeColour = Series.text(edge, "color").flatMap(Colours::named).orElse(Colours.TEXT);
      easel.line(box, edgeColour, Series.number(edge, "width", 0));
    }
  }

  private List<Bar> bars(Scale places, Scale lengths) {
    String mode = Series.text(layout, "barmode").orElse("group");
    boolean isStacked = mode.equals("stack") || mode.equals("relative");
    boolean isGrouped = mode.equals("group");
    double usualGap = series.get(0).isHistogram() ? 0 : USUAL_GAP;
    double room = step(places) * (1 - Series.number(layout, "bargap", usualGap));
    double width = isGrouped ? room / series.size() : room;
    Map<String, Double> ends = new HashMap<>();
    List<Bar> bars = new ArrayList<>();
    for (int number = 0; number < series.size(); number++) {
      Series trace = series.get(number);
      List<JsonElement> at = places(trace);
      double[] sizes = sizes(trace);
      for (int bar = 0; bar < Math.min(at.size(), sizes.length); bar++) {
        double place = places.unit(at.get(bar));
        double low = place - room / 2 + (isGrouped ? number * width : 0);
        String side = mode.equals("relative") && sizes[bar] < 0 ? "-" : "+";
        double from = isStacked ? ends.getOrDefault(side + place, 0.0) : 0;
        double to = from + sizes[bar];
        if (Double.isFinite(place) && Double.isFinite(to)) {
          ends.put(side + place, to);
          bars.add(new Bar(trace, bar, low, low + width, unit(lengths, from), unit(lengths, to)));
        }
      }
    }
    return bars;
  }

  private static double unit(Scale lengths, double value) {
    boolean isAtFloor = lengths.kind() == Scale.Kind.LOG && !(value > 0);
    return isAtFloor ? lengths.floor() : lengths.unit(new JsonPrimitive(value));
  }

  /** The smallest distance between two bars of these traces. */
  private double step(Scale places) {
    if (series.get(0).isHistogram()) {
      return Histogram.of(series.get(0)).bins().size();
    }
    return Scale.step(
        series.stream()
            .flatMap(trace -> places(trace).stream())
            .mapToDouble(places::unit)
            .toArray());
  }

  static List<JsonElement> places(Series trace) {
    if (trace.isHistogram()) {
      Histogram histogram = Histogram.of(trace);
      JsonArray middles = new JsonArray();
      for (int bin = 0; bin < histogram.bins().count(); bin++) {
        middles.add(histogram.bins().middle(bin));
      }
      return middles.asList();
    }
    return trace.values(trace.isHorizontal() ? "y" : "x");
  }

  private static double[] sizes(Series trace) {
    return trace.isHistogram()
        ? Histogram.of(trace).heights()
        : trace.values(trace.isHorizontal() ? "x" : "y").stream()
            .mapToDouble(Series::number)
            .toArray();
  }
}
