package org.munet4j.data;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes PNG, JPEG and BMP files that are not trusted: the size in the header is checked before a
 * pixel is decoded, and metadata is ignored. Transparent pixels are laid on white paper.
 */
final class Pictures {
  static final int LONGEST_SIDE = 4_096;
  static final int MOST_PIXELS = 16_000_000;

  static {
    ImageIO.setUseCache(false);
  }

  private Pictures() {}

  /**
   * @param name file and entry, for the sentence
   * @throws DataException if the file is damaged, too large or of another format
   */
  static Picture decode(String name, byte[] file) {
    Optional<String> format = format(file);
    DataException.unless(
        format.isPresent(),
        "%s: is no PNG, JPEG or BMP image (%s); convert it or take it away",
        name,
        file.length == 0 ? "it is empty" : "its first bytes say so");
    ImageReader reader = ImageIO.getImageReadersByFormatName(format.get()).next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      checkSize(name, reader.getWidth(0), reader.getHeight(0));
      return picture(reader.read(0)).greyIfPossible();
    } catch (DataException refused) {
      throw refused;
    } catch (IOException | RuntimeException | OutOfMemoryError damaged) {
      throw new DataException(
              "%s: damaged %s image (%s); take it away or get it again",
              name, format.get(), damaged.getMessage())
          .because(damaged);
    } finally {
      reader.dispose();
    }
  }

  private static Optional<String> format(byte[] file) {
    if (starts(file, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
      return Optional.of("png");
    }
    if (starts(file, 0xff, 0xd8, 0xff)) {
      return Optional.of("jpeg");
    }
    return starts(file, 'B', 'M') ? Optional.of("bmp") : Optional.empty();
  }

  private static boolean starts(byte[] file, int... signature) {
    for (int at = 0; at < signature.length; at++) {
      if (file.length <= at || (file[at] & 0xff) != signature[at]) {
        return false;
      }
    }
    return true;
  }

  private static void checkSize(String name, int columns, int rows) {
    DataException.unless(
        columns >= 1
            && rows >= 1
            && columns <= LONGEST_SIDE
            && rows <= LONGEST_SIDE
            && (long) columns * rows <= MOST_PIXELS,
        "%s: image is %,dx%,d pixels, at most %,d a side and %,d in all are read; make it smaller",
        name,
        columns,
        rows,
        LONGEST_SIDE,
        MOST_PIXELS);
  }

  private static Picture picture(BufferedImage image) {
    boolean palette = image.getColorModel() instanceof IndexColorModel;
    return !palette && image.getRaster().getNumBands() <= 2 ? grey(image) : colour(image);
  }

  /** Takes the numbers as they are: Java would change the brightness of grey images. */
  private static Picture grey(BufferedImage image) {
    Raster raster = image.getRaster();
    int rows = raster.getHeight();
    int columns = raster.getWidth();
    double white = (1L << raster.getSampleModel().getSampleSize(0)) - 1;
    byte[] pixels = new byte[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = raster.getSample(column, row, 0) / white;
        if (raster.getNumBands() == 2) {
          double cover = raster.getSample(column, row, 1) / white;
          value = value * cover + 1 - cover;
        }
        pixels[row * columns + column] = (byte) (int) (255 * value + 0.5);
      }
    }
    return new Picture(1, rows, columns, pixels);
  }

  private static Picture colour(BufferedImage image) {
    ColorModel colours = image.getColorModel();
    boolean plain =
        colours instanceof ComponentColorModel
            && colours.getNumComponents() == 3
            && colours.getColorSpace().isCS_sRGB()
            && colours.getComponentSize(0) == 8;
    return plain ? samples(image.getRaster()) : converted(image);
  }

  private static Picture samples(Raster raster) {
    int[] samples = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
    int area = samples.length / 3;
    byte[] pixels = new byte[samples.length];
    for (int at = 0; at < samples.length; at++) {
      pixels[at % 3 * area + at / 3] = (byte) samples[at];
    }
    return new Picture(3, raster.getHeight(), raster.getWidth(), pixels);
  }

  private static Picture converted(BufferedImage image) {
    int rows = image.getHeight();
    int columns = image.getWidth();
    int[] packed = image.getRGB(0, 0, columns, rows, null, 0, columns);
    byte[] pixels = new byte[3 * packed.length];
    for (int pixel = 0; pixel < packed.length; pixel++) {
      int alpha = packed[pixel] >>> 24;
      for (int channel = 0; channel < 3; channel++) {
        int value = packed[pixel] >> (16 - 8 * channel) & 0xff;
        int onPaper = (value * alpha + 255 * (255 - alpha) + 127) / 255;
        pixels[channel * packed.length + pixel] = (byte) onPaper;
      }
    }
    return new Picture(3, rows, columns, pixels);
  }
}
