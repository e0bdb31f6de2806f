package org.munet4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.api.LinePlot;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.traces.ScatterTrace;

class PlotRendererTest {
  private static Figure line(String title) {
    Table table = Table.create("t", DoubleColumn.create("x", 1, 2), DoubleColumn.create("y", 3, 4));
    return LinePlot.create(title, table, "x", "y");
  }

  @Test
  void showsAFigureInFourFormats() {
    Map<String, String> data = Renderers.render(line("Loss")).data();
    assertEquals(Set.of(Bundle.TEXT, PlotRenderer.PLOTLY, Bundle.HTML, Bundle.PNG), data.keySet());
    assertEquals("scatter figure 'Loss': 1 trace, 2 points", data.get(Bundle.TEXT));
    assertTrue(data.get(Bundle.HTML).contains(data.get(Bundle.PNG)), "the page has the picture");
    String json = data.get(PlotRenderer.PLOTLY);
    assertTrue(data.get(Bundle.HTML).contains("var figure = " + json + ";"));
    assertEquals(
        Set.of("data", "layout", "config"),
        JsonParser.parseString(json).getAsJsonObject().keySet());
  }

  @Test
  void asksNoForeignServer() {
    String html = Renderers.render(line("Loss")).data().get(Bundle.HTML);
    assertFalse(html.contains("http"), html);
    assertTrue(html.contains("kernelspecs/munet4j/plotly.min.js"));
  }

  @Test
  void holdsHostileTitlesAsText() {
    String title = "</script><script>alert(1)</script><!-- \" ' \u2028";
    String html = Renderers.render(line(title)).data().get(Bundle.HTML);
    assertEquals(1, html.split("<script", -1).length - 1);
    assertEquals(1, html.split("</script", -1).length - 1);
    assertFalse(html.contains("<!--") || html.contains("\u2028"));
  }

  @Test
  void isTheSameForTheSameFigure() {
    assertEquals(Renderers.render(line("Loss")), Renderers.render(line("Loss")));
  }

  private static Figure points(int count) {
    double[] numbers = IntStream.range(0, count).mapToDouble(i -> i / 7.0).toArray();
    return new Figure(ScatterTrace.builder(numbers, numbers).build());
  }

  @Test
  void sendsTheDataOfAFigureOfManyPointsOnce() {
    Map<String, String> data = Renderers.render(points(10_000)).data();
    assertEquals(Set.of(Bundle.TEXT, Bundle.HTML, Bundle.PNG), data.keySet());
    assertTrue(data.get(Bundle.HTML).contains("var figure = {"));
  }

  @Test
  void sendsAPictureAloneWhereTheDataWouldBeDropped() {
    Map<String, String> data = Renderers.render(points(60_000)).data();
    assertEquals(Set.of(Bundle.TEXT, Bundle.HTML, Bundle.PNG), data.keySet());
    String html = data.get(Bundle.HTML);
    assertTrue(html.contains(data.get(Bundle.PNG)) && !html.contains("<script"), "picture only");
    assertTrue(html.contains("60,000 points; a picture") && html.contains("thin them out"));
    assertTrue(data.values().stream().mapToInt(String::length).sum() < 1_000_000);
  }
}
