package org.munet4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.munet4j.internal.Require;

/**
 * Reads class folders, {@code <split>/<class>/<image>} or {@code <class>/<image>} (then all is
 * train).
 *
 * <p>Images are PNG, JPEG or BMP. They stay grey if all of them are, classes are sorted by name,
 * and each split is shuffled once as in {@link Source#shuffled()}. A builder that is a value.
 *
 * @param folder the outermost one; the source is named after it
 * @param licence the terms, "none stated" where the source says nothing
 * @param side rows and columns that all images get, or 0 to keep their size
 * @param decoding who watches, where the pixels stay, and how much is read
 */
public record ClassFolders(Path folder, String licence, int side, Decoding decoding) {
  private static final int DEEPEST = 8;

  public ClassFolders {
    Require.that(
        side >= 0 && side <= Pictures.LONGEST_SIDE,
        "folder '%s': side is %d, needs 1 to %d",
        folder,
        side,
        Pictures.LONGEST_SIDE);
  }

  /** Defaults: licence "none stated", images keep their size, {@link Decoding#plain()}. */
  public static ClassFolders at(Path folder) {
    return new ClassFolders(folder, "none stated", 0, Decoding.plain());
  }

  /** Reads a folder whose images have one size. */
  public static Source read(Path folder, String licence) {
    return at(folder).licence(licence).read();
  }

  public ClassFolders licence(String licence) {
    return new ClassFolders(folder, licence, side, decoding);
  }

  /** Cuts the centre square out of each image and scales it to this many rows and columns. */
  public ClassFolders resizedTo(int side) {
    return new ClassFolders(folder, licence, side, decoding);
  }

  /** Sets who watches, where the pixels stay, and how much is read. */
  public ClassFolders decoding(Decoding decoding) {
    return new ClassFolders(folder, licence, side, decoding);
  }

  /**
   * Reads all splits.
   *
   * @throws DataException if an image is damaged, hostile or does not fit the others
   */
  public Source read() {
    Require.that(
        Files.isDirectory(folder), "folder '%s' does not exist; name an existing one", folder);
    List<ClassTree.Item> items = ClassTree.items(folder.toString(), names());
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    return new Decoder(
            folder.toString(),
            name,
            licence,
            items,
            this::content,
            side,
            decoding,
            () -> identity(items))
        .source(name);
  }

  private List<String> names() {
    try (Stream<Path> files = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
      List<String> names =
          files
              .filter(file -> !file.equals(folder))
              .map(this::name)
              .limit(decoding.mostFiles() + 1L)
              .sorted()
              .toList();
      DataException.unless(
          names.size() <= decoding.mostFiles(),
          "%s: has more than %,d files and folders, which is the limit%s",
          folder,
          decoding.mostFiles(),
          SafeZip.Limits.of(decoding).advice("mostFiles(count)"));
      return names;
    } catch (IOException | UncheckedIOException failure) {
      throw new DataException("%s: cannot be listed (%s)", folder, failure.getMessage())
          .because(failure);
    }
  }

  private String name(Path file) {
    StringBuilder name = new StringBuilder();
    folder.relativize(file).forEach(part -> name.append(name.isEmpty() ? "" : "/").append(part));
    return Files.isDirectory(file) ? name + "/" : name.toString();
  }

  /** Names, sizes and times of all files; where the system keeps it, also when each was changed. */
  private String identity(List<ClassTree.Item> items) {
    StringBuilder identity = new StringBuilder();
    for (ClassTree.Item item : items) {
      Path file = folder.resolve(item.name());
      try {
        boolean isUnix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        identity
            .append(item)
            .append(new TreeMap<>(Files.readAttributes(file, "size,lastModifiedTime")))
            .append(isUnix ? Files.getAttribute(file, "unix:ctime") : "");
      } catch (IOException failure) {
        throw new DataException("%s: '%s' cannot be looked at (%s)", folder, item.name(), failure)
            .because(failure);
      }
    }
    return identity.toString();
  }

  private byte[] content(String name) {
    int most = (int) SafeZip.Limits.IMAGES.entryBytes();
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      byte[] content = in.readNBytes(most);
      DataException.unless(
          content.length < most, "%s: '%s' holds more than %,d bytes", folder, name, most);
      return content;
    } catch (IOException failure) {
      throw new DataException("%s: '%s' cannot be read (%s)", folder, name, failure.getMessage())
          .because(failure);
    }
  }
}
