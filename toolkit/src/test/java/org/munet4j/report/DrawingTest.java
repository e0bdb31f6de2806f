package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class DrawingTest {
  private static final String HOSTILE = "</script><b>\"'&\u0007\u202E\uD800 x";

  private final Drawing drawing =
      new Drawing(
          HOSTILE,
          120.5,
          60,
          List.of(
              Mark.Box.filled(10, 10, 40, 20, Ink.ofTask(0)),
              new Mark.Circle(80, 30, 8.25, Ink.ROOT.faded(0.5), Ink.TEXT.pen(1.5), HOSTILE),
              Mark.Line.between(0, 0, 120, 60, Ink.GRID.pen(1)),
              Mark.Text.of(4, 50, HOSTILE, 11, Ink.TEXT).anchored(Mark.Anchor.MIDDLE).bold(),
              new Mark.Raster(60, 2, 8, 8, checkers(), "")));

  private static String checkers() {
    int[] pixels = {0xFF0000, 0x00FF00, 0x0000FF, 0x123456};
    return Base64.getEncoder().encodeToString(Png.encode(2, 2, pixels));
  }

  @Test
  void showsHostileNamesAsText() {
    String svg = drawing.toSvg();
    assertFalse(svg.contains("<b>") || svg.contains("<script") || svg.contains("</script"));
    Document parsed = Xml.parse(svg);
    String shown = parsed.getElementsByTagName("text").item(0).getTextContent();
    assertEquals("</script><b>\"'&\\u0007\\u202E\\uD800 x", shown);
    assertEquals(shown, parsed.getElementsByTagName("title").item(1).getTextContent());
  }

  @Test
  void givesPngOfTheScaledSize() throws IOException {
    BufferedImage image = decode(drawing.toPng(2).orElseThrow());
    assertEquals(241, image.getWidth());
    assertEquals(120, image.getHeight());
    assertEquals(0x0072B2, image.getRGB(60, 40) & 0xFFFFFF, "the filled box");
    assertEquals(0xFF0000, image.getRGB(122, 6) & 0xFFFFFF, "the raster's first pixel");
    assertEquals(0xFFFFFF, image.getRGB(230, 4) & 0xFFFFFF, "the ground");
  }

  @Test
  void encodesPngThatOthersRead() throws IOException {
    int[] pixels = new int[7 * 5];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i * 0x030712 & 0xFFFFFF;
    }
    BufferedImage image = decode(Png.encode(7, 5, pixels));
    for (int i = 0; i < pixels.length; i++) {
      assertEquals(pixels[i], image.getRGB(i % 7, i / 7) & 0xFFFFFF);
    }
  }

  @Test
  void givesTheSameBytesInGermany() {
    assertEquals(drawing.toSvg(), Locales.german(drawing::toSvg));
    assertArrayEquals(
        drawing.toPng(1).orElseThrow(), Locales.german(() -> drawing.toPng(1)).orElseThrow());
  }

  @Test
  void answersNothingWhereDrawingFails() {
    Mark broken = new Mark.Raster(0, 0, 1, 1, "not base64", "");
    assertTrue(new Drawing("broken", 10, 10, List.of(broken)).toPng(1).isEmpty());
  }

  @Test
  void refusesPlacesThatAreNoNumbers() {
    assertThrows(
        IllegalArgumentException.class, () -> Mark.Box.filled(Double.NaN, 0, 1, 1, Ink.TEXT));
    assertThrows(IllegalArgumentException.class, () -> new Drawing("none", 0, 10, List.of()));
  }

  private static BufferedImage decode(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
