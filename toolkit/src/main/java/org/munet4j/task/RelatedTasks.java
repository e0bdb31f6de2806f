package org.munet4j.task;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.munet4j.data.Catalog;
import org.munet4j.data.DataFolder;
import org.munet4j.data.SmoothFields;
import org.munet4j.internal.Require;
import org.munet4j.tensor.RandomStream;

/**
 * Benchmarks whose tasks are related in a known way: continual streams over one data set, copies
 * and clusters of tasks (routing, §2 and §3). Where there is no data folder an alphabet is drawn in
 * place of a set, 28x28.
 *
 * <p>Tasks in clusters are called {@code CLUSTER-task-NUMBER}; {@link #cluster} reads it back.
 */
public final class RelatedTasks {
  private static final String TASK = "-task-";

  /** The alphabets of Gumbel-Matrix routing in their published order (§3.3). */
  private static final List<String> ALPHABETS =
      List.of(
          "Gujarati",
          "Sylheti",
          "Arcadian",
          "Tibetan",
          "Old_Church_Slavonic_(Cyrillic)",
          "Angelic",
          "Malay_(Jawi_-_Arabic)",
          "Sanskrit",
          "Cyrillic",
          "Anglo-Saxon_Futhorc",
          "Syriac_(Estrangelo)",
          "Ge_ez",
          "Japanese_(katakana)",
          "Keble",
          "Manipuri",
          "Alphabet_of_the_Magi",
          "Gurmukhi",
          "Korean",
          "Early_Aramaic",
          "Atemayar_Qelisayer");

  /** Of the 20 drawers of each character 10 train, 4 validate and 6 test: 50, 20 and 30 %. */
  private static final int TRAIN = 10;

  private static final int VALIDATION = 4;
  private static final int TEST = 6;

  /** Images of each class of a synthetic task that train, validate and test. */
  private static final int FIELDS_TRAIN = 30;

  private static final int FIELDS_VALIDATION = 20;
  private static final int FIELDS_TEST = 100;

  private RelatedTasks() {}

  /**
   * A set under fixed random permutations of its pixels, such as {@code mnist-permuted-03}; task 0
   * is the set as it is.
   *
   * @param tasks 1 to 1,000; the papers have 20
   * @param seed of the permutations; more tasks change no earlier ones
   */
  public static Benchmark permuted(String set, int tasks, Optional<DataFolder> data, long seed) {
    RandomStream stream = RandomStream.seeded(seed).split("permuted");
    return changed(
        set,
        "permuted",
        tasks,
        Benchmark.plan(set, data, seed),
        task -> task == 0 ? new Change.None() : new Change.Permuted(stream.split(task).key()));
  }

  /** The same set turned further and further: task t of T by 180 t / T degrees. */
  public static Benchmark rotated(String set, int tasks, Optional<DataFolder> data, long seed) {
    return rotated(set, tasks, 180.0 / Math.max(1, tasks), data, seed);
  }

  /**
   * The same with another spacing, which the paper does not tell.
   *
   * @param degrees from one task to the next, counterclockwise
   * @param seed of the alphabet that is drawn where there is no data folder
   */
  public static Benchmark rotated(
      String set, int tasks, double degrees, Optional<DataFolder> data, long seed) {
    return changed(
        set,
        "rotated",
        tasks,
        Benchmark.plan(set, data, seed),
        task -> task == 0 ? new Change.None() : new Change.Rotated(degrees * task));
  }

  private static Benchmark changed(
      String set, String how, int tasks, TaskPlan plan, IntFunction<Change> change) {
    Require.that(
        tasks >= 1 && tasks <= 1_000,
        "benchmark '%s-%s': %d tasks are asked for, needs 1 to 1,000",
        set,
        how,
        tasks);
    String name = Require.text("%s-%s", plan.name(), how);
    return new Benchmark(
        name,
        IntStream.range(0, tasks)
            .mapToObj(task -> plan.changed(Require.text("%s-%02d", name, task), change.apply(task)))
            .toList());
  }

  /**
   * The classes of a set shared out in order, so many to a task, where they are numbered from 0:
   * {@code fashion-mnist-split-00} has the first ones.
   *
   * @param perTask 2 or more, a divisor of the number of classes
   */
  public static Benchmark split(String set, int perTask, Optional<DataFolder> data, long seed) {
    TaskPlan plan = Benchmark.plan(set, data, seed);
    int classes = Catalog.line(set).classes();
    Require.that(
        perTask >= 2 && classes % perTask == 0,
        "benchmark '%s-split': %d classes per task are asked for; needs 2 or more, a divisor of"
            + " its %d classes",
        set,
        perTask,
        classes);
    String name = plan.name() + "-split";
    return new Benchmark(
        name,
        IntStream.range(0, classes / perTask)
            .mapToObj(task -> only(plan, name, task, perTask))
            .toList());
  }

  private static TaskPlan only(TaskPlan plan, String name, int task, int perTask) {
    List<Integer> classes = IntStream.range(task * perTask, (task + 1) * perTask).boxed().toList();
    return new TaskPlan(
        Require.text("%s-%02d", name, task),
        new Origin.Classes(plan.origin(), classes),
        plan.rule());
  }

  /**
   * Four tasks in two clusters: a set twice, and the same set under one permutation of its pixels
   * twice, with equal images each. For dense networks, which see no difference between a turn and a
   * permutation.
   */
  public static Benchmark twins(String set, Optional<DataFolder> data, long seed) {
    long permutation = RandomStream.seeded(seed).split("twins").key();
    return twins(set, "permuted", data, seed, new Change.Permuted(permutation));
  }

  /** The paper's four tasks in two clusters: a set twice, and turned by 90 degrees twice (§3.3). */
  public static Benchmark turnedTwins(String set, Optional<DataFolder> data, long seed) {
    return twins(set, "turned", data, seed, new Change.Rotated(90));
  }

  private static Benchmark twins(
      String set, String how, Optional<DataFolder> data, long seed, Change change) {
    TaskPlan plan = Benchmark.plan(set, data, seed);
    String plain = plan.name() + "-plain" + TASK;
    String other = plan.name() + "-" + how + TASK;
    return new Benchmark(
        plan.name() + "-twins",
        List.of(
            plan.changed(plain + 1, new Change.None()),
            plan.changed(plain + 2, new Change.None()),
            plan.changed(other + 1, change),
            plan.changed(other + 2, change)));
  }

  /** Twenty alphabets of Omniglot as the paper has them: 105x105, half of the drawers train. */
  public static Benchmark alphabets(Optional<DataFolder> data, long seed) {
    return alphabets(0, data, seed);
  }

  /**
   * The same in smaller images. Without a data folder as many alphabets of as many characters are
   * drawn, 28x28.
   *
   * @param side rows and columns of a drawing; 0 keeps 105x105
   */
  public static Benchmark alphabets(int side, Optional<DataFolder> data, long seed) {
    return new Benchmark(
        "alphabets", ALPHABETS.stream().map(name -> alphabet(name, side, data, seed)).toList());
  }

  private static TaskPlan alphabet(String name, int side, Optional<DataFolder> data, long seed) {
    String set = "omniglot/" + name;
    SplitRule rule = SplitRule.general().validation((double) VALIDATION / (TRAIN + VALIDATION));
    Origin origin =
        data.<Origin>map(folder -> new Origin.Drawers(folder, name, TRAIN, VALIDATION, side))
            .orElseGet(
                () ->
                    new Origin.Drawn(
                        set,
                        seed,
                        Benchmark.alphabet(set),
                        Catalog.line(set).classes(),
                        TRAIN + VALIDATION,
                        TEST));
    return new TaskPlan(Benchmark.id(set), origin, rule);
  }

  /**
   * Three clusters of three synthetic tasks with noise 0.5. Dense networks of three layers of width
   * 8 are best where the tasks of a cluster share one, and worst where all nine do.
   */
  public static Benchmark clusters(long seed) {
    return clusters(3, 3, SmoothFields.seeded(seed).noise(0.5));
  }

  /**
   * Synthetic tasks of known structure: those of one cluster have the same classes in different
   * images, those of different clusters have nothing in common that a pixel could tell. Each class
   * of a task has 30 training, 20 validation and 100 test images.
   *
   * @param clusters 1 or more
   * @param tasks in each cluster, 1 or more
   */
  public static Benchmark clusters(int clusters, int tasks, SmoothFields fields) {
    Require.that(
        clusters >= 1 && tasks >= 1,
        "%d clusters of %d tasks are asked for, needs 1 or more of each",
        clusters,
        tasks);
    return new Benchmark(
        "clusters",
        IntStream.range(0, clusters)
            .boxed()
            .flatMap(cluster -> synthetic(cluster, tasks, fields))
            .toList());
  }

  private static Stream<TaskPlan> synthetic(int cluster, int tasks, SmoothFields fields) {
    int train = FIELDS_TRAIN + FIELDS_VALIDATION;
    SplitRule rule = SplitRule.general().validation((double) FIELDS_VALIDATION / train);
    return IntStream.range(0, tasks)
        .mapToObj(
            task ->
                new TaskPlan(
                    Require.text("cluster-%d%s%d", cluster + 1, TASK, task + 1),
                    new Origin.Fields(fields, cluster, task, train, FIELDS_TEST),
                    rule));
  }

  /**
   * The cluster that a task is in, from its name: {@code cluster-1} of {@code cluster-1-task-2}. A
   * task of another name is a cluster of its own.
   */
  public static String cluster(String task) {
    int end = task.lastIndexOf(TASK);
    return end < 0 ? task : task.substring(0, end);
  }
}
