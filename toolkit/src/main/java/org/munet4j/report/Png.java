package org.munet4j.report;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG images (8-bit RGB) without AWT; equal pixels give equal bytes. */
public final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte[] RGB_8_BIT = {8, 2, 0, 0, 0};

  private Png() {}

  /**
   * The bytes of a PNG file.
   *
   * @param pixels [row, column] as {@code 0xRRGGBB}; higher bits are ignored
   */
  public static byte[] encode(int width, int height, int[] pixels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    byte[] header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(RGB_8_BIT).array();
    chunk(out, "IHDR", header);
    chunk(out, "IDAT", deflated(lines(width, height, pixels)));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  /** Each line begins with its filter; 0 stands for the plain pixels, best for flat colours. */
  private static byte[] lines(int width, int height, int[] pixels) {
    byte[] lines = new byte[Math.multiplyExact(height, 1 + 3 * width)];
    int next = 0;
    for (int row = 0; row < height; row++) {
      lines[next++] = 0;
      for (int column = 0; column < width; column++) {
        int pixel = pixels[row * width + column];
        lines[next++] = (byte) (pixel >> 16);
        lines[next++] = (byte) (pixel >> 8);
        lines[next++] = (byte) pixel;
      }
    }
    return lines;
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
  }
}
