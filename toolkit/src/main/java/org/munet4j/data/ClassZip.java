package org.munet4j.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.munet4j.internal.Require;

/**
 * Reads a zip of class folders, {@code <split>/<class>/<image>} or {@code <class>/<image>} (then
 * all is train), without extracting it.
 *
 * <p>Images are PNG, JPEG or BMP. They stay grey if all of them are, classes are sorted by name,
 * and each split is shuffled once as in {@link Source#shuffled()}. A builder that is a value.
 *
 * @param zip the file; the source is named after it
 * @param licence the terms, "none stated" where the source says nothing
 * @param side rows and columns that all images get, or 0 to keep their size
 * @param decoding who watches, where the pixels stay, and how much is read
 */
public record ClassZip(Path zip, String licence, int side, Decoding decoding) {
  public ClassZip {
    Require.that(
        side >= 0 && side <= Pictures.LONGEST_SIDE,
        "zip '%s': side is %d, needs 1 to %d",
        zip,
        side,
        Pictures.LONGEST_SIDE);
  }

  /** Defaults: licence "none stated", images keep their size, {@link Decoding#plain()}. */
  public static ClassZip at(Path zip) {
    return new ClassZip(zip, "none stated", 0, Decoding.plain());
  }

  /** Reads a zip whose images have one size. */
  public static Source read(Path zip, String licence) {
    return at(zip).licence(licence).read();
  }

  public ClassZip licence(String licence) {
    return new ClassZip(zip, licence, side, decoding);
  }

  /** Cuts the centre square out of each image and scales it to this many rows and columns. */
  public ClassZip resizedTo(int side) {
    return new ClassZip(zip, licence, side, decoding);
  }

  /** Sets who watches, where the pixels stay, and how much is read. */
  public ClassZip decoding(Decoding decoding) {
    return new ClassZip(zip, licence, side, decoding);
  }

  /**
   * Reads all splits.
   *
   * @throws DataException if the zip or an image is damaged, hostile or does not fit the others
   */
  public Source read() {
    Require.that(Files.isRegularFile(zip), "zip '%s' does not exist; name an existing file", zip);
    try (SafeZip open = SafeZip.open(zip, SafeZip.Limits.of(decoding))) {
      List<ClassTree.Item> items = ClassTree.items(zip.toString(), open.names());
      String file = zip.getFileName().toString();
      Decoder decoder =
          new Decoder(
              zip.toString(), file, licence, items, open::read, side, decoding, open::identity);
      return decoder.source(file.replaceFirst("(?i)\\.zip$", ""));
    }
  }
}
