package org.munet4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.api.LinePlot;
import tech.tablesaw.plotly.components.Figure;

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
}
