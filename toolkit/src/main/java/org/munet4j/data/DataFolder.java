package org.munet4j.data;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.munet4j.internal.Require;

/**
 * A folder with real data sets, which are read by name: {@code mnist}, {@code omniglot/Greek},
 * {@code eurosat}, {@code djl/mnist} and so on. Where each file belongs is told by {@link
 * #entries()}.
 *
 * <p>Sets whose files are sorted by class are shuffled as in {@link Source#shuffled()}; the values
 * 0 to 16 of {@code optdigits} are scaled to 0 to 255.
 *
 * @param folder often the value of {@code MUNET4J_DATA}
 */
public record DataFolder(Path folder) {
  public DataFolder {
    Require.that(
        Files.isDirectory(folder),
        "data folder '%s' does not exist; name an existing folder, or use generated alphabets",
        folder);
  }

  /**
   * One data set of the catalogue.
   *
   * @param kind idx, npz, zip, omniglot and djl are images; text, corpus and table are not
   * @param path relative to the data folder
   * @param bytes on disk, 0 if it is not there; alphabets of Omniglot share their zip
   * @param present whether it is there
   * @param classes number of classes, 0 where there are none
   * @param images whether {@link DataFolder#source} reads it
   */
  public record Entry(
      String name,
      String kind,
      String path,
      long bytes,
      boolean present,
      int classes,
      String licence,
      boolean images) {}

  public static DataFolder at(Path folder) {
    return new DataFolder(folder);
  }

  /** Everything the catalogue knows, whether it is there or not. */
  public List<Entry> entries() {
    return Catalog.lines().stream().map(this::entry).toList();
  }

  private Entry entry(Catalog.Line line) {
    Path path = folder.resolve(line.path());
    boolean present = Files.exists(path);
    long bytes = present ? bytes(path) : 0;
    return new Entry(
        line.name(),
        line.kind(),
        line.path(),
        bytes,
        present,
        line.classes(),
        line.licence(),
        line.images());
  }

  private static long bytes(Path path) {
    try (Stream<Path> files = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
      return files.map(Path::toFile).filter(File::isFile).mapToLong(f -> f.length()).sum();
    } catch (IOException failure) {
      throw new UncheckedIOException("'" + path + "' cannot be listed", failure);
    }
  }

  /**
   * Reads one set of images.
   *
   * @param name as in {@link #entries()}
   * @throws IllegalArgumentException if there is no such set, or its files are not there
   * @throws DataException if its files are damaged
   */
  public Source source(String name) {
    Catalog.Line line = Catalog.line(name);
    Require.that(
        line.images(),
        "'%s' is %s, which is no set of images; it is at %s",
        name,
        line.kind(),
        line.path());
    Path path = folder.resolve(line.path());
    Require.that(
        Files.exists(path),
        "data set '%s' is not there: it is expected at '%s'; put it there, or name another folder",
        name,
        path);
    Source source = read(line, path).named(name);
    return switch (line.rule()) {
      case "shuffle" -> source.shuffled();
      case "sixteenths" -> Sixteenths.scaled(source);
      default -> source;
    };
  }

  private Source read(Catalog.Line line, Path path) {
    return switch (line.kind()) {
      case "idx" -> Idx.read(path, line.classNames(), line.licence());
      case "npz" -> Npz.read(path, line.classNames(), line.licence());
      case "zip" -> ClassZip.read(path, line.licence());
      case "omniglot" -> Omniglot.at(path.getParent()).alphabet(line.name().split("/")[1]);
      default -> DjlDatasets.at(folder.resolve("djl-repo")).read(line.name());
    };
  }
}
