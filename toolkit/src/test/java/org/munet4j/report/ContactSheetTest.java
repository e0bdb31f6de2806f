package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.munet4j.data.Images;

class ContactSheetTest {
  private static Images images(int channels, List<String> names) {
    byte[] pixels = new byte[8 * channels * 2 * 3];
    IntStream.range(0, pixels.length).forEach(i -> pixels[i] = (byte) i);
    int[] labels = IntStream.range(0, 8).map(i -> i % 2).toArray();
    return Images.of(channels, 2, 3, pixels, labels, names, "made up", "none stated");
  }

  private static List<Mark.Raster> rasters(Drawing drawing) {
    return drawing.marks().stream()
        .filter(Mark.Raster.class::isInstance)
        .map(Mark.Raster.class::cast)
        .toList();
  }

  @Test
  void showsThePixelsOfGreyAndColourImages() throws IOException {
    for (int channels : new int[] {1, 3}) {
      Drawing sheet = ContactSheet.of(images(channels, List.of("a", "b"))).drawing();
      byte[] png = Base64.getDecoder().decode(rasters(sheet).get(0).png());
      int pixel = ImageIO.read(new ByteArrayInputStream(png)).getRGB(2, 1) & 0xFFFFFF;
      assertEquals(channels == 1 ? 0x050505 : 0x050B11, pixel);
    }
  }

  @Test
  void showsAsManyImagesOfEachClassAsAskedFor() {
    ContactSheet sheet = ContactSheet.of(images(1, List.of("a", "b", "none here")));
    assertEquals(6, rasters(sheet.ofEachClass(3).drawing()).size());
    assertEquals(8, rasters(sheet.inRowsOf(5).drawing()).size());
  }

  private static Images classes(int count, int perClass, int side, String name) {
    byte[] pixels = new byte[count * perClass * side * side];
    int[] labels = IntStream.range(0, count * perClass).map(i -> i % count).toArray();
    List<String> names = IntStream.range(0, count).mapToObj(i -> name + i).toList();
    return Images.of(1, side, side, pixels, labels, names, "made up", "none stated");
  }

  private static List<Mark.Text> names(Drawing drawing, String name) {
    return drawing.marks().stream()
        .filter(mark -> mark instanceof Mark.Text text && text.tip().startsWith(name))
        .map(Mark.Text.class::cast)
        .toList();
  }

  @Test
  void letsClassesFlowInRowsWithTheirNamesBelow() {
    Drawing sheet = ContactSheet.of(classes(24, 1, 28, "name")).ofEachClass(1).drawing();
    List<Mark.Raster> pictures = rasters(sheet);
    long inFirstRow = pictures.stream().filter(one -> one.y() == pictures.get(0).y()).count();
    assertTrue(inFirstRow >= 8 && inFirstRow <= 12, inFirstRow + " in a row");
    assertTrue(sheet.height() < sheet.width(), sheet.toString());
    Mark.Text name = names(sheet, "name0").get(0);
    Mark.Raster first = pictures.get(0);
    assertEquals(first.x() + first.width() / 2, name.x());
    assertTrue(name.y() > first.y() + first.height());
  }

  @TestFactory
  Stream<DynamicTest> noSheetIsATowerAndNoNamesOverlap() {
    return IntStream.of(1, 2, 3, 4, 10, 64)
        .boxed()
        .flatMap(
            each ->
                IntStream.of(8, 28, 32, 105, 300)
                    .mapToObj(
                        side ->
                            DynamicTest.dynamicTest(
                                each + " of " + side + " pixels",
                                () -> isFlowing(classes(70, Math.min(each, 5), side, "x"), each))));
  }

  private static void isFlowing(Images images, int each) {
    Drawing sheet = ContactSheet.of(images).ofEachClass(each).drawing();
    assertTrue(sheet.height() < 1.7 * sheet.width(), sheet.toString());
    assertTrue(sheet.width() <= 880, sheet.toString());
    List<Mark.Text> names = names(sheet, "x");
    for (int i = 1; i < names.size(); i++) {
      Mark.Text left = names.get(i - 1);
      Mark.Text right = names.get(i);
      double room = right.x() - left.x();
      assertTrue(
          left.y() != right.y()
              || room
                  >= (Words.width(left.text(), left.size())
                          + Words.width(right.text(), right.size()))
                      / 2);
    }
  }

  @Test
  void shortensLongNamesAndKeepsThemInTheTip() {
    String longName = "a_name_that_is_much_wider_than_its_picture_";
    Drawing sheet = ContactSheet.of(classes(20, 1, 28, longName)).ofEachClass(1).drawing();
    Mark.Text name = names(sheet, longName).get(0);
    assertTrue(name.text().endsWith("…"), name.text());
    assertEquals(longName + "0", name.tip());
  }

  @Test
  void tellsHowManyClassesItLeavesOut() {
    Images many = classes(100, 4, 8, "class ");
    Drawing one = ContactSheet.of(many).ofEachClass(1).drawing();
    assertEquals(60, rasters(one).size());
    assertTrue(one.toSvg().contains("… and 40 more classes"));
    Drawing sixty = ContactSheet.of(classes(60, 1, 8, "class ")).ofEachClass(1).drawing();
    assertFalse(sixty.toSvg().contains("more class"));
  }

  @Test
  void shrinksLargeImagesByMeans() throws IOException {
    byte[] pixels = new byte[200 * 100];
    IntStream.range(0, pixels.length).forEach(i -> pixels[i] = (byte) (i % 2 == 0 ? 0 : 200));
    Images large =
        Images.of(1, 200, 100, pixels, new int[] {0}, List.of("a", "b"), "made up", "none stated");
    byte[] png = Base64.getDecoder().decode(Thumbnail.png(large, 0, 4));
    BufferedImage small = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(50, small.getHeight());
    assertEquals(25, small.getWidth());
    assertEquals(0x646464, small.getRGB(12, 12) & 0xFFFFFF);
  }

  @Test
  void showsHostileClassNamesAsText() {
    Drawing sheet = ContactSheet.of(images(1, List.of("<b>", "</script>"))).drawing();
    assertEquals(0, Xml.parse(sheet.toSvg()).getElementsByTagName("b").getLength());
  }
}
