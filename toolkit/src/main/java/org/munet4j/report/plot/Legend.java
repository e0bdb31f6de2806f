package org.munet4j.report.plot;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.munet4j.report.plot.Easel.Anchor;

/**
 * The names of traces and slices beside their colours.
 *
 * @param entries from top to bottom
 */
record Legend(List<Entry> entries) {
  private static final double LINE = 19;
  private static final double SYMBOL = 40;
  private static final double SIZE = 12;

  /** A name and how its symbol is drawn around the middle. */
  record Entry(String name, Swatch swatch) {}

  /** Draws a symbol. */
  interface Swatch {
    void draw(Easel easel, double x, double y);
  }

  static Legend of(JsonObject layout, List<Series> series, List<Pie> pies) {
    List<Entry> entries = new ArrayList<>();
    for (Series trace : series) {
      if (Series.text(trace.json(), "showlegend").orElse("true").equals("true") && isNamed(trace)) {
        entries.add(new Entry(trace.name(), (easel, x, y) -> symbol(easel, trace, x, y)));
      }
    }
    boolean isWanted =
        Series.text(layout, "showlegend").map(Boolean::valueOf).orElse(entries.size() > 1);
    boolean isExplicit = series.stream().anyMatch(trace -> Series.is(trace.json(), "showlegend"));
    if (isReversed(layout, series)) {
      Collections.reverse(entries);
    }
    List<Entry> slices =
        pies.stream()
            .flatMap(pie -> pie.slices().stream())
            .map(
                slice ->
                    new Entry(slice.label(), (easel, x, y) -> square(easel, slice.colour(), x, y)))
            .toList();
    if (!isWanted && !isExplicit) {
      entries.clear();
    }
    entries.addAll(slices);
    return new Legend(entries);
  }

  /** Room beside the charts; 0 if there is nothing to name. */
  double width(Easel easel) {
    return entries.stream()
        .mapToDouble(entry -> SYMBOL + easel.width(entry.name(), SIZE) + 5)
        .max()
        .orElse(0);
  }

  void draw(Easel easel, double x, double y) {
    for (int at = 0; at < entries.size(); at++) {
      double middle = y + 5 + LINE * (at + 0.5);
      entries.get(at).swatch().draw(easel, x + 20, middle);
      easel.text(entries.get(at).name(), x + SYMBOL, middle, Anchor.RIGHT, SIZE);
    }
  }

  private static boolean isNamed(Series trace) {
    return !List.of("heatmap", "contour", "histogram2d").contains(trace.type());
  }

  private static boolean isReversed(JsonObject layout, List<Series> series) {
    boolean isStacked = Series.text(layout, "barmode").orElse("").equals("stack");
    return series.stream()
        .anyMatch(trace -> trace.isBar() && isStacked || Points.fill(trace).matches("tonext[xy]"));
  }

  private static void symbol(Easel easel, Series trace, double x, double y) {
    if (!Charts.isPoints(trace)) {
      Color colour = MarkColours.of(trace).of(0);
      boolean isBox = trace.type().equals("box") || trace.type().equals("violin");
      square(easel, Colours.faded(colour, isBox ? 0.5 : trace.opacity()), x, y);
      if (isBox) {
        easel.line(new Rectangle2D.Double(x - 6, y - 6, 12, 12), colour, 2);
      }
      return;
    }
    if (!Points.fill(trace).isEmpty()) {
      easel.fill(new Rectangle2D.Double(x - 15, y, 30, 6), Points.areaColour(trace));
    }
    if (Points.has(trace, "lines")) {
      easel.line(
          new java.awt.geom.Line2D.Double(x - 15, y, x + 15, y),
          Points.lineColour(trace),
          Points.lineWidth(trace),
          Points.dashes(trace));
    }
    if (Points.has(trace, "markers")) {
      JsonObject marker = trace.part("marker");
      boolean isBubble = marker.get("size") instanceof JsonArray;
      double size = isBubble ? 12 : Math.min(16, Math.max(2, Series.number(marker, "size", 6)));
      double opacity = trace.opacity() * Series.number(marker, "opacity", isBubble ? 0.7 : 1);
      String symbol = Series.text(marker, "symbol").orElse("circle");
      easel.fill(
          Symbol.at(symbol, new Point2D.Double(x, y), size),
          Colours.faded(MarkColours.of(trace).of(0), opacity));
    }
  }

  private static void square(Easel easel, Color colour, double x, double y) {
    easel.fill(new Rectangle2D.Double(x - 6, y - 6, 12, 12), colour);
  }
}
