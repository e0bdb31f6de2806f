package org.munet4j.train;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** What JPEG leaves of an image; written and read in memory. */
final class Jpeg {
  private Jpeg() {}

  /**
   * @param pixels [channel, row, column], one channel or three
   * @param quality 0 to 100, as libjpeg counts
   */
  static byte[] read(byte[] pixels, int rows, int columns, int quality) {
    try {
      return pixels(decoded(encoded(image(pixels, rows, columns), quality)), pixels.length);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write a JPEG in memory", failure);
    }
  }

  private static BufferedImage image(byte[] pixels, int rows, int columns) {
    boolean isGrey = pixels.length == rows * columns;
    int type = isGrey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage image = new BufferedImage(columns, rows, type);
    WritableRaster raster = image.getRaster();
    int[] samples = new int[rows * columns];
    for (int band = 0; band < raster.getNumBands(); band++) {
      for (int i = 0; i < samples.length; i++) {
        samples[i] = pixels[band * samples.length + i] & 0xFF;
      }
      raster.setSamples(0, 0, columns, rows, band, samples);
    }
    return image;
  }

  private static byte[] encoded(BufferedImage image, int quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(quality / 100f);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }

  private static Raster decoded(byte[] file) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      return reader.read(0).getRaster();
    } finally {
      reader.dispose();
    }
  }

  private static byte[] pixels(Raster raster, int length) {
    byte[] pixels = new byte[length];
    int plane = length / raster.getNumBands();
    for (int band = 0; band < raster.getNumBands(); band++) {
      int[] samples =
          raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), band, (int[]) null);
      for (int i = 0; i < plane; i++) {
        pixels[band * plane + i] = (byte) samples[i];
      }
    }
    return pixels;
  }
}
