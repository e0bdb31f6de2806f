package org.munet4j.paper;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.munet4j.data.DataFolder;
import org.munet4j.internal.Require;

/**
 * How an experiment is run.
 *
 * @param size how large
 * @param data real data; empty means generated alphabets
 * @param seeds each is measured
 * @param progress hears a line for each part that is finished
 * @param folder where finished parts are kept until the whole is done; empty means nowhere
 */
public record Setup(
    Size size,
    Optional<DataFolder> data,
    List<Long> seeds,
    Consumer<String> progress,
    Optional<Path> folder) {
  public Setup {
    seeds = List.copyOf(seeds);
    Require.that(
        !seeds.isEmpty() && new HashSet<>(seeds).size() == seeds.size(),
        "seeds are %s: give at least one, and each once",
        seeds);
  }

  /** Size and data in words, as results name them. */
  public Map<String, String> facts() {
    return Map.of(
        "size", size.toString(), "data", data.isPresent() ? "real data" : "generated alphabets");
  }

  /**
   * The journal of an experiment with this setup, which goes on where one in the same folder was
   * interrupted.
   *
   * @param experiment its name
   * @param units that it will ask for
   */
  public Journal journal(String experiment, int units) {
    return Journal.open(experiment, units, this, System::nanoTime);
  }
}
