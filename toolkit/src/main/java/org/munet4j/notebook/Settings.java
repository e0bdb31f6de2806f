package org.munet4j.notebook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.munet4j.internal.Require;
import org.munet4j.paper.Size;

/**
 * What the person who started this notebook asked for, read once at the border. A system property
 * such as {@code munet4j.size} wins over the environment variable {@code MUNET4J_SIZE}.
 *
 * @param size how large the experiments are: tiny, lesson, long or paper
 * @param seed start of every random stream
 * @param data folder with real data sets; empty means generated alphabets
 * @param cache folder for what can be computed again: pretrained roots; where the home folder is
 *     not writable it lies below the temporary one
 */
public record Settings(Size size, long seed, Optional<Path> data, Path cache) {
  public Settings {
    data.ifPresent(
        folder ->
            Require.that(
                Files.isDirectory(folder),
                "data folder '%s' does not exist; name an existing folder with --data or"
                    + " MUNET4J_DATA, or leave it out to use generated alphabets",
                folder));
  }

  /** The settings of this Java process. */
  public static Settings current() {
    return new Settings(
        Size.of(word("size").orElse("lesson")),
        seed(word("seed").orElse("7")),
        word("data").map(Path::of),
        word("cache").map(Path::of).orElseGet(Settings::ownCache));
  }

  private static Path ownCache() {
    return cache(
        Path.of(System.getProperty("user.home")),
        Path.of(System.getProperty("java.io.tmpdir")),
        System.getProperty("user.name"));
  }

  /** Below the home folder, or below the temporary one where the home is not writable. */
  static Path cache(Path home, Path temporary, String user) {
    Path cache = home.resolve(".cache");
    boolean isWritable = Files.isWritable(Files.exists(cache) ? cache : home);
    return isWritable ? cache.resolve("munet4j") : temporary.resolve("munet4j-" + user);
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          Require.text("seed '%s': give a whole number, such as --seed 7", text), notANumber);
    }
  }

  private static Optional<String> word(String name) {
    String property = System.getProperty("munet4j." + name);
    String variable = System.getenv("MUNET4J_" + name.toUpperCase(java.util.Locale.ROOT));
    return Optional.ofNullable(property != null ? property : variable).filter(w -> !w.isBlank());
  }
}
