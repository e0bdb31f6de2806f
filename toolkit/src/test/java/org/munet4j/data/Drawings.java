package org.munet4j.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Makes image files for tests. */
public final class Drawings {
  private Drawings() {}

  /** A file of seeded noise: grey, or RGB when {@code type} says so. */
  static byte[] noise(String format, int type, int columns, int rows, long seed) {
    BufferedImage image = new BufferedImage(columns, rows, type);
    byte[] noise = Folders.random(seed, columns * rows * image.getRaster().getNumBands());
    for (int at = 0; at < noise.length; at++) {
      int band = at % image.getRaster().getNumBands();
      int pixel = at / image.getRaster().getNumBands();
      image.getRaster().setSample(pixel % columns, pixel / columns, band, noise[at] & 0xff);
    }
    return encoded(image, format);
  }

  public static byte[] grey(int columns, int rows, long seed) {
    return noise("png", BufferedImage.TYPE_BYTE_GRAY, columns, rows, seed);
  }

  static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("cannot write " + format);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return out.toByteArray();
  }

  /** A small PNG file whose header promises many grey pixels, all black. */
  static byte[] bomb(int columns, int rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataOutputStream png = new DataOutputStream(out)) {
      png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a});
      ByteBuffer header = ByteBuffer.allocate(13).putInt(columns).putInt(rows);
      chunk(png, "IHDR", header.put(new byte[] {8, 0, 0, 0, 0}).array());
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
        deflater.write(new byte[1_000_000]);
      }
      chunk(png, "IDAT", packed.toByteArray());
      chunk(png, "IEND", new byte[0]);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return out.toByteArray();
  }

  private static void chunk(DataOutputStream png, String name, byte[] content) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(name.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    sum.update(content);
    png.writeInt(content.length);
    png.writeBytes(name);
    png.write(content);
    png.writeInt((int) sum.getValue());
  }
}
