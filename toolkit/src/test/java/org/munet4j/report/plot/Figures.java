package org.munet4j.report.plot;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.api.AreaPlot;
import tech.tablesaw.plotly.api.BoxPlot;
import tech.tablesaw.plotly.api.BubblePlot;
import tech.tablesaw.plotly.api.CandlestickPlot;
import tech.tablesaw.plotly.api.Heatmap;
import tech.tablesaw.plotly.api.Histogram;
import tech.tablesaw.plotly.api.Histogram2D;
import tech.tablesaw.plotly.api.HorizontalBarPlot;
import tech.tablesaw.plotly.api.LinePlot;
import tech.tablesaw.plotly.api.OHLCPlot;
import tech.tablesaw.plotly.api.PiePlot;
import tech.tablesaw.plotly.api.Scatter3DPlot;
import tech.tablesaw.plotly.api.ScatterPlot;
import tech.tablesaw.plotly.api.TimeSeriesPlot;
import tech.tablesaw.plotly.api.VerticalBarPlot;
import tech.tablesaw.plotly.api.ViolinPlot;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.ContourTrace;

/** One figure of every kind that jsplot offers. */
final class Figures {
  static final Table TREES = trees();
  static final Table TASKS =
      Table.create(
          "tasks",
          StringColumn.create("task", "mnist", "kmnist", "greek"),
          DoubleColumn.create("before", 0.5, 0.25, 0.75),
          DoubleColumn.create("after", 0.9, 0.8, 1));
  static final String HOSTILE = "</script><b>'\"\\ &amp; <!--\u2028\u0007";

  private Figures() {}

  static Map<String, Figure> all() {
    Map<String, Figure> all = new LinkedHashMap<>();
    all.put("scatter", ScatterPlot.create("t", TREES, "width", "height"));
    all.put("grouped scatter", ScatterPlot.create("t", TREES, "width", "height", "kind"));
    all.put("line", LinePlot.create("t", TREES, "width", "height"));
    all.put("area", AreaPlot.create("t", TREES, "width", "height", "kind"));
    all.put("time series", TimeSeriesPlot.create("t", TREES, "day", "height"));
    all.put("bubble", BubblePlot.create("t", TREES, "width", "height", "weight", "kind"));
    all.put("bar", VerticalBarPlot.create("t", TASKS, "task", "after"));
    all.put("horizontal bar", HorizontalBarPlot.create("t", TASKS, "task", "after"));
    all.put("grouped bar", bars(Layout.BarMode.GROUP));
    all.put("stacked bar", bars(Layout.BarMode.STACK));
    all.put("histogram", Histogram.create("t", TREES, "width"));
    all.put("box", BoxPlot.create("t", TREES, "kind", "height"));
    all.put("violin", ViolinPlot.create("t", TREES, "kind", "height", true, true));
    all.put("heat map", Heatmap.create("t", TREES, "kind", "site"));
    all.put("contour", contour());
    all.put("two histograms", Histogram2D.create("t", TREES, "width", "weight"));
    all.put("pie", PiePlot.create("t", TASKS, "task", "before"));
    all.put("space", Scatter3DPlot.create("t", TREES, "width", "height", "weight", "kind"));
    all.put(
        "candles", CandlestickPlot.create("t", prices(), "day", "open", "high", "low", "close"));
    all.put("prices", OHLCPlot.create("t", prices(), "day", "open", "high", "low", "close"));
    return all;
  }

  static Figure bars(Layout.BarMode mode) {
    return VerticalBarPlot.create("t", TASKS, "task", mode, "before", "after");
  }

  static Figure hostile() {
    Table table =
        Table.create(
            HOSTILE,
            StringColumn.create("n", HOSTILE, "a"),
            DoubleColumn.create("v", 1, 2),
            DoubleColumn.create("w", 1, 2));
    return ScatterPlot.create(HOSTILE, table, "v", "w", "n");
  }

  private static Figure contour() {
    Object[] places = {0, 1, 2};
    double[][] field = {{0, 1, 2}, {1, 2, 3}, {2, 3, 4}};
    return new Figure(
        Layout.builder("t").build(), ContourTrace.builder(places, places, field).build());
  }

  private static Table prices() {
    return Table.create(
        "prices",
        DateColumn.create("day", LocalDate.of(2024, 3, 1), LocalDate.of(2024, 3, 2)),
        DoubleColumn.create("open", 10, 12),
        DoubleColumn.create("high", 13, 14),
        DoubleColumn.create("low", 9, 8),
        DoubleColumn.create("close", 12, 9));
  }

  /** Sixty trees; one has no height. */
  private static Table trees() {
    Table trees =
        Table.create(
            "trees",
            DoubleColumn.create("width"),
            DoubleColumn.create("height"),
            DoubleColumn.create("weight"),
            StringColumn.create("kind"),
            StringColumn.create("site"),
            DateColumn.create("day"));
    SplittableRandom random = new SplittableRandom(7);
    for (int tree = 0; tree < 60; tree++) {
      trees.doubleColumn("width").append(tree % 3 + random.nextDouble());
      trees.doubleColumn("height").append(10 * (tree % 3) + random.nextDouble(9));
      trees.doubleColumn("weight").append(5 + random.nextDouble(20));
      trees.stringColumn("kind").append(new String[] {"oak", "beech", "pine"}[tree % 3]);
      trees.stringColumn("site").append(tree % 4 == 0 ? "hill" : "lake");
      trees.dateColumn("day").append(LocalDate.of(2024, 1, 1).plusDays(tree));
    }
    trees.doubleColumn("height").setMissing(4);
    return trees;
  }
}
