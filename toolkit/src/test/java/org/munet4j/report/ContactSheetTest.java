package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
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

  @Test
  void shrinksLargeImagesByMeans() throws IOException {
    byte[] pixels = new byte[200 * 100];
    IntStream.range(0, pixels.length).forEach(i -> pixels[i] = (byte) (i % 2 == 0 ? 0 : 200));
    Images large =
        Images.of(1, 200, 100, pixels, new int[] {0}, List.of("a", "b"), "made up", "none stated");
    byte[] png = Base64.getDecoder().decode(Thumbnail.png(large, 0));
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
