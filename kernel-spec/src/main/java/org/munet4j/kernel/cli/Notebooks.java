package org.munet4j.kernel.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.munet4j.internal.Require;
import org.munet4j.kernel.engine.NearMatch;

/**
 * The notebooks that can be run by name.
 *
 * @param folder where their files are
 */
record Notebooks(Path folder) {
  private static final String SUFFIX = ".ipynb";

  /** Their names in order, such as 00-tour. */
  List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Notebooks::name).filter(name -> !name.isEmpty()).sorted().toList();
    } catch (IOException cannotList) {
      throw new UncheckedIOException(cannotList);
    }
  }

  Path file(String name) {
    return folder.resolve(name + SUFFIX);
  }

  /**
   * The file for a word: a path, a notebook's name, or a part that only one name has.
   *
   * @throws IllegalArgumentException with the nearest name
   */
  Path find(String word) {
    Path path = Path.of(word).toAbsolutePath().normalize();
    if (Files.isRegularFile(path) && !names().contains(word)) {
      Require.that(
          !name(path).isEmpty(), "'%s' is no notebook: its name must end with %s", word, SUFFIX);
      return path;
    }
    if (word.endsWith(SUFFIX)) {
      String near =
          NearMatch.of(name(path), new Notebooks(path.getParent()).names())
              .map(name -> "; did you mean " + name + SUFFIX + "?")
              .orElse("");
      throw new IllegalArgumentException(Require.text("there is no file '%s'%s", word, near));
    }
    return named(word);
  }

  private Path named(String word) {
    List<String> names = names();
    List<String> partly = names.stream().filter(known -> known.contains(word)).toList();
    if (names.contains(word) || partly.size() == 1) {
      return file(names.contains(word) ? word : partly.get(0));
    }
    throw new IllegalArgumentException(
        Require.text("no notebook '%s'%s", word, hint(word, names, partly)));
  }

  /** The name of a notebook file, empty for any other file. */
  static String name(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    return name.endsWith(SUFFIX) && !name.startsWith(".")
        ? name.substring(0, name.length() - SUFFIX.length())
        : "";
  }

  private static String hint(String wanted, List<String> names, List<String> partly) {
    if (!partly.isEmpty()) {
      return "; did you mean one of " + String.join(", ", partly) + "?";
    }
    return NearMatch.of(wanted, names)
        .map(near -> "; did you mean " + near + "?")
        .orElse("; './munet4j run' lists them, and a file is named with .ipynb at its end");
  }
}
