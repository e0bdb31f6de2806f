package org.munet4j.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.munet4j.component.Component;
import org.munet4j.component.RoutedNetwork.Place;
import org.munet4j.internal.Require;
import org.munet4j.report.Mark.Anchor;
import org.munet4j.report.Mark.Point;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;

/**
 * A system of a hundred tasks at one glance. Each task is a column, in the order of arrival; each
 * component of its path, or of its main one, is a cell in the colour of the task that trained it,
 * and what the root gave is grey; the cell of a routed layer has a place for each component, and
 * those that the task uses are filled. An arc leads from a task to each that has a path of it in a
 * multipath. Below stand accuracy, the parameters that the task added, and the part of the system
 * that it computes with.
 */
public record SystemMap(MultitaskSystem system) implements Figure {
  private static final double LEFT = 96;
  private static final double RIGHT = 24;
  private static final double WIDE = 1580;
  private static final double ROW = 13;
  private static final double STRIP = 52;
  private static final double NAMES = 118;
  private static final double TYPE = 11;
  private static final Ink OF_ROOT = new Ink(0xDDE1E6, 1);

  public static SystemMap of(MultitaskSystem system) {
    return new SystemMap(system);
  }

  @Override
  public Drawing drawing() {
    return new Sheet().drawing();
  }

  /** One drawing and its measures. */
  private final class Sheet {
    private final List<MapColumn> columns =
        system.tasks().stream().map(task -> MapColumn.of(task, system)).toList();
    private final List<String> rows = MapColumn.rows(columns, system.root().graph());
    private final Map<String, Long> added =
        system.components().stream()
            .collect(
                Collectors.groupingBy(
                    Component::owner, Collectors.summingLong(Component::parameters)));
    private final double whole = system.parameters();
    private final List<Mark> marks = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final boolean isJoined = columns.stream().anyMatch(MapColumn::isJoined);
    private final double step =
        Math.max(7, Math.min(40, (WIDE - LEFT - RIGHT) / Math.max(1, columns.size())));
    private final double end = LEFT + step * Math.max(1, columns.size());
    private final double arcs =
        isJoined ? Math.max(40, Math.min(190, step * columns.size() / 4)) : 0;
    private final double top = 66 + arcs;

    Drawing drawing() {
      columns.forEach(column -> places.put(column.task(), places.size()));
      marks.add(Mark.Text.of(16, 26, summary(), 14, Ink.TEXT).bold());
      double legend = legend();
      columns.forEach(this::arcs);
      double y = top;
      if (isJoined) {
        label("router", y + ROW - 3);
        columns.stream().filter(MapColumn::isJoined).forEach(this::router);
        y += ROW + 3;
      }
      for (int row = rows.size() - 1; row >= 0; row--) {
        label(MapColumn.words(rows.get(row)), y + ROW - 3);
        row(rows.get(row), y);
        y += ROW;
      }
      y = strip("accuracy", y + 14, lowest(), 1, MapColumn::accuracy, "%.2f", true);
      y = strip("added", y, 0, most(this::added), this::added, "", false);
      y = strip("active", y, 0, most(this::active), this::active, "%.0f %%", false);
      names(y);
      double width = Math.max(end + RIGHT, legend);
      return new Drawing(summary(), width, y + NAMES, marks);
    }

    private Ink ink(String owner) {
      Integer place = places.get(owner);
      if (place == null) {
        return owner.equals(Model.ROOT) ? OF_ROOT : Ink.QUIET;
      }
      return Ink.ofArrival(place / (double) Math.max(1, columns.size() - 1));
    }

    private double x(String task) {
      return LEFT + step * places.get(task);
    }

    private void label(String words, double y) {
      marks.add(Mark.Text.of(LEFT - 8, y, words, TYPE, Ink.QUIET).anchored(Anchor.END));
    }

    private void arcs(MapColumn column) {
      for (String helper : column.helpers()) {
        if (places.containsKey(helper)) {
          double from = x(helper) + step / 2;
          double to = x(column.task()) + step / 2;
          Ink ink = ink(helper);
          String tip = helper + " helps " + column.task();
          marks.add(new Mark.Line(arc(from, to), ink.faded(0.75).pen(1.3), tip));
          marks.add(new Mark.Circle(to, top - 3, 2.2, ink, Pen.NONE, tip));
        }
      }
    }

    private List<Point> arc(double from, double to) {
      double part = Math.abs(to - from) / Math.max(1, end - LEFT);
      double high = 10 + (arcs - 22) * Math.sqrt(part);
      List<Point> points = new ArrayList<>();
      for (int i = 0; i <= 32; i++) {
        double angle = Math.PI * i / 32;
        double x = (from + to) / 2 - (to - from) / 2 * Math.cos(angle);
        points.add(new Point(x, top - 3 - high * Math.sin(angle)));
      }
      return points;
    }

    private void router(MapColumn column) {
      String tip =
          Require.text(
              "router and connectors of %s: %,d parameters, paths of %s",
              column.task(), column.joints(), String.join(", ", column.helpers()));
      double x = x(column.task());
      marks.add(
          new Mark.Box(x + 0.5, top, step - 1, ROW - 1, 3, ink(column.task()), Pen.NONE, tip));
      String count = Integer.toString(column.helpers().size() + 1);
      marks.add(
          Mark.Text.of(x + step / 2, top + 9, count, Math.min(9, step - 2), Ink.WHITE)
              .anchored(Anchor.MIDDLE)
              .tip(tip));
    }

    private void row(String name, double y) {
      for (MapColumn column : columns) {
        for (Component part : column.main().components()) {
          if (MapColumn.row(part).equals(name)) {
            cell(part, column, y);
          }
        }
      }
    }

    private void cell(Component part, MapColumn column, double y) {
      double wide = step / column.width(MapColumn.row(part));
      int place = Place.of(part.name()).map(Place::component).orElse(0);
      double x = x(column.task()) + place * wide;
      double gap = Math.min(1, wide / 4);
      boolean isForeign = !part.owner().equals(Model.ROOT) && !part.owner().equals(column.task());
      String tip =
          Require.text(
              "%s in %s: trained by %s, %,d parameters, used by %d",
              part.name(),
              column.task(),
              part.owner(),
              part.parameters(),
              system.users(part.id()).size());
      marks.add(
          new Mark.Box(
              x + gap / 2,
              y + 0.5,
              wide - gap,
              ROW - 1,
              gap * 1.5,
              ink(part.owner()),
              Pen.NONE,
              tip));
      if (isForeign && wide > 5) {
        double middle = x + wide / 2;
        marks.add(new Mark.Circle(middle, y + ROW / 2, 1.7, Ink.WHITE, Pen.NONE, tip));
      }
    }

    private double added(MapColumn column) {
      return added.getOrDefault(column.task(), 0L);
    }

    private double active(MapColumn column) {
      return 100.0 * column.best().graph().parameters() / whole;
    }

    private double most(ToDoubleFunction<MapColumn> value) {
      return columns.stream().mapToDouble(value).max().orElse(1);
    }

    private double lowest() {
      double least = columns.stream().mapToDouble(MapColumn::accuracy).min().orElse(0);
      return Math.max(0, Math.floor(least * 10 - 0.01) / 10);
    }

    /** Dots or bars of a number for each task; answers where the next strip begins. */
    private double strip(
        String title,
        double y,
        double least,
        double most,
        ToDoubleFunction<MapColumn> value,
        String format,
        boolean isDots) {
      double base = y + STRIP;
      double span = most > least ? most - least : 1;
      for (double grid : new double[] {y, base}) {
        marks.add(Mark.Line.between(LEFT, grid, end, grid, Ink.GRID.pen(1)));
      }
      label(word(most, format), y + 4);
      label(title, (y + base) / 2 + 4);
      label(word(least, format), base + 4);
      for (MapColumn column : columns) {
        double high =
            STRIP * Math.max(0, Math.min(1, (value.applyAsDouble(column) - least) / span));
        double x = x(column.task());
        String said = column.tip() + "; " + title + " " + word(value.applyAsDouble(column), format);
        if (isDots) {
          marks.add(
              Mark.Line.between(x + step / 2, base, x + step / 2, base - high, Ink.GRID.pen(1)));
          double radius = Math.min(4, step / 2 - 0.5);
          marks.add(
              new Mark.Circle(
                  x + step / 2, base - high, radius, ink(column.task()), Ink.WHITE.pen(0.8), said));
        } else {
          marks.add(
              new Mark.Box(
                  x + 1, base - high, step - 2, high, 1, ink(column.task()), Pen.NONE, said));
        }
      }
      return base + 20;
    }

    private void names(double y) {
      double size = Math.min(TYPE, step * 0.92);
      for (MapColumn column : columns) {
        String name = Words.fit(column.task(), size, NAMES - 10);
        marks.add(
            Mark.Text.of(x(column.task()) + step / 2 + size / 3, y - 8, name, size, Ink.TEXT)
                .anchored(Anchor.END)
                .turned(-90)
                .tip(column.tip()));
      }
    }

    private double legend() {
      double y = 47;
      double x = swatch(16, y, OF_ROOT, "trained by the root");
      for (int i = 0; i < 60; i++) {
        marks.add(Mark.Box.filled(x + i * 1.5, y - 9, 1.6, 11, Ink.ofArrival(i / 59.0)));
      }
      x = words(x + 98, y, "by a task, from the first to the last");
      marks.add(new Mark.Box(x, y - 9, 11, 11, 1.5, Ink.ofArrival(0.35), Pen.NONE, ""));
      marks.add(new Mark.Circle(x + 5.5, y - 3.5, 1.7, Ink.WHITE, Pen.NONE, ""));
      x = words(x + 18, y, "by another task than this");
      if (isJoined) {
        List<Point> bow = List.of(new Point(x, y), new Point(x + 11, y - 9), new Point(x + 22, y));
        marks.add(new Mark.Line(Corners.rounded(bow, 9), Ink.ofArrival(0.7).pen(1.3), ""));
        marks.add(new Mark.Circle(x + 22, y, 2.2, Ink.ofArrival(0.7), Pen.NONE, ""));
        x = words(x + 32, y, "a path that helps another task");
      }
      return x;
    }

    private double swatch(double x, double y, Ink ink, String words) {
      marks.add(new Mark.Box(x, y - 9, 11, 11, 1.5, ink, Pen.NONE, ""));
      return words(x + 18, y, words);
    }

    private double words(double x, double y, String words) {
      marks.add(Mark.Text.of(x, y, words, TYPE, Ink.QUIET));
      return x + Words.width(words, TYPE) + 14;
    }
  }

  private static String word(double value, String format) {
    return format.isEmpty() ? Words.compact(Math.round(value)) : Require.text(format, value);
  }

  private String summary() {
    long joined = system.models().stream().filter(Model::isMultipath).count();
    String multipaths =
        joined == 0
            ? ""
            : Require.text(" · %d %s", joined, joined == 1 ? "multipath" : "multipaths");
    return Require.text(
        "%d %s · %d components · %s parameters%s",
        system.tasks().size(),
        system.tasks().size() == 1 ? "task" : "tasks",
        system.components().size(),
        Words.compact(system.parameters()),
        multipaths);
  }

  @Override
  public String toString() {
    Map<String, Integer> helped = new HashMap<>();
    system.tasks().stream()
        .flatMap(task -> MapColumn.of(task, system).helpers().stream())
        .forEach(helper -> helped.merge(helper, 1, Integer::sum));
    String most =
        helped.entrySet().stream()
            .max(
                Map.Entry.<String, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
            .map(best -> Require.text("; %s helps %d", best.getKey(), best.getValue()))
            .orElse("");
    return Escape.visible(Require.text("map of a system: %s%s", summary(), most));
  }
}
