package org.munet4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.munet4j.report.Drawing;
import org.munet4j.report.Figure;
import org.munet4j.report.SystemGraph;
import org.munet4j.report.Systems;
import org.munet4j.report.Tables;
import org.munet4j.tensor.Torch;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class RenderersTest {
  private static String text(Object value) {
    return Renderers.render(value).data().get(Bundle.TEXT);
  }

  @Test
  void showsFiguresInThreeFormats() throws IOException {
    SystemGraph graph = SystemGraph.of(Systems.grown(2, 2));
    Bundle bundle = Renderers.render(graph);
    assertEquals(Set.of(Bundle.TEXT, Bundle.SVG, Bundle.PNG), bundle.data().keySet());
    byte[] png = Base64.getDecoder().decode(bundle.data().get(Bundle.PNG));
    Drawing drawing = graph.drawing();
    int width = ImageIO.read(new ByteArrayInputStream(png)).getWidth();
    assertEquals(Math.ceil(drawing.width() * 2), width);
    assertEquals(drawing.toSvg(), Renderers.render(drawing).data().get(Bundle.SVG));
    assertEquals((int) Math.ceil(drawing.width()), bundle.metadata().get(Bundle.PNG).get("width"));
    assertEquals(Set.of(Bundle.TEXT, Bundle.PNG), bundle.forTravel().data().keySet());
  }

  @Test
  void showsTablesAsHtmlAndText() {
    Bundle bundle = Renderers.render(Tables.leaderboard(Systems.grown(2, 2)));
    assertTrue(bundle.data().get(Bundle.HTML).contains("<table"));
    assertTrue(bundle.data().get(Bundle.TEXT).startsWith("task"));
  }

  @Test
  void showsNullArraysAndLists() {
    assertEquals("null", text(null));
    assertEquals("[1, 2]", text(new int[] {1, 2}));
    assertEquals("[[0.5], null]", text(new double[][] {{0.5}, null}));
    assertEquals("[a, [b, 3]]", text(List.of("a", List.of("b", 3))));
    assertTrue(text(new long[1000]).endsWith("0, … 900 more]"));
    Table table = Table.create("t", StringColumn.create("x", "y"));
    assertTrue(text(List.of(table, table)).contains("\n\nx\n"));
  }

  @Test
  void showsAListThatHoldsItself() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    assertEquals("[[[[[[[…]]]]]]]", text(endless));
  }

  @Test
  void showsShapeTypeAndFirstValuesOfDeviceArrays() {
    try (NDManager scope = Torch.scope()) {
      assertEquals(
          "float32[2, 3] on cpu: 0.0, 1.0, 2.0, 3.0, 4.0, 5.0",
          text(scope.arange(6f).reshape(2, 3)).replace("on gpu", "on cpu"));
      assertTrue(text(scope.arange(100)).endsWith("7.0, …"));
      assertTrue(text(scope.create(new boolean[] {true, false})).endsWith("1.0, 0.0"));
    }
  }

  @Test
  void showsAFailureInsteadOfThrowing() {
    Figure failing =
        () -> {
          throw new StackOverflowError("too \u0007 deep");
        };
    String shown = text(failing);
    assertTrue(shown.contains("cannot be shown"), shown);
    assertTrue(shown.contains("StackOverflowError: too \\u0007 deep"), shown);
  }

  @Test
  void showsAFailureWhoseMessageFailsToo() {
    Object worst =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException() {
              @Override
              public String getMessage() {
                throw new IllegalStateException("again");
              }
            };
          }
        };
    assertTrue(text(worst).contains("whose message fails too"));
    assertTrue(text(List.of(worst)).contains("cannot be shown"));
  }

  @Test
  void leavesBundlesAsTheyAre() {
    Bundle bundle = Bundle.text("x").and(Bundle.HTML, "<i>x</i>");
    assertEquals(bundle, Renderers.render(bundle));
  }

  @Test
  void teachesIJavaTheSame() {
    Renderer renderer = new Renderer();
    IJavaRenderers.install(renderer);
    SystemGraph graph = SystemGraph.of(Systems.grown(1, 2));
    DisplayData shown = renderer.render(graph);
    assertFalse(shown.hasDataForType(MIMEType.IMAGE_SVG));
    assertTrue(shown.hasDataForType(MIMEType.IMAGE_PNG));
    DisplayData table = renderer.render(Tables.leaderboard(Systems.grown(1, 2)));
    assertTrue(table.getData(MIMEType.TEXT_HTML).toString().contains("<table"));
    assertFalse(table.hasDataForType(MIMEType.IMAGE_PNG));
  }
}
