package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.munet4j.Cases;

class PicturesTest {
  @Test
  void keepsTheNumbersOfGreyImages() {
    for (String format : new String[] {"png", "bmp"}) {
      byte[] file = Drawings.noise(format, BufferedImage.TYPE_BYTE_GRAY, 7, 5, 3);
      Picture picture = Pictures.decode("x", file);
      assertEquals(1, picture.channels());
      assertEquals(5, picture.rows());
      assertEquals(7, picture.columns());
      assertArrayEquals(Folders.random(3, 35), picture.pixels(), format);
    }
  }

  @Test
  void ordersColoursByChannel() {
    byte[] file = Drawings.noise("png", BufferedImage.TYPE_INT_RGB, 4, 3, 5);
    Picture picture = Pictures.decode("x", file);
    byte[] interleaved = Folders.random(5, 36);
    for (int at = 0; at < 36; at++) {
      assertEquals(interleaved[at], picture.pixels()[at % 3 * 12 + at / 3]);
    }
  }

  @Test
  void readsOneBitImagesAndJpeg() {
    BufferedImage bits = new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_BINARY);
    bits.setRGB(4, 2, 0xffffff);
    byte[] pixels = Pictures.decode("x", Drawings.encoded(bits, "png")).pixels();
    assertEquals((byte) 255, pixels[2 * 9 + 4]);
    assertEquals(81, pixels.length);
    BufferedImage red = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int at = 0; at < 256; at++) {
      red.setRGB(at % 16, at / 16, 0xff0000);
    }
    Picture jpeg = Pictures.decode("x", Drawings.encoded(red, "jpeg"));
    assertEquals(3, jpeg.channels());
    assertEquals(254, jpeg.pixels()[0] & 0xff, 2);
    assertEquals(0, jpeg.pixels()[256] & 0xff, 2);
  }

  @Test
  void looksColoursUpInAPalette() {
    byte[] red = {(byte) 255, 16, 0};
    byte[] green = {0, 32, 0};
    byte[] blue = {7, 48, 0};
    for (int transparent : new int[] {-1, 2}) {
      IndexColorModel palette = new IndexColorModel(2, 3, red, green, blue, transparent);
      BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
      image.getRaster().setPixels(0, 0, 3, 1, new int[] {1, 0, 2});
      byte last = (byte) (transparent < 0 ? 0 : 255);
      assertArrayEquals(
          new byte[] {16, -1, last, 32, 0, last, 48, 7, last},
          Pictures.decode("x", Drawings.encoded(image, "png")).pixels());
    }
  }

  @Test
  void laysTransparentPixelsOnWhitePaper() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0xff102030);
    Picture picture = Pictures.decode("x", Drawings.encoded(image, "png"));
    assertArrayEquals(new byte[] {16, -1, 32, -1, 48, -1}, picture.pixels());
  }

  @Test
  void takesColourFilesWithoutColourAsGrey() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0x505050);
    Picture picture = Pictures.decode("x", Drawings.encoded(image, "png"));
    assertArrayEquals(new byte[] {0x50, 0}, picture.pixels());
    assertArrayEquals(new byte[] {80, 0, 80, 0, 80, 0}, picture.withChannels(3).pixels());
  }

  @Test
  void refusesAnImageBombByItsHeader() {
    byte[] bomb = Drawings.bomb(20_000, 20_000);
    Refusals.damaged(
        () -> Pictures.decode("a.zip: 'x.png'", bomb), "'x.png'", "20,000x20,000", "4,096");
    Refusals.damaged(
        () -> Pictures.decode("x", Drawings.bomb(4_096, 4_000)), "4,096x4,000", "16,000,000");
  }

  @Test
  void refusesOtherFormatsByName() {
    byte[] gif = "GIF89a....".getBytes(StandardCharsets.US_ASCII);
    Refusals.damaged(() -> Pictures.decode("x.gif", gif), "x.gif", "PNG, JPEG or BMP");
    Refusals.damaged(() -> Pictures.decode("x.png", new byte[0]), "x.png", "empty");
  }

  @Test
  void anySeededDamageIsReadOrRefusedByASentence() {
    byte[][] files = {
      Drawings.grey(12, 9, 1),
      Drawings.noise("png", BufferedImage.TYPE_INT_RGB, 9, 9, 2),
      Drawings.noise("jpeg", BufferedImage.TYPE_INT_RGB, 16, 9, 3),
      Drawings.noise("bmp", BufferedImage.TYPE_INT_RGB, 9, 9, 4)
    };
    Cases.check(
        1_200,
        random -> {
          byte[] damaged = Folders.damaged(files[random.nextInt(files.length)], random);
          Refusals.readOrRefused(() -> Pictures.decode("some file name.png", damaged));
        });
  }

  @Test
  void resizesAFlatPictureToAFlatPicture() {
    Cases.check(
        200,
        random -> {
          byte[] flat = new byte[random.nextInt(1, 40) * 7];
          Arrays.fill(flat, (byte) random.nextInt());
          Picture small = new Picture(1, flat.length / 7, 7, flat).resizedTo(1 + random.nextInt(9));
          for (byte pixel : small.pixels()) {
            assertEquals(flat[0], pixel);
          }
        });
  }

  @Test
  void averagesTheAreaWhenItShrinks() {
    byte[] stripes = new byte[64];
    for (int at = 0; at < 64; at++) {
      stripes[at] = (byte) (at % 2 * 200);
    }
    Picture small = new Picture(1, 8, 8, stripes).resizedTo(2);
    for (byte pixel : small.pixels()) {
      assertEquals(100, pixel & 0xff, 15);
    }
  }
}
