package org.munet4j.report.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.api.VerticalBarPlot;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.ViolinTrace;

class PictureTest {
  private static final int BLUE = 0x1F77B4;
  private static final int ORANGE = 0xFF7F0E;
  private static final int GREEN = 0x2CA02C;

  /** Colours that must be in the picture, as they are or half seen through. */
  private static final Map<String, List<Integer>> INKS =
      Map.ofEntries(
          Map.entry("scatter", List.of(BLUE)),
          Map.entry("grouped scatter", List.of(mixed(BLUE), mixed(ORANGE), mixed(GREEN))),
          Map.entry("line", List.of(BLUE)),
          Map.entry("area", List.of(BLUE, ORANGE, GREEN)),
          Map.entry("time series", List.of(BLUE)),
          Map.entry("bubble", List.of(0x62A0CA, 0xFFA556, 0x6BBC6B)),
          Map.entry("bar", List.of(BLUE)),
          Map.entry("horizontal bar", List.of(BLUE)),
          Map.entry("grouped bar", List.of(BLUE, ORANGE)),
          Map.entry("stacked bar", List.of(BLUE, ORANGE)),
          Map.entry("histogram", List.of(BLUE)),
          Map.entry("box", List.of(BLUE, 0x8FBBD9)),
          Map.entry("violin", List.of(BLUE, 0x8FBBD9)),
          Map.entry("heat map", List.of(0x050AAC, 0xB20A1C)),
          Map.entry("contour", List.of(0x050AAC, 0xB20A1C)),
          Map.entry("two histograms", List.of(0x050AAC, 0xB20A1C)),
          Map.entry("pie", List.of(BLUE, ORANGE, GREEN)),
          Map.entry("space", List.of(BLUE, ORANGE, GREEN)),
          Map.entry("candles", List.of(0x3D9970, 0xFF4136)),
          Map.entry("prices", List.of(0x3D9970, 0xFF4136)));

  /** What jsplot's grouped scatter asks for: three quarters of the colour on white. */
  private static int mixed(int rgb) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      mixed |= (int) Math.round(255 + ((rgb >> shift & 0xFF) - 255) * 0.75) << shift;
    }
    return mixed;
  }

  private static BufferedImage picture(Figure figure) throws IOException {
    byte[] png = PlotlyFigure.of(figure).toPng(1).orElseThrow();
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static long pixels(BufferedImage image, int rgb) {
    int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return java.util.Arrays.stream(all).filter(pixel -> near(pixel, rgb)).count();
  }

  private static boolean near(int pixel, int rgb) {
    return Math.abs((pixel >> 16 & 0xFF) - (rgb >> 16 & 0xFF)) <= 3
        && Math.abs((pixel >> 8 & 0xFF) - (rgb >> 8 & 0xFF)) <= 3
        && Math.abs((pixel & 0xFF) - (rgb & 0xFF)) <= 3;
  }

  @TestFactory
  Stream<DynamicTest> hasInkOfTheRightColours() {
    assertEquals(Figures.all().keySet(), INKS.keySet());
    return Figures.all().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      BufferedImage image = picture(entry.getValue());
                      for (int ink : INKS.get(entry.getKey())) {
                        long found = pixels(image, ink);
                        assertTrue(found > 20, () -> "%06x: %d pixels".formatted(ink, found));
                      }
                    }));
  }

  @Test
  void drawsBarsAsHighAsTheirNumbers() throws IOException {
    BufferedImage image =
        picture(
            new Figure(
                Layout.builder("t").build(),
                BarTrace.builder(new String[] {"a", "b"}, new double[] {1, 4})
                    .marker(Marker.builder().color("tomato").build())
                    .build()));
    int width = image.getWidth();
    long low = column(image, 80 + (width - 160) / 4, 0xFF6347);
    long high = column(image, 80 + (width - 160) * 3 / 4, 0xFF6347);
    assertEquals(4, high / (double) low, 0.1);
  }

  private static long column(BufferedImage image, int x, int rgb) {
    return java.util.stream.IntStream.range(0, image.getHeight())
        .filter(y -> near(image.getRGB(x, y), rgb))
        .count();
  }

  @Test
  void placesPowersOfTenAtEqualDistances() {
    List<Ticks.Tick> ticks = Ticks.of(new Scale(Scale.Kind.LOG, List.of()), -5, 4, 10);
    assertEquals("10μ", ticks.get(0).label());
    assertEquals("10k", ticks.get(ticks.size() - 1).label());
    assertEquals(10, ticks.size());
    Axis log = Axis.builder().type(Axis.Type.LOG).build();
    double[] numbers = {1e-300, 1, 1e300};
    Layout layout = Layout.builder("t").yAxis(log).build();
    Figure extreme = new Figure(layout, ScatterTrace.builder(numbers, numbers).build());
    assertTrue(PlotlyFigure.of(extreme).toPng(1).isPresent());
  }

  @Test
  void labelsLargeAndSmallNumbersShortly() {
    Scale linear = new Scale(Scale.Kind.LINEAR, List.of());
    assertEquals(List.of("0", "0.5", "1"), labels(Ticks.of(linear, 0, 1, 3)));
    assertEquals(List.of("0", "10k", "20k"), labels(Ticks.of(linear, 0, 20_000, 3)));
    assertEquals(List.of("−1", "0", "1"), labels(Ticks.of(linear, -1, 1, 3)));
  }

  private static List<String> labels(List<Ticks.Tick> ticks) {
    return ticks.stream().map(Ticks.Tick::label).toList();
  }

  @Test
  void drawsFiguresWithoutAnyNumber() {
    Table empty = Table.create("t", StringColumn.create("n"), DoubleColumn.create("v"));
    assertTrue(PlotlyFigure.of(VerticalBarPlot.create("t", empty, "n", "v")).toPng(1).isPresent());
    double[] missing = {Double.NaN};
    Figure none = new Figure(ScatterTrace.builder(missing, missing).build());
    assertTrue(PlotlyFigure.of(none).toPng(1).isPresent());
    assertTrue(PlotlyFigure.of(Figures.hostile()).toPng(1).isPresent());
  }

  @Test
  void repeatsToTheByte() {
    Figure figure = Figures.all().get("area");
    assertArrayEquals(
        PlotlyFigure.of(figure).toPng(1.5).orElseThrow(),
        PlotlyFigure.of(figure).toPng(1.5).orElseThrow());
  }

  @Test
  void boxesShowPlotlysQuartiles() {
    Quartiles quartiles = Quartiles.of(new double[] {1, 2, 3, 4, 100});
    assertEquals(new Quartiles(1, 1.75, 3, 28, 4).median(), quartiles.median());
    assertEquals(1.75, quartiles.first());
    assertEquals(28, quartiles.third());
  }

  @Test
  void labelsExtremeNumbersWithTheirExponent() {
    Scale linear = new Scale(Scale.Kind.LINEAR, List.of());
    assertEquals(List.of("0", "0.5e308", "1e308"), labels(Ticks.of(linear, 0, 1e308, 3)));
    assertEquals(List.of("0", "1e18", "2e18"), labels(Ticks.of(linear, 0, 2e18, 3)));
    assertEquals(List.of("0", "1e-300", "2e-300"), labels(Ticks.of(linear, 0, 2e-300, 3)));
    assertEquals(List.of("0", "100T", "200T"), labels(Ticks.of(linear, 0, 2e14, 3)));
  }

  @Test
  void labelsPartsOfASecond() {
    Scale dates = new Scale(Scale.Kind.DATE, List.of());
    assertEquals(
        List.of("00:00:00.001\nJan 1, 1970", "00:00:00.002", "00:00:00.003"),
        labels(Ticks.of(dates, 1, 3, 3)));
    assertEquals(
        List.of("00:00:00.0\nJan 1, 1970", "00:00:00.5", "00:00:01.0"),
        labels(Ticks.of(dates, 0, 1000, 3)));
  }

  @Test
  void keepsAViolinWideBesideEqualNumbers() throws IOException {
    Object[] names = {"a", "a", "a", "a", "b", "b"};
    double[] varied = {1, 2, 3, 4, 5, 5};
    BufferedImage image = picture(new Figure(ViolinTrace.builder(names, varied).build()));
    assertTrue(pixels(image, 0x8FBBD9) > 2000, pixels(image, 0x8FBBD9) + " pixels inside");
  }
}
