package org.munet4j.report.plot;

import com.google.gson.JsonObject;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.munet4j.report.plot.Easel.Anchor;
import org.munet4j.report.plot.Ticks.Tick;

/**
 * Everything in a figure that has a horizontal and a vertical axis.
 *
 * @param layout of the figure
 * @param series visible traces with two axes
 */
record Charts(JsonObject layout, List<Series> series) {
  /** From the axis to the middle of its title, where the labels leave room. */
  private static final double X_TITLE = 49;

  /** Length of the marks at the axes of a field. */
  private static final double MARK = 5;

  /** Traces that share both axes. */
  private record Pair(String x, String y) {}

  /** Room that labels and titles need at the left, bottom and right. */
  record Room(double left, double bottom, double right) {}

  Room room(Easel easel, Rectangle2D area) {
    double left = 0;
    double bottom = 0;
    double right = 0;
    for (AxisView axis : views(area).values()) {
      double title = axis.title().isPresent() ? 1.9 * axis.titleSize() : 14;
      double needed = axis.labelRoom(easel) + title;
      left = axis.isX() || axis.isOpposite() ? left : Math.max(left, needed);
      right = axis.isX() || !axis.isOpposite() ? right : Math.max(right, needed);
      bottom = axis.isX() ? Math.max(bottom, needed) : bottom;
    }
    return new Room(left, bottom, right);
  }

  void draw(Easel easel, Rectangle2D area) {
    Map<String, AxisView> views = views(area);
    pairs()
        .forEach(
            (pair, traces) -> {
              AxisView x = views.get(pair.x());
              AxisView y = views.get(pair.y());
              Rectangle2D own = own(area, pair);
              Plane plane = new Plane(x.scale(), y.scale(), x.ends(), y.ends(), own);
              if (!y.json().has("overlaying")) {
                grid(easel, own, x, y);
              }
              Shape before = easel.graphics().getClip();
              easel.graphics().clip(own);
              layers(traces).forEach(layer -> layer.draw(easel, plane));
              easel.graphics().setClip(before);
              double mark = traces.stream().anyMatch(Charts::isField) ? MARK : 0;
              labels(easel, own, x, mark);
              labels(easel, own, y, mark);
            });
  }

  /** Fields whose colours need a key. */
  List<Cells> fields() {
    return series.stream().filter(Charts::isField).map(Cells::new).toList();
  }

  private static boolean isField(Series trace) {
    return List.of("heatmap", "contour", "histogram2d").contains(trace.type());
  }

  private Map<Pair, List<Series>> pairs() {
    Map<Pair, List<Series>> pairs = new LinkedHashMap<>();
    for (Series trace : series) {
      Pair pair = new Pair(trace.axis("x"), trace.axis("y"));
      pairs.computeIfAbsent(pair, fresh -> new ArrayList<>()).add(trace);
    }
    return pairs;
  }

  /** Fields lie below bars, boxes and prices, and points on top. */
  private List<Layer> layers(List<Series> traces) {
    List<Layer> layers = new ArrayList<>();
    traces.stream().filter(Charts::isField).map(Cells::new).forEach(layers::add);
    List<Series> bars = traces.stream().filter(Series::isBar).toList();
    Stream.of(false, true)
        .map(side -> bars.stream().filter(bar -> bar.isHorizontal() == side).toList())
        .filter(some -> !some.isEmpty())
        .forEach(some -> layers.add(new Bars(some, layout)));
    List<Series> boxes = traces.stream().filter(trace -> is(trace, "box", "violin")).toList();
    if (!boxes.isEmpty()) {
      layers.add(new Boxes(boxes));
    }
    traces.stream()
        .filter(trace -> is(trace, "ohlc", "candlestick"))
        .map(Prices::new)
        .forEach(layers::add);
    List<Series> points = traces.stream().filter(Charts::isPoints).toList();
    if (!points.isEmpty()) {
      layers.add(new Points(points));
    }
    return layers;
  }

  static boolean isPoints(Series trace) {
    return is(trace, "scatter", "scattergl", "scatter3d");
  }

  private static boolean is(Series trace, String... types) {
    return List.of(types).contains(trace.type());
  }

  private Map<String, AxisView> views(Rectangle2D area) {
    Map<String, Scale> scales = new LinkedHashMap<>();
    Map<String, Reach> reaches = new LinkedHashMap<>();
    for (String id : Axes.ids(series)) {
      scales.put(id, Scale.of(Series.part(layout, Axes.key(id)), Axes.values(series, id)));
      reaches.put(id, new Reach());
    }
    pairs()
        .forEach(
            (pair, traces) ->
                layers(traces)
                    .forEach(
                        layer ->
                            layer.reach(
                                scales.get(pair.x()),
                                scales.get(pair.y()),
                                reaches.get(pair.x()),
                                reaches.get(pair.y()))));
    Map<String, AxisView> views = new LinkedHashMap<>();
    scales.forEach(
        (id, scale) -> {
          double[] domain = Axes.domain(layout, id);
          double whole = id.startsWith("x") ? area.getWidth() : area.getHeight();
          double length = whole * (domain[1] - domain[0]);
          JsonObject json = Series.part(layout, Axes.key(id));
          views.put(id, AxisView.of(id, json, scale, reaches.get(id), length));
        });
    return views;
  }

  private Rectangle2D own(Rectangle2D area, Pair pair) {
    double[] across = Axes.domain(layout, pair.x());
    double[] up = Axes.domain(layout, pair.y());
    return new Rectangle2D.Double(
        area.getX() + across[0] * area.getWidth(),
        area.getMaxY() - up[1] * area.getHeight(),
        (across[1] - across[0]) * area.getWidth(),
        (up[1] - up[0]) * area.getHeight());
  }

  private static void grid(Easel easel, Rectangle2D area, AxisView x, AxisView y) {
    for (AxisView axis : List.of(x, y)) {
      if (axis.isVisible() && axis.showsGrid()) {
        axis.ticks().forEach(tick -> rule(easel, area, axis, tick.unit(), Colours.GRID));
      }
    }
    for (AxisView axis : List.of(x, y)) {
      if (axis.isVisible() && axis.showsZero()) {
        rule(easel, area, axis, 0, Colours.TEXT);
      }
    }
  }

  private static void rule(
      Easel easel, Rectangle2D area, AxisView axis, double unit, java.awt.Color colour) {
    if (axis.isX()) {
      double x = Math.floor(area.getX() + axis.pixel(unit)) + 0.5;
      easel.line(x, area.getY(), x, area.getMaxY(), colour, 1);
    } else {
      double y = Math.floor(area.getMaxY() - axis.pixel(unit)) + 0.5;
      easel.line(area.getX(), y, area.getMaxX(), y, colour, 1);
    }
  }

  private static void labels(Easel easel, Rectangle2D area, AxisView axis, double mark) {
    if (!axis.isVisible()) {
      return;
    }
    double size = axis.titleSize();
    double room = axis.labelRoom(easel);
    if (axis.isX()) {
      double degrees = axis.degrees(easel);
      for (Tick tick : axis.ticks()) {
        double x = area.getX() + axis.pixel(tick.unit());
        Anchor anchor = degrees == 0 ? Anchor.BELOW : Anchor.RIGHT;
        easel.line(x, area.getMaxY(), x, area.getMaxY() + mark, Colours.TEXT, 1);
        double y = area.getMaxY() + mark + (degrees == 0 ? 5 : 8);
        easel.text(tick.label(), x, y, anchor, degrees, AxisView.SIZE, Colours.TEXT);
      }
      double below = area.getMaxY() + Math.max(room + 0.9 * size, X_TITLE);
      axis.title()
          .ifPresent(title -> easel.text(title, area.getCenterX(), below, Anchor.MIDDLE, size));
      return;
    }
    double edge = axis.isOpposite() ? area.getMaxX() + 3 : area.getX() - 3;
    for (Tick tick : axis.ticks()) {
      double y = area.getMaxY() - axis.pixel(tick.unit());
      easel.line(area.getX() - mark, y, area.getX(), y, Colours.TEXT, 1);
      easel.text(
          tick.label(),
          edge - mark,
          y,
          axis.isOpposite() ? Anchor.RIGHT : Anchor.LEFT,
          AxisView.SIZE);
    }
    double beside = axis.isOpposite() ? edge + room + size : edge - room - size;
    axis.title()
        .ifPresent(
            title ->
                easel.text(
                    title, beside, area.getCenterY(), Anchor.MIDDLE, -90, size, Colours.TEXT));
  }
}
