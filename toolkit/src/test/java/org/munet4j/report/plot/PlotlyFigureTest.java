package org.munet4j.report.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.api.LinePlot;
import tech.tablesaw.plotly.api.VerticalBarPlot;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Grid;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.HistogramTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;

class PlotlyFigureTest {
  private static JsonObject json(Figure figure) {
    String text = PlotlyFigure.of(figure).toJson();
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    return new Gson().fromJson(reader, JsonObject.class);
  }

  private static JsonObject json(String kind) {
    return json(Figures.all().get(kind));
  }

  private static JsonObject trace(JsonObject figure, int place) {
    return figure.getAsJsonArray("data").get(place).getAsJsonObject();
  }

  private static double[] numbers(JsonObject trace, String key) {
    return StreamSupport.stream(trace.getAsJsonArray(key).spliterator(), false)
        .mapToDouble(value -> value.isJsonNull() ? Double.NaN : value.getAsDouble())
        .toArray();
  }

  private static List<String> words(JsonObject trace, String key) {
    return trace.getAsJsonArray(key).asList().stream().map(JsonElement::getAsString).toList();
  }

  private static double[] column(String name) {
    return Figures.TREES.doubleColumn(name).asDoubleArray();
  }

  private static double[] column(String name, String kind) {
    return Figures.TREES
        .where(Figures.TREES.stringColumn("kind").isEqualTo(kind))
        .doubleColumn(name)
        .asDoubleArray();
  }

  @TestFactory
  Stream<DynamicTest> isStrictJsonForEveryKind() {
    return Figures.all().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      JsonObject figure = json(entry.getValue());
                      assertEquals(
                          "t",
                          figure
                              .get("layout")
                              .getAsJsonObject()
                              .getAsJsonObject("title")
                              .get("text")
                              .getAsString());
                      assertFalse(figure.toString().contains("NaN"), figure::toString);
                    }));
  }

  @Test
  void keepsTheNumbersOfPointsAndWritesNullForMissingOnes() {
    for (String kind : List.of("scatter", "line")) {
      JsonObject points = trace(json(kind), 0);
      assertArrayEquals(column("width"), numbers(points, "x"), kind);
      assertArrayEquals(column("height"), numbers(points, "y"), kind);
      assertTrue(points.getAsJsonArray("y").get(4).isJsonNull(), kind);
    }
  }

  @Test
  void keepsTheNumbersOfEveryGroup() {
    List<String> kinds = List.of("oak", "beech", "pine");
    for (String kind : List.of("grouped scatter", "area", "bubble", "space")) {
      JsonObject figure = json(kind);
      for (int group = 0; group < 3; group++) {
        JsonObject points = trace(figure, group);
        assertEquals(kinds.get(group), points.get("name").getAsString());
        assertArrayEquals(column("height", kinds.get(group)), numbers(points, "y"), kind);
      }
    }
    assertArrayEquals(
        column("weight", "oak"),
        numbers(trace(json("bubble"), 0).getAsJsonObject("marker"), "size"));
    assertArrayEquals(column("weight", "pine"), numbers(trace(json("space"), 2), "z"));
  }

  @Test
  void keepsTheNumbersAndNamesOfBarsAndSlices() {
    List<String> tasks = List.of("mnist", "kmnist", "greek");
    double[] before = {0.5, 0.25, 0.75};
    double[] after = {0.9, 0.8, 1};
    assertArrayEquals(after, numbers(trace(json("bar"), 0), "y"));
    assertEquals(tasks, words(trace(json("bar"), 0), "x"));
    assertArrayEquals(after, numbers(trace(json("horizontal bar"), 0), "x"));
    assertArrayEquals(before, numbers(trace(json("grouped bar"), 0), "y"));
    assertArrayEquals(after, numbers(trace(json("stacked bar"), 1), "y"));
    assertEquals(
        "stack", json("stacked bar").getAsJsonObject("layout").get("barmode").getAsString());
    assertArrayEquals(before, numbers(trace(json("pie"), 0), "values"));
    assertEquals(tasks, words(trace(json("pie"), 0), "labels"));
  }

  @Test
  void keepsTheNumbersOfDistributionsFieldsAndPrices() {
    assertArrayEquals(column("width"), numbers(trace(json("histogram"), 0), "x"));
    assertArrayEquals(column("height"), numbers(trace(json("box"), 0), "y"));
    assertArrayEquals(column("height"), numbers(trace(json("violin"), 0), "y"));
    assertArrayEquals(column("weight"), numbers(trace(json("two histograms"), 0), "y"));
    JsonArray counts = trace(json("heat map"), 0).getAsJsonArray("z");
    int all = 0;
    for (JsonElement row : counts) {
      for (JsonElement count : row.getAsJsonArray()) {
        all += count.getAsInt();
      }
    }
    assertEquals(60, all);
    assertEquals("[[0,1,2],[1,2,3],[2,3,4]]", trace(json("contour"), 0).get("z").toString());
    assertArrayEquals(new double[] {12, 9}, numbers(trace(json("candles"), 0), "close"));
    assertEquals(List.of("2024-03-01", "2024-03-02"), words(trace(json("prices"), 0), "x"));
  }

  @Test
  void saysWhatKindOfValuesAnAxisHas() {
    assertEquals("linear", type(json("scatter"), "xaxis"));
    assertEquals("category", type(json("bar"), "xaxis"));
    assertEquals("category", type(json("horizontal bar"), "yaxis"));
    assertEquals("date", type(json("time series"), "xaxis"));
    assertEquals("linear", type(json("box"), "yaxis"));
    Layout log = Layout.builder("t").xAxis(Axis.builder().type(Axis.Type.LOG).build()).build();
    double[] numbers = {1, 10};
    JsonObject figure = json(new Figure(log, ScatterTrace.builder(numbers, numbers).build()));
    assertEquals("log", type(figure, "xaxis"));
  }

  private static String type(JsonObject figure, String axis) {
    return figure.getAsJsonObject("layout").getAsJsonObject(axis).get("type").getAsString();
  }

  @Test
  void namesTheBinsOfAHistogramAndCountsEveryNumberOnce() {
    double[] whole = {1, 2, 2, 3, 3, 3, 10};
    JsonObject trace = trace(json(new Figure(HistogramTrace.builder(whole).build())), 0);
    Histogram histogram = Histogram.of(new Series(trace, 0));
    double[] heights = histogram.heights();
    assertEquals(7, java.util.Arrays.stream(heights).sum());
    double firstEdge = histogram.bins().start();
    assertEquals(0.5, Math.abs(firstEdge % 1), "whole numbers lie inside a bin");
    assertFalse(trace.has("autobinx"));
    JsonObject wanted =
        trace(json(new Figure(HistogramTrace.builder(column("width")).nBinsX(3).build())), 0);
    int bins = Histogram.of(new Series(wanted, 0)).heights().length;
    assertTrue(bins >= 1 && bins <= 4, () -> bins + " bins");
  }

  @Test
  void showsHostileNamesAsTextToPlotlyAndToPages() {
    Figure figure = Figures.hostile();
    String text = PlotlyFigure.of(figure).toJson();
    assertFalse(text.contains("<"), text);
    assertFalse(text.contains("\u2028") || text.contains("\u0007"), text);
    String shown = "&lt;/script&gt;&lt;b&gt;'\"\\ &amp;amp; &lt;!--\\u2028\\u0007";
    JsonObject json = json(figure);
    assertEquals(shown, trace(json, 0).get("name").getAsString());
    JsonObject title = json.getAsJsonObject("layout").getAsJsonObject("title");
    assertEquals(shown, title.get("text").getAsString());
    Table table =
        Table.create("t", StringColumn.create("n", Figures.HOSTILE), DoubleColumn.create("v", 1.0));
    assertEquals(
        List.of(shown), words(trace(json(VerticalBarPlot.create("t", table, "n", "v")), 0), "x"));
  }

  @Test
  void givesEveryCellOfAGridItsOwnPlace() {
    double[] numbers = {1, 2};
    Grid grid = Grid.builder().rows(1).columns(2).pattern(Grid.Pattern.INDEPENDENT).build();
    JsonObject layout =
        json(new Figure(
                Layout.builder("t").grid(grid).build(),
                ScatterTrace.builder(numbers, numbers).build(),
                ScatterTrace.builder(numbers, numbers).xAxis("x2").yAxis("y2").build()))
            .getAsJsonObject("layout");
    double end = numbers(layout.getAsJsonObject("xaxis"), "domain")[1];
    double start = numbers(layout.getAsJsonObject("xaxis2"), "domain")[0];
    assertTrue(end < start, () -> end + " is not left of " + start);
    assertEquals("y2", layout.getAsJsonObject("xaxis2").get("anchor").getAsString());
  }

  @Test
  void tellsKindTitleAndSizeInOneLine() {
    Figure figure = LinePlot.create("Loss", Figures.TREES, "width", "height", "kind");
    assertEquals("scatter figure 'Loss': 3 traces, 60 points", PlotlyFigure.of(figure).toString());
  }
}
