package org.munet4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.munet4j.data.Source;
import org.munet4j.report.ModelSummary;
import org.munet4j.report.SystemMap;
import org.munet4j.report.Systems;
import org.munet4j.report.TableView;
import org.munet4j.report.Timeline;
import org.munet4j.router.Routing;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.tensor.Tensor;
import org.munet4j.tensor.Torch;
import org.munet4j.train.Trained;

class OwnRenderersTest {
  private record Point(int x, Optional<String> name, List<Point> next) {}

  private static String text(Object value) {
    return Renderers.render(value).data().get(Bundle.TEXT);
  }

  private static Set<String> formats(Object value) {
    return Renderers.render(value).forTravel().data().keySet();
  }

  @Test
  void showsAModelComponentByComponent() {
    MultitaskSystem system = Systems.grown(3, 1);
    String shown = text(system.model("mnist"));
    assertTrue(shown.matches("(?s).*encoderblock_0 +encoder block +.*"), shown);
    assertTrue(shown.contains("[token 5, feature 8]") && shown.contains("[class 10]"), shown);
    long total = system.model("mnist").path().parameters();
    assertTrue(shown.matches("(?s).*total +– .*" + total + ".*"), shown);
    assertTrue(shown.contains("model mnist.0.0 from root: 8 rows"), shown);
    String shared = new TableView(ModelSummary.of(system, "mnist")).toText();
    assertTrue(shared.matches("(?s).*root, frozen here +fashion, kmnist\n.*"), shared);
    assertEquals(Set.of(Bundle.TEXT, Bundle.HTML), formats(system.root().path()));
    assertTrue(text(system.root().path().components().get(0)).contains("[8, 3, 4, 4]"));
  }

  @Test
  void showsMultipathsTheirRoutingMapsAndTimelines() {
    MultitaskSystem system =
        Systems.joined(Systems.grown(3, 1), "fashion", List.of("mnist", "kmnist"));
    String multipath = text(system.model("fashion").graph());
    assertTrue(multipath.contains("connector_2") && multipath.contains("[path 3]"), multipath);
    Routing routing = Routing.of(system.model("fashion"), Systems.digits(10));
    assertTrue(text(routing).startsWith("router weights of 3 paths in 10 rows"), text(routing));
    assertTrue(text(SystemMap.of(system)).contains("1 multipath"), "the map");
    assertTrue(text(Timeline.recorder()).startsWith("timeline: 0 cycles"), "the timeline");
    for (Object shown : List.of(routing, SystemMap.of(system), Timeline.recorder())) {
      assertEquals(Set.of(Bundle.TEXT, Bundle.PNG), formats(shown));
    }
  }

  @Test
  void showsSystemsRunsAndTrainings() {
    MultitaskSystem system = Systems.grown(2, 1);
    assertTrue(text(system).contains("system of 2 tasks, "), text(system));
    assertTrue(text(system).contains("active percent"), text(system));
    assertTrue(text(Systems.root(1)).contains("system with a root of "), text(Systems.root(1)));
    var search = Systems.search("mnist", 2, 3, 5);
    String run = text(Systems.result(system, List.of(search)));
    assertTrue(run.contains("run of 1 cycle, stopped early: 1 row"), run);
    assertTrue(run.matches("(?s).*mnist +0 +6 .*nothing.*"), run);
    assertTrue(text(List.of(search)).contains("cycles: 1 row"));
    Trained trained =
        new Trained(
            system.root().path(), true, 1, List.of(0.25, 0.5), Trained.End.FINISHED, "", List.of());
    assertTrue(
        text(trained)
            .endsWith(
                "training that finished, best validation accuracy 0.5000, improved: 2 rows × 2 columns"),
        text(trained));
  }

  @Test
  void showsChoices() {
    assertTrue(text(Hyperparameters.muNet(2)).contains("opt_lr_schedule            cosine"));
    assertTrue(text(SearchSpace.layers(3)).contains("num_layers           3  1, 2, 3"));
  }

  @Test
  void showsImagesAsAPictureWithWords() {
    Source source = Source.of("pets", Systems.images(1, "s", "l"), Systems.images(1, "s", "l"));
    assertEquals("source 'pets': 4 classes, 12 train, no validation, 12 test", text(source));
    assertEquals(Set.of(Bundle.TEXT, Bundle.PNG), formats(source));
  }

  @Test
  void drawsArraysThatLookLikeImages() {
    try (NDManager scope = Torch.scope()) {
      Set<String> picture = Set.of(Bundle.TEXT, Bundle.PNG);
      Set<String> words = Set.of(Bundle.TEXT);
      assertEquals(picture, formats(scope.zeros(new Shape(3, 9, 8))));
      assertEquals(picture, formats(scope.full(new Shape(9, 8, 1), 255, DataType.UINT8)));
      assertEquals(words, formats(scope.full(new Shape(3, 9, 8), 1.5f)));
      assertEquals(words, formats(scope.zeros(new Shape(2, 9, 8))));
      assertEquals(picture, formats(Tensor.full(0.5f, 3, 9, 8)));
      assertEquals(words, formats(Tensor.full(Float.NaN, 3, 9, 8)));
      assertEquals("float32[2]: 0.0, 0.0", text(Tensor.zeros(2)));
    }
  }

  @Test
  void readsChannelsLastAsWell() {
    float[] first = new float[3 * 8 * 8];
    float[] last = new float[8 * 8 * 3];
    for (int i = 0; i < first.length; i++) {
      first[i] = i / 192f;
      last[i % 64 * 3 + i / 64] = i / 192f;
    }
    String one = Renderers.render(Tensor.of(first, 3, 8, 8)).data().get(Bundle.SVG);
    String other = Renderers.render(Tensor.of(last, 8, 8, 3)).data().get(Bundle.SVG);
    assertEquals(picture(one), picture(other));
  }

  private static String picture(String svg) {
    return svg.replaceAll("(?s).*base64,([^\"]*).*", "$1");
  }

  @Test
  void saysThatAnArrayIsClosed() {
    NDArray array;
    try (NDManager scope = Torch.scope()) {
      array = scope.zeros(new Shape(3, 9, 9));
    }
    assertTrue(text(array).startsWith("an array that is closed"), text(array));
  }

  @Test
  void showsMatricesMapsAndRecordsAsTables() {
    assertTrue(text(new float[2][100]).contains("float[2][100], its first 12 columns"));
    assertTrue(text(new int[][] {{1, 2}}).contains("  0    1    2"));
    assertEquals("[[1], [2, 3]]", text(new int[][] {{1}, {2, 3}}));
    assertTrue(text(Map.of("a", 1)).startsWith("key  value\n"));
    Point end = new Point(1, Optional.empty(), List.of());
    String points = text(List.of(end, new Point(2, Optional.of("b"), List.of(end))));
    assertEquals("2  b     1 record", points.lines().skip(3).findFirst().orElseThrow());
    assertTrue(formats(Set.of(end)).contains(Bundle.HTML));
    assertEquals("[]", text(List.of()));
  }

  @Test
  void looksIntoAnOptionalAndLeavesAStreamUnread() {
    assertEquals("empty", text(Optional.empty()));
    assertTrue(formats(Optional.of(Hyperparameters.muNet(1))).contains(Bundle.HTML));
    Stream<Integer> stream = Stream.of(1, 2);
    assertTrue(text(stream).startsWith("a stream"));
    assertEquals(List.of(1, 2), stream.toList());
  }

  @Test
  void spellsOutWhatWouldActInPlainText() {
    assertEquals("a\n\tb\\u001B[31m", text("a\n\tb\u001b[31m"));
    assertFalse(text("\u202e").contains("\u202e"));
  }

  private record Large(Number id) {}

  @Test
  void keepsEveryDigitOfLargeNumbers() {
    String digits = "12345678901234567890123";
    String big = text(List.of(new Large(new BigInteger(digits)), new Large(BigInteger.ONE)));
    assertTrue(big.contains(digits + "\n" + " ".repeat(22) + "1\n"), big);
    assertTrue(
        text(List.of(new Large(new BigDecimal("0.1234567890123456789")))).contains("456789"));
    String mixed = text(List.of(new Large(9007199254740993L), new Large(0.5)));
    assertTrue(mixed.contains("9007199254740993"), mixed);
  }

  @Test
  void showsJavasImagesNoLargerThanAPage() throws IOException {
    BufferedImage image = new BufferedImage(3000, 1500, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(
        0, 0, 2000, 1500, IntStream.generate(() -> 0xFF0000FF).limit(3_000_000).toArray(), 0, 2000);
    Map<String, String> data = Renderers.render(image).data();
    assertEquals("image of 3,000 × 1,500 pixels", data.get(Bundle.TEXT));
    byte[] png = Base64.getDecoder().decode(data.get(Bundle.PNG));
    BufferedImage shown = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(List.of(1024, 512), List.of(shown.getWidth(), shown.getHeight()));
    assertEquals(0xFF0000FF, shown.getRGB(100, 500));
    assertEquals(0xFFFFFFFF, shown.getRGB(1000, 100), "transparent is white");
  }

  @Test
  void callsTheComponentsOfARootItsOwn() {
    String shown = text(Systems.grown(1, 1).root());
    assertFalse(shown.contains("this model"), shown);
    assertTrue(shown.contains("  root\n"), shown);
  }
}
