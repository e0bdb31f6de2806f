package org.munet4j.data;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.munet4j.internal.Require;

/**
 * A folder with real data sets, which are read by name: {@code mnist}, {@code omniglot/Greek},
 * {@code eurosat}, {@code djl/mnist} and so on. Where each file belongs is told by {@link
 * #entries()}.
 *
 * <p>A set of images that is not among them is read by its own name, too: from {@code idx/NAME} in
 * MNIST's format, or from class folders in {@code img/NAME.zip} or {@code img/NAME}.
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

  private static final Pattern OWN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /**
   * One data set of the catalogue.
   *
   * @param kind as in {@link Catalog.Line}; text, corpus and table are no images
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

  /** Whether the files of this set of images are there. */
  public boolean holds(String name) {
    return places(name).stream().anyMatch(line -> Files.exists(folder.resolve(line.path())));
  }

  /** Where the files of this set of images may lie, relative to this folder, as words. */
  public String where(String name) {
    return places(name).stream().map(Catalog.Line::path).collect(Collectors.joining(" or "));
  }

  /**
   * Reads one set of images.
   *
   * @param name as in {@link #entries()}, or that of an own set
   * @throws IllegalArgumentException if there is no such set, or its files are not there
   * @throws DataException if its files are damaged
   */
  public Source source(String name) {
    return source(name, 0);
  }

  /**
   * The same, with the centre square of each image file scaled to this many rows and columns.
   *
   * @param side 0 keeps the images, which must then have one size
   */
  public Source source(String name, int side) {
    Catalog.Line line = line(name);
    Source source = read(line, folder.resolve(line.path()), side).named(name);
    return switch (line.rule()) {
      case "shuffle" -> source.shuffled();
      case "sixteenths" -> Sixteenths.scaled(source);
      default -> source;
    };
  }

  /**
   * Omniglot as it lies here, for other drawers or another size than {@link #source(String)} has.
   */
  public Omniglot omniglot() {
    return Omniglot.at(folder.resolve(Catalog.line("omniglot").path()));
  }

  /** Tells what {@link #source(String, int)} would read, without decoding its images. */
  public Outline outline(String name, int side) {
    Catalog.Line line = line(name);
    Path path = folder.resolve(line.path());
    return switch (line.kind()) {
      case "idx" -> Idx.outline(path, line.classNames(), line.licence());
      case "npz" -> Npz.outline(path, line.classes(), line.licence());
      case "zip" -> zip(line, path, side).outline();
      case "folder" -> classFolders(line, path, side).outline();
      case "alphabets" -> Omniglot.at(path).outline();
      case "omniglot" -> Omniglot.at(path.getParent()).outline(alphabet(line));
      default -> Outline.of(source(name));
    };
  }

  /** The line of a set of images whose files are there. */
  private Catalog.Line line(String name) {
    List<Catalog.Line> places = places(name);
    Optional<Catalog.Line> found =
        places.stream().filter(line -> Files.exists(folder.resolve(line.path()))).findFirst();
    Catalog.Line line = found.orElseGet(() -> Catalog.line(name));
    Require.that(
        line.images(),
        "'%s' is %s, which is no set of images; it is at %s",
        name,
        line.kind(),
        line.path());
    Require.that(
        found.isPresent(),
        "data set '%s' is not there: it is expected at '%s'; put it there, or name another folder",
        name,
        folder.resolve(line.path()));
    return line;
  }

  private static List<Catalog.Line> places(String name) {
    if (Catalog.knows(name)) {
      return List.of(Catalog.line(name));
    }
    return OWN.matcher(name).matches()
        ? List.of(
            own(name, "idx", "idx/" + name, "shuffle"),
            own(name, "zip", "img/" + name + ".zip", "-"),
            own(name, "folder", "img/" + name, "-"))
        : List.of();
  }

  private static Catalog.Line own(String name, String kind, String path, String rule) {
    return new Catalog.Line(name, kind, path, 0, "none stated", List.of(), rule);
  }

  private Source read(Catalog.Line line, Path path, int side) {
    return switch (line.kind()) {
      case "idx" -> Idx.read(path, line.classNames(), line.licence());
      case "npz" -> Npz.read(path, line.classNames(), line.licence());
      case "zip" -> zip(line, path, side).read();
      case "folder" -> classFolders(line, path, side).read();
      case "alphabets" -> Omniglot.at(path).whole();
      case "omniglot" -> Omniglot.at(path.getParent()).alphabet(alphabet(line));
      default -> DjlDatasets.at(folder.resolve("djl-repo")).read(line.name());
    };
  }

  private static ClassZip zip(Catalog.Line line, Path path, int side) {
    return ClassZip.at(path).licence(line.licence()).resizedTo(side);
  }

  private static ClassFolders classFolders(Catalog.Line line, Path path, int side) {
    return ClassFolders.at(path).licence(line.licence()).resizedTo(side);
  }

  private static String alphabet(Catalog.Line line) {
    return line.name().split("/")[1];
  }
}
