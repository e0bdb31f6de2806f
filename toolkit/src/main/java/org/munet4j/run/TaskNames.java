package org.munet4j.run;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.munet4j.data.Alphabets;
import org.munet4j.data.DataFolder;
import org.munet4j.internal.Require;
import org.munet4j.task.Benchmark;
import org.munet4j.task.Task;

/**
 * Tasks by the names that the benchmarks give them: {@code mnist}, {@code omniglot-greek}, {@code
 * mnist-1k}; with a data folder also a set of its own by its name, and {@code alphabet-100} for the
 * alphabet of this number that is drawn by the seed.
 */
public final class TaskNames {
  private static final Pattern ALPHABET = Pattern.compile("alphabet-([0-9]{1,6})");
  private static final int TRAIN_DRAWINGS = 50;
  private static final int TEST_DRAWINGS = 10;

  private TaskNames() {}

  /**
   * The name, if there is a task of it; no image is read.
   *
   * @throws IllegalArgumentException if nothing has this name
   */
  public static String check(String name, Optional<DataFolder> data, long seed) {
    Require.that(
        ALPHABET.matcher(name).matches()
            || benchmark(name, data, seed).isPresent()
            || data.filter(folder -> folder.holds(name)).isPresent(),
        "no benchmark has a task '%s'%s; give one of a benchmark, such as mnist, or an alphabet, such"
            + " as alphabet-100",
        name,
        data.map(folder -> " and '" + folder.folder() + "' no set").orElse(""));
    return name;
  }

  /**
   * Builds a task.
   *
   * @param data empty draws an alphabet in the place of each real set
   * @throws IllegalArgumentException if nothing has this name, or its files are not there
   */
  public static Task task(String name, Optional<DataFolder> data, long seed) {
    check(name, data, seed);
    Matcher alphabet = ALPHABET.matcher(name);
    if (alphabet.matches()) {
      int index = Integer.parseInt(alphabet.group(1));
      return Task.named(name)
          .from(Alphabets.seeded(seed).alphabet(index).source(TRAIN_DRAWINGS, TEST_DRAWINGS))
          .build();
    }
    return benchmark(name, data, seed)
        .map(benchmark -> benchmark.task(name))
        .orElseGet(() -> Task.named(name).from(data.orElseThrow().source(name)).build());
  }

  private static Optional<Benchmark> benchmark(String name, Optional<DataFolder> data, long seed) {
    Benchmark characters = Benchmark.characters(data, seed);
    return Stream.of(Benchmark.stream(data, seed), characters, characters.fewShot(seed))
        .filter(benchmark -> benchmark.names().contains(name))
        .findFirst();
  }
}
