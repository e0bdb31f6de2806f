package org.munet4j.report.plot;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The axes of a figure: which there are, what their values are, and which part of it is theirs. */
final class Axes {
  private static final double BESIDE_AN_AXIS = 1.15;
  private static final Set<String> BOXES = Set.of("box", "violin");
  private static final Set<String> PRICES = Set.of("ohlc", "candlestick");

  private Axes() {}

  /** Writes into the figure what plotly would guess of its axes, so that it guesses nothing. */
  static void settle(JsonObject figure) {
    JsonObject layout = figure.getAsJsonObject("layout");
    dropWideGaps(Series.part(layout, "grid"));
    List<Series> series = flat(figure);
    for (String id : ids(series)) {
      JsonObject axis = Series.part(layout, key(id));
      layout.add(key(id), axis);
      Scale scale = Scale.of(axis, values(series, id));
      axis.addProperty("type", scale.kind().name().toLowerCase(Locale.ROOT));
      axis.addProperty("automargin", true);
      if (series.stream().anyMatch(trace -> standsOn(trace, id))) {
        usually(axis, "showgrid", false);
        usually(axis, "zeroline", false);
      }
      if (id.startsWith("x") && series.stream().anyMatch(trace -> PRICES.contains(trace.type()))) {
        JsonObject hidden = new JsonObject();
        hidden.addProperty("visible", false);
        axis.add("rangeslider", hidden);
      }
      settlePlace(layout, axis, id);
    }
  }

  /** The axis on which bars and boxes stand has no lines of its own. */
  private static boolean standsOn(Series trace, String id) {
    boolean stands = trace.isBar() || BOXES.contains(trace.type());
    String letter = trace.isBar() && trace.isHorizontal() ? "y" : "x";
    return stands && trace.axis(letter).equals(id);
  }

  private static void settlePlace(JsonObject layout, JsonObject axis, String id) {
    if (axis.has("overlaying")) {
      usually(axis, "tickmode", "auto");
      usually(axis, "showgrid", false);
      usually(axis, "zeroline", false);
      JsonObject legend = Series.part(layout, "legend");
      usually(legend, "x", BESIDE_AN_AXIS);
      layout.add("legend", legend);
    } else if (layout.has("grid")) {
      JsonArray domain = new JsonArray();
      DoubleStream.of(domain(layout, id)).forEach(domain::add);
      axis.add("domain", domain);
      if (isAlone(layout)) {
        usually(axis, "anchor", (id.startsWith("x") ? "y" : "x") + id.substring(1));
      }
    }
  }

  /** jsplot's own gaps are pixels, plotly's are parts of a cell. */
  private static void dropWideGaps(JsonObject grid) {
    for (String gap : List.of("xgap", "ygap")) {
      if (Series.number(grid, gap, 0) > 1) {
        grid.remove(gap);
      }
    }
  }

  private static void usually(JsonObject object, String key, Object value) {
    if (!object.has(key)) {
      object.add(key, new Gson().toJsonTree(value));
    }
  }

  private static boolean isAlone(JsonObject layout) {
    return Series.text(Series.part(layout, "grid"), "pattern").orElse("").equals("independent");
  }

  static List<Series> flat(JsonObject figure) {
    return PlotlyFigure.series(figure.getAsJsonArray("data")).stream()
        .filter(Series::isFlat)
        .toList();
  }

  /** Such as {@code x, x2, y}. */
  static Set<String> ids(List<Series> series) {
    Set<String> ids = new TreeSet<>();
    series.forEach(trace -> ids.addAll(List.of(trace.axis("x"), trace.axis("y"))));
    return ids;
  }

  /** The member of the layout that describes an axis, such as {@code xaxis2}. */
  static String key(String id) {
    return id.charAt(0) + "axis" + id.substring(1);
  }

  static List<JsonElement> values(List<Series> series, String id) {
    return series.stream().flatMap(trace -> values(trace, id)).toList();
  }

  private static Stream<JsonElement> values(Series trace, String id) {
    String letter = id.substring(0, 1);
    if (!trace.axis(letter).equals(id)) {
      return Stream.empty();
    }
    if (letter.equals("y") && PRICES.contains(trace.type())) {
      return Stream.empty();
    }
    if (letter.equals("x") && BOXES.contains(trace.type())) {
      return Boxes.places(trace).stream();
    }
    if (trace.isHistogram() && trace.isHorizontal() == letter.equals("x")) {
      return Stream.empty();
    }
    return trace.values(letter).stream();
  }

  /** The part of the figure that is an axis's own, from 0 to 1. */
  static double[] domain(JsonObject layout, String id) {
    if (Series.part(layout, key(id)).get("domain") instanceof JsonArray domain) {
      return new double[] {domain.get(0).getAsDouble(), domain.get(1).getAsDouble()};
    }
    JsonObject grid = Series.part(layout, "grid");
    int columns = (int) Series.number(grid, "columns", 1);
    int rows = (int) Series.number(grid, "rows", 1);
    int number = id.length() == 1 ? 0 : Integer.parseInt(id.substring(1)) - 1;
    boolean isAlone = isAlone(layout);
    boolean isX = id.startsWith("x");
    int size = isX ? columns : rows;
    int at = !isAlone ? number : isX ? number % columns : number / columns;
    if (size <= 1 || at >= size) {
      return new double[] {0, 1};
    }
    double gap = Series.number(grid, isX ? "xgap" : "ygap", isAlone ? isX ? 0.2 : 0.3 : 0.1);
    double step = 1 / (size - gap);
    boolean isFromTop = !isX && !Series.text(grid, "roworder").orElse("").equals("bottom to top");
    int place = isFromTop ? size - 1 - at : at;
    return new double[] {place * step, place * step + step * (1 - gap)};
  }
}
