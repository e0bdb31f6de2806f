package org.munet4j.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.munet4j.internal.Require;
import org.munet4j.report.Interval;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.components.Symbol;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

/**
 * Test accuracy against parameters per task (muNet family, §4.7): every method is a line through
 * its settings, every point the mean of its seeds.
 *
 * @param benchmark whose points are shown
 * @param kept points with their intervals
 * @param own points of another run, drawn as crosses; may be empty
 */
public record Front(String benchmark, List<Measured> kept, List<Measured> own) {
  private static final String SIZE = "parameters per task";
  private static final String ACCURACY = "test accuracy";
  private static final String HALF = "± 95 %";

  public Front {
    kept = List.copyOf(kept);
    own = List.copyOf(own);
    Require.that(!kept.isEmpty(), "a front of %s needs at least one point", benchmark);
  }

  /** All contenders of a table of {@link Contest} rows on one benchmark. */
  public static Front of(Table measured, String benchmark) {
    return new Front(benchmark, Measured.all(measured, benchmark), List.of());
  }

  /** The same with this run's points beside them. */
  public Front and(Table newRun) {
    return new Front(benchmark, kept, Measured.all(newRun, benchmark));
  }

  /** One row a point. Half the 95 % interval is missing where one seed was measured. */
  public Table table() {
    Table table =
        Table.create(
            "accuracy and size",
            StringColumn.create("contender"),
            LongColumn.create(SIZE),
            DoubleColumn.create(ACCURACY),
            DoubleColumn.create(HALF),
            IntColumn.create("seeds"));
    kept.forEach(point -> addTo(table, point, ""));
    own.forEach(point -> addTo(table, point, " (this run)"));
    return table;
  }

  private static void addTo(Table table, Measured point, String whose) {
    Interval interval = point.accuracy();
    table.stringColumn("contender").append(point.name() + whose);
    table.longColumn(SIZE).append(Math.round(point.meanParameters()));
    table.doubleColumn(ACCURACY).append(interval.mean());
    table.doubleColumn(HALF).append(interval.seeds() > 1 ? interval.halfWidth() : Double.NaN);
    table.intColumn("seeds").append(interval.seeds());
  }

  /** The chart; a point tells its setting where the mouse is. */
  public Figure figure(String title) {
    return figure(title, SIZE, Measured::meanParameters);
  }

  /**
   * The chart with something else than size to the right.
   *
   * @param axis its name
   * @param cost of a point
   */
  public Figure figure(String title, String axis, ToDoubleFunction<Measured> cost) {
    List<Trace> traces = new ArrayList<>();
    methods(cost).forEach((method, points) -> traces.add(line(method, points, cost)));
    if (kept.stream().anyMatch(point -> point.test().size() > 1)) {
      traces.add(intervals(cost));
    }
    if (!own.isEmpty()) {
      traces.add(crosses(cost));
    }
    Layout layout =
        Layout.builder(title)
            .width(860)
            .height(480)
            .xAxis(Axis.builder().title(axis).build())
            .yAxis(Axis.builder().title(ACCURACY).build())
            .build();
    return new Figure(layout, traces.toArray(Trace[]::new));
  }

  /** The kept points of each method, the cheapest first. */
  private Map<String, List<Measured>> methods(ToDoubleFunction<Measured> cost) {
    return kept.stream()
        .sorted(Comparator.comparingDouble(cost))
        .collect(Collectors.groupingBy(Measured::method, LinkedHashMap::new, Collectors.toList()));
  }

  private static Trace line(String method, List<Measured> points, ToDoubleFunction<Measured> cost) {
    return trace(points, cost)
        .mode(ScatterTrace.Mode.LINE_AND_MARKERS)
        .marker(Marker.builder().size(9).build())
        .name(method)
        .build();
  }

  private Trace crosses(ToDoubleFunction<Measured> cost) {
    return trace(own, cost)
        .mode(ScatterTrace.Mode.MARKERS)
        .marker(Marker.builder().symbol(Symbol.X).color("black").size(10).build())
        .name("this run")
        .build();
  }

  private static ScatterTrace.ScatterBuilder trace(
      List<Measured> points, ToDoubleFunction<Measured> cost) {
    return ScatterTrace.builder(
            points.stream().mapToDouble(cost).toArray(),
            points.stream().mapToDouble(point -> point.accuracy().mean()).toArray())
        .text(points.stream().map(Measured::name).toArray(String[]::new));
  }

  /** An upright line through each point, with gaps between them. */
  private Trace intervals(ToDoubleFunction<Measured> cost) {
    DoubleColumn x = DoubleColumn.create("x");
    DoubleColumn y = DoubleColumn.create("y");
    for (Measured point : kept) {
      Interval interval = point.accuracy();
      if (interval.seeds() > 1) {
        double at = cost.applyAsDouble(point);
        x.append(at).append(at).appendMissing();
        y.append(interval.low()).append(interval.high()).appendMissing();
      }
    }
    return ScatterTrace.builder(x, y)
        .mode(ScatterTrace.Mode.LINE)
        .line(Line.builder().color("grey").width(1).build())
        .name("95 % interval")
        .build();
  }
}
