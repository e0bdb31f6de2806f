package org.munet4j.task;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.munet4j.data.Catalog;
import org.munet4j.data.DataFolder;
import org.munet4j.data.Source;
import org.munet4j.internal.Require;

/**
 * A named list of tasks in a fixed order. Tasks are planned, not built, so a benchmark costs
 * nothing until one of them is asked for.
 *
 * <p>Each benchmark exists over real data, where a data folder is given, and over generated
 * alphabets, where none is: as many tasks with as many classes (at most 100) each. Tasks that are
 * made of one another are {@link RelatedTasks}.
 *
 * @param plans of tasks with different names, at least one
 */
public record Benchmark(String name, List<TaskPlan> plans) {
  /**
   * Eight data sets of characters in the paper's order. In place of emnist/digits and
   * emnist/letters stand NIST digits and handwritten Arabic letters.
   */
  private static final List<String> CHARACTERS =
      List.of(
          "femnist-digits",
          "ahcd-arabic-letters",
          "kmnist",
          "mnist",
          "omniglot",
          "cmaterdb-bangla",
          "cmaterdb-devanagari",
          "cmaterdb-telugu");

  private static final List<String> DIVERSE =
      List.of(
          "cifar10-jpg",
          "eurosat",
          "gtsrb",
          "grocery-store",
          "trashnet",
          "sign-digits",
          "dtd10",
          "magnetic-tile",
          "flowers5",
          "scene15");

  /** Alphabets below are what roots are pretrained on. */
  private static final int FIRST_ALPHABET = 100;

  private static final String DRAWN = "without a data folder an alphabet is drawn in its place";

  private static final int MOST_CLASSES = 100;

  public Benchmark {
    plans = List.copyOf(plans);
    Require.that(!plans.isEmpty(), "benchmark '%s': has no task, needs at least 1", name);
    Set<String> seen = new HashSet<>();
    for (TaskPlan plan : plans) {
      Require.that(
          seen.add(plan.name()), "benchmark '%s': task '%s' occurs twice", name, plan.name());
    }
  }

  /** The characters: muNet's eight tasks, or the nearest that there is (muNet family, §9.3). */
  public static Benchmark characters(Optional<DataFolder> data, long seed) {
    return of("characters", CHARACTERS, data, seed);
  }

  /** Ten diverse sets of images: objects, land, signs, groceries, waste, hands, textures, … */
  public static Benchmark diverse(Optional<DataFolder> data, long seed) {
    return of("diverse", DIVERSE, data, seed);
  }

  /**
   * A stream of over one hundred tasks: characters, diverse images, all other sets of images, the
   * fifty alphabets of Omniglot one by one instead of as one task, then few-shot variants of all
   * but the alphabets. CMATERdb validates with 20 %, as in the papers after the first.
   */
  public static Benchmark stream(Optional<DataFolder> data, long seed) {
    List<String> sets = new ArrayList<>(CHARACTERS);
    sets.remove("omniglot");
    sets.addAll(DIVERSE);
    named(List.of("idx", "npz", "zip")).filter(set -> !sets.contains(set)).forEach(sets::add);
    List<TaskPlan> plans = new ArrayList<>(of("sets", sets, data, seed).later().plans);
    List<TaskPlan> few = plans.stream().map(plan -> plan.fewShot(seed)).toList();
    named(List.of("omniglot")).map(set -> plan(set, data, seed)).forEach(plans::add);
    plans.addAll(few);
    return new Benchmark("stream", plans);
  }

  /**
   * A list of the papers, from files that the user brings; see {@link PaperTask#lists()}. Each task
   * whose files are missing says so when it is built, and which set can stand in for it.
   *
   * @param seed of the few-shot variants
   */
  public static Benchmark paper(String list, DataFolder data, long seed) {
    List<TaskPlan> plans =
        PaperTask.list(list).stream().map(task -> task.plan(data, seed)).toList();
    return new Benchmark(list, plans);
  }

  private static Benchmark of(
      String name, List<String> sets, Optional<DataFolder> data, long seed) {
    return new Benchmark(name, sets.stream().map(set -> plan(set, data, seed)).toList());
  }

  private static Stream<String> named(List<String> kinds) {
    return Catalog.lines().stream()
        .filter(line -> kinds.contains(line.kind()))
        .map(Catalog.Line::name);
  }

  /** The plan of the task on one set, or of what is drawn in its place. */
  static TaskPlan plan(String set, Optional<DataFolder> data, long seed) {
    SplitRule rule = SplitRule.general();
    String name = id(set);
    return data.map(folder -> new TaskPlan(name, new Origin.Files(folder, set, 0, DRAWN), rule))
        .orElseGet(() -> drawn(set, seed));
  }

  /** As many drawings as Omniglot has of each character, or at least 1,000 of an alphabet. */
  private static TaskPlan drawn(String set, long seed) {
    int index = alphabet(set);
    int classes = Math.min(MOST_CLASSES, Catalog.line(set).classes());
    boolean isOmniglot = set.startsWith("omniglot");
    int train = isOmniglot ? 16 : Math.max(100, (1_000 + classes - 1) / classes);
    int test = isOmniglot ? 4 : 20;
    SplitRule rule = isOmniglot ? SplitRule.general().validation(0.125) : SplitRule.general();
    return new TaskPlan(id(set), new Origin.Drawn(set, seed, index, classes, train, test), rule);
  }

  /** Number of the alphabet that is drawn in place of a set. */
  static int alphabet(String set) {
    List<String> sets =
        Catalog.lines().stream().filter(Catalog.Line::images).map(Catalog.Line::name).toList();
    return FIRST_ALPHABET + sets.indexOf(Catalog.line(set).name());
  }

  /** The name of the task on a set: {@code omniglot/Greek} becomes {@code omniglot-greek}. */
  static String id(String set) {
    return set.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  private Benchmark later() {
    return new Benchmark(
        name,
        plans.stream()
            .map(
                plan ->
                    plan.name().startsWith("cmaterdb-")
                        ? plan.rule(plan.rule().validation(0.2))
                        : plan)
            .toList());
  }

  /** Few-shot variants of all tasks: 800 train, 200 validation, the full test. */
  public Benchmark fewShot(long seed) {
    return new Benchmark(name + "-1k", plans.stream().map(plan -> plan.fewShot(seed)).toList());
  }

  /** The same tasks with at most so many images of each split. */
  public Benchmark limited(Limits limits) {
    return new Benchmark(name, plans.stream().map(plan -> plan.limited(limits)).toList());
  }

  /** The first tasks only. */
  public Benchmark first(int count) {
    Require.that(
        count >= 1 && count <= size(),
        "benchmark '%s': first %d tasks are asked for, it has 1 to %d",
        name,
        count,
        size());
    return new Benchmark(name, plans.subList(0, count));
  }

  /**
   * The tasks whose images are there.
   *
   * @throws IllegalArgumentException if none is
   */
  public Benchmark present() {
    return new Benchmark(name, plans.stream().filter(plan -> plan.origin().isThere()).toList());
  }

  /** Number of tasks. */
  public int size() {
    return plans.size();
  }

  /** Names of the tasks, in order. */
  public List<String> names() {
    return plans.stream().map(TaskPlan::name).toList();
  }

  /** Builds one task. */
  public Task task(String task) {
    Optional<TaskPlan> found = plans.stream().filter(p -> p.name().equals(task)).findFirst();
    Require.that(
        found.isPresent(), "benchmark '%s' has no task '%s'; it has %s", name, task, names());
    return found.get().build();
  }

  /**
   * Builds the tasks in order, each when the stream gets to it. Neighbours of one origin share what
   * was read.
   */
  public Stream<Task> tasks() {
    AtomicReference<Read> last = new AtomicReference<>();
    return plans.stream()
        .map(plan -> plan.build(last.updateAndGet(read -> Read.of(plan.origin(), read)).source));
  }

  private record Read(Origin origin, Source source) {
    static Read of(Origin origin, Read last) {
      return last != null && last.origin.equals(origin) ? last : new Read(origin, origin.read());
    }
  }

  @Override
  public String toString() {
    return Require.text(
        "benchmark '%s': %,d tasks, %s to %s",
        name, size(), plans.get(0).name(), plans.get(size() - 1).name());
  }
}
