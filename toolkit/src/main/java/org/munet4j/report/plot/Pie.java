package org.munet4j.report.plot;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.Color;
import java.awt.geom.Arc2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.munet4j.report.plot.Easel.Anchor;

/**
 * Shares of a whole: the largest to the right of the top, the others against the clock.
 *
 * @param series a trace of type {@code pie}
 */
record Pie(Series series) {
  private static final double SIZE = 12;

  /** One share; its colour is that of its place among the labels. */
  record Slice(String label, double value, Color colour) {}

  List<Slice> slices() {
    Map<String, Double> sums = new LinkedHashMap<>();
    List<JsonElement> values = series.values("values");
    List<JsonElement> labels = series.values("labels");
    for (int at = 0; at < values.size(); at++) {
      double value = Series.number(values.get(at));
      String label = at < labels.size() ? labels.get(at).getAsString() : String.valueOf(at);
      if (value >= 0) {
        sums.merge(label, value, Double::sum);
      }
    }
    List<Map.Entry<String, Double>> sorted = new ArrayList<>(sums.entrySet());
    sorted.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    List<Slice> slices = new ArrayList<>();
    for (Map.Entry<String, Double> share : sorted) {
      slices.add(new Slice(share.getKey(), share.getValue(), Colours.ofPlace(slices.size())));
    }
    return slices;
  }

  void draw(Easel easel, JsonObject layout, Rectangle2D area) {
    double all = slices().stream().mapToDouble(Slice::value).sum();
    Rectangle2D own = own(layout, area);
    double radius = Math.min(own.getWidth(), own.getHeight()) / 2;
    double start = 90 - 360 * slices().stream().mapToDouble(Slice::value).max().orElse(0) / all;
    for (Slice slice : slices()) {
      double degrees = 360 * slice.value() / all;
      Arc2D arc = new Arc2D.Double();
      arc.setArcByCenter(own.getCenterX(), own.getCenterY(), radius, start, degrees, Arc2D.PIE);
      easel.fill(arc, slice.colour());
      share(easel, own, radius, start + degrees / 2, slice, all);
      start += degrees;
    }
  }

  /** Inside the slice where it fits, else beside it. */
  private static void share(
      Easel easel, Rectangle2D own, double radius, double degrees, Slice slice, double all) {
    String text = percent(slice.value() / all);
    double room = radius * Math.min(Math.PI, 2 * Math.PI * slice.value() / all) * 0.6;
    boolean fits = room > easel.width(text, SIZE) + 4;
    double away = fits ? radius * (slice.value() == all ? 0 : 0.62) : radius + 8;
    double x = own.getCenterX() + away * Math.cos(Math.toRadians(degrees));
    double y = own.getCenterY() - away * Math.sin(Math.toRadians(degrees));
    Anchor anchor = fits ? Anchor.MIDDLE : x > own.getCenterX() ? Anchor.RIGHT : Anchor.LEFT;
    Color colour = fits ? Colours.readableOn(slice.colour()) : Colours.TEXT;
    easel.text(text, x, y, anchor, 0, SIZE, colour);
  }

  private static String percent(double part) {
    BigDecimal number = BigDecimal.valueOf(100 * part).round(new MathContext(3));
    return number.stripTrailingZeros().toPlainString() + "%";
  }

  private Rectangle2D own(JsonObject layout, Rectangle2D area) {
    JsonObject domain = series.part("domain");
    JsonObject grid = Series.part(layout, "grid");
    double[] x = part(domain, "x", "column", Series.number(grid, "columns", 1));
    double[] y = part(domain, "y", "row", Series.number(grid, "rows", 1));
    double top = domain.get("y") instanceof JsonArray ? 1 - y[1] : y[0];
    return new Rectangle2D.Double(
        area.getX() + x[0] * area.getWidth(),
        area.getY() + top * area.getHeight(),
        (x[1] - x[0]) * area.getWidth(),
        (y[1] - y[0]) * area.getHeight());
  }

  private static double[] part(JsonObject domain, String letter, String cell, double cells) {
    if (domain.get(letter) instanceof JsonArray ends && ends.size() == 2) {
      return new double[] {ends.get(0).getAsDouble(), ends.get(1).getAsDouble()};
    }
    double step = 1 / (cells - 0.1);
    double start = Series.number(domain, cell, 0) * step;
    return cells > 1 ? new double[] {start, start + 0.9 * step} : new double[] {0, 1};
  }
}
