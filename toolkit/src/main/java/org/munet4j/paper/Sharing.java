package org.munet4j.paper;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.internal.Require;
import org.munet4j.router.Allocation;
import org.munet4j.router.Clustering;
import org.munet4j.router.TaskRouter;
import org.munet4j.run.JointTraining;
import org.munet4j.task.Benchmark;
import org.munet4j.task.RelatedTasks;
import org.munet4j.task.Task;
import org.munet4j.task.TaskPlan;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Tasks that are trained together, in one of several ways of sharing components (1910.04915).
 *
 * @param benchmark its name
 * @param tasks in order; the clusters that they are in are read from their names
 * @param rounds of training
 * @param batch images of a step
 * @param rate of learning
 * @param l2 factor of half the sum of the squared kernels
 * @param dropout part of the features before the heads that a step leaves out
 * @param every so many rounds the tasks are validated
 */
public record Sharing(
    String benchmark,
    List<Task> tasks,
    int rounds,
    int batch,
    double rate,
    double l2,
    double dropout,
    int every) {
  public Sharing {
    tasks = List.copyOf(tasks);
  }

  static Sharing of(Benchmark benchmark, int rounds, int batch, double rate, double l2, int every) {
    List<Task> tasks = benchmark.plans().stream().map(TaskPlan::build).toList();
    return new Sharing(benchmark.name(), tasks, rounds, batch, rate, l2, 0, every);
  }

  /** The same with dropout before the heads, as in the paper. */
  Sharing dropout(double part) {
    return new Sharing(benchmark, tasks, rounds, batch, rate, l2, part, every);
  }

  /** Rows and columns of the images. */
  public int side() {
    return tasks.get(0).train().rows();
  }

  /** The clusters that the tasks' names tell. */
  public Clustering clusters() {
    return Clustering.named(tasks.stream().map(task -> RelatedTasks.cluster(task.name())).toList());
  }

  /** The training of one way of sharing. */
  public JointTraining training(RoutedNetwork network, TaskRouter router, long seed) {
    return JointTraining.of(network, router, tasks)
        .rounds(rounds)
        .batch(batch)
        .rate(rate)
        .l2(l2)
        .dropout(dropout)
        .every(every)
        .seed(seed);
  }

  /**
   * Trains and measures.
   *
   * @return a row for each task: accuracies and FLOPs of its model; and for the whole, in each row
   *     the same, the part of the components that tasks use, the mean similarity of what two tasks
   *     of one cluster and of different ones use, and the agreement (adjusted Rand index) of the
   *     tasks' clusters with those that the similarities give; NaN where no two are in one cluster
   * @throws CancellationException if it was stopped
   */
  public Table measure(String method, Ways.Way way, long seed, Consumer<JointTraining.Moment> on) {
    long start = System.nanoTime();
    JointTraining.Result result = training(way.network(), way.router(), seed).watchedBy(on).go();
    if (result.isStopped()) {
      throw new CancellationException(
          Require.text("%s on %s was stopped; measure it again", method, benchmark));
    }
    return table(method, seed, way, result, (System.nanoTime() - start) / 1e9);
  }

  private Table table(
      String method, long seed, Ways.Way way, JointTraining.Result result, double seconds) {
    int count = tasks.size();
    Allocation allocation = result.allocation();
    double[][] similarity = allocation.similarity();
    Clustering truth = clusters();
    int clusters = (int) truth.groups().stream().distinct().count();
    double agreement =
        clusters == count ? Double.NaN : allocation.clusters(clusters).agreement(truth);
    return Table.create(
        StringColumn.create("benchmark", IntStream.range(0, count).mapToObj(t -> benchmark)),
        StringColumn.create("method", IntStream.range(0, count).mapToObj(t -> method)),
        LongColumn.create("seed", IntStream.range(0, count).mapToLong(t -> seed)),
        StringColumn.create("task", result.tasks()),
        DoubleColumn.create("validation", result.best().validation()),
        DoubleColumn.create("test", result.test()),
        LongColumn.create("flops", result.models().stream().mapToLong(model -> model.flops())),
        same(
            "allocated",
            result.models().stream()
                .mapToDouble(model -> model.usedFraction())
                .average()
                .orElse(0)),
        same("within", truth.within(similarity)),
        same("across", truth.across(similarity)),
        same("agreement", agreement),
        LongColumn.create(
            "parameters",
            IntStream.range(0, count).mapToLong(t -> Ways.parameters(way.network(), tasks))),
        same("seconds", seconds));
  }

  private DoubleColumn same(String name, double value) {
    return DoubleColumn.create(name, IntStream.range(0, tasks.size()).mapToDouble(t -> value));
  }
}
