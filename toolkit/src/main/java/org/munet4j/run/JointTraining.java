package org.munet4j.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.munet4j.component.Routed;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.internal.Require;
import org.munet4j.router.Allocation;
import org.munet4j.router.TaskRouter;
import org.munet4j.task.Task;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Trains a routed network on several tasks at once: in each round every task has one step on a
 * mini-batch of its own, in a random order (1910.04915, public code). Components, heads and the
 * router's scores learn by Adam. The models of the evaluation with the best mean validation
 * accuracy are kept. Stopping it ends with the best so far. The same settings give the same result,
 * to the last bit. A builder that is a value.
 *
 * @param network whose components the tasks share
 * @param router says who uses which
 * @param tasks with different names
 * @param rounds so many steps for each task
 * @param batch images of a step
 * @param rate of learning of components and heads; the router may have its own
 * @param l2 factor of half the sum of the squared kernels
 * @param dropout part of the features before the heads that a step leaves out
 * @param every so many rounds all tasks are validated, and before the first and after the last
 * @param seed of all that is drawn
 * @param listener hears each evaluation, on the thread that trains
 */
public record JointTraining(
    RoutedNetwork network,
    TaskRouter router,
    List<Task> tasks,
    int rounds,
    int batch,
    double rate,
    double l2,
    double dropout,
    int every,
    long seed,
    Consumer<Moment> listener) {
  public JointTraining {
    tasks = List.copyOf(tasks);
    Require.that(
        !tasks.isEmpty() && tasks.stream().map(Task::name).distinct().count() == tasks.size(),
        "joint training: tasks are %s; needs at least one, and each once",
        tasks.stream().map(Task::name).toList());
    Require.that(
        rounds >= 1 && batch >= 1 && every >= 1,
        "joint training: %d rounds of batches of %d, an evaluation every %d; each needs at least 1",
        rounds,
        batch,
        every);
    Require.that(
        rate > 0 && l2 >= 0 && dropout >= 0 && dropout < 1,
        "joint training: rate %s, l2 %s, dropout %s; needs more than 0, 0 or more, and 0 to below 1",
        rate,
        l2,
        dropout);
  }

  /**
   * A training with the settings of the paper's smallest experiment, but for its length: batches of
   * 16, rate 0.005, no l2; 1,000 rounds with an evaluation every 50, seed 7.
   */
  public static JointTraining of(RoutedNetwork network, TaskRouter router, List<Task> tasks) {
    return new JointTraining(network, router, tasks, 1_000, 16, 5e-3, 0, 0, 50, 7, moment -> {});
  }

  public JointTraining rounds(int count) {
    return new JointTraining(
        network, router, tasks, count, batch, rate, l2, dropout, every, seed, listener);
  }

  public JointTraining batch(int images) {
    return new JointTraining(
        network, router, tasks, rounds, images, rate, l2, dropout, every, seed, listener);
  }

  public JointTraining rate(double value) {
    return new JointTraining(
        network, router, tasks, rounds, batch, value, l2, dropout, every, seed, listener);
  }

  public JointTraining l2(double factor) {
    return new JointTraining(
        network, router, tasks, rounds, batch, rate, factor, dropout, every, seed, listener);
  }

  public JointTraining dropout(double part) {
    return new JointTraining(
        network, router, tasks, rounds, batch, rate, l2, part, every, seed, listener);
  }

  public JointTraining every(int someRounds) {
    return new JointTraining(
        network, router, tasks, rounds, batch, rate, l2, dropout, someRounds, seed, listener);
  }

  public JointTraining seed(long value) {
    return new JointTraining(
        network, router, tasks, rounds, batch, rate, l2, dropout, every, value, listener);
  }

  /** Who hears each evaluation. */
  public JointTraining watchedBy(Consumer<Moment> other) {
    return new JointTraining(
        network, router, tasks, rounds, batch, rate, l2, dropout, every, seed, other);
  }

  /** Number of steps of the whole training. */
  public long steps() {
    return (long) rounds * tasks.size();
  }

  /**
   * Trains.
   *
   * @throws IllegalStateException if a loss is not finite
   */
  public Result go() {
    try (JointWork work = new JointWork(this)) {
      return work.go();
    }
  }

  /**
   * An evaluation of all tasks.
   *
   * @param round after so many rounds
   * @param rounds of the whole training
   * @param isLast whether the training ends with it
   * @param loss mean of the steps since the evaluation before; NaN before the first step
   * @param validation accuracy of each task, 0 to 1
   * @param allocation as it is
   */
  public record Moment(
      int round,
      int rounds,
      boolean isLast,
      double loss,
      List<Double> validation,
      Allocation allocation) {
    public Moment {
      validation = List.copyOf(validation);
    }

    /** Mean validation accuracy of the tasks. */
    public double mean() {
      return JointTraining.mean(validation);
    }
  }

  /**
   * What a training gave.
   *
   * @param tasks their names
   * @param models of the tasks, at the best evaluation
   * @param best that evaluation
   * @param test accuracy of each model, 0 to 1
   * @param curve all evaluations in order
   * @param isStopped whether a stop ended the training early
   */
  public record Result(
      List<String> tasks,
      List<Routed> models,
      Moment best,
      List<Double> test,
      List<Moment> curve,
      boolean isStopped) {
    public Result {
      tasks = List.copyOf(tasks);
      models = List.copyOf(models);
      test = List.copyOf(test);
      curve = List.copyOf(curve);
    }

    /** Who uses which component, at the best evaluation. */
    public Allocation allocation() {
      return best.allocation();
    }

    /** Mean validation accuracy of the models. */
    public double validation() {
      return best.mean();
    }

    /** Mean test accuracy of the models. */
    public double accuracy() {
      return mean(test);
    }

    /** The model of a task. */
    public Routed model(String task) {
      Require.that(tasks.contains(task), "there is no task '%s'; there are %s", task, tasks);
      return models.get(tasks.indexOf(task));
    }

    /** One row for each task: accuracies, and what its model uses. */
    public Table table() {
      return Table.create(
          "joint training",
          StringColumn.create("task", tasks),
          DoubleColumn.create("validation", best.validation()),
          DoubleColumn.create("test", test),
          DoubleColumn.create(
              "used percent", models.stream().mapToDouble(model -> 100 * model.usedFraction())));
    }

    /** One row for each evaluation and task: round and validation accuracy. */
    public Table learning() {
      List<Integer> rounds = new ArrayList<>();
      List<String> names = new ArrayList<>();
      List<Double> accuracies = new ArrayList<>();
      for (Moment moment : curve) {
        for (int task = 0; task < tasks.size(); task++) {
          rounds.add(moment.round());
          names.add(tasks.get(task));
          accuracies.add(moment.validation().get(task));
        }
      }
      return Table.create(
          "learning",
          IntColumn.create("round", rounds.toArray(Integer[]::new)),
          StringColumn.create("task", names),
          DoubleColumn.create("validation", accuracies));
    }

    @Override
    public String toString() {
      return Require.text(
          "%d tasks trained together for %d rounds%s; test accuracy %.4f on average, best after"
              + " round %d; %s",
          tasks.size(),
          curve.get(curve.size() - 1).round(),
          isStopped ? ", stopped early" : "",
          accuracy(),
          best.round(),
          allocation());
    }
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElse(0);
  }
}
