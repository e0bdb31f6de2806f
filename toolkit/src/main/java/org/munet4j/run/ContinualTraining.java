package org.munet4j.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.munet4j.component.Routed;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.internal.Require;
import org.munet4j.router.Allocation;
import org.munet4j.router.Router;
import org.munet4j.router.TaskRouter;
import org.munet4j.task.Task;
import org.munet4j.train.Stop;

/**
 * One network of fixed size learns tasks one after the other (2009.04381): while a task is learned
 * no image of the others is there, but for those in the replay memory. A builder that is a value.
 *
 * @param network that learns
 * @param router of its routed layers; a network without any, a dense one, is the same with each
 * @param tasks in the order of the stream
 * @param rate of learning, by plain stochastic gradient descent; the router may have its own
 * @param epochs over the training images of each task
 * @param batch images of a step
 * @param memory room for samples of earlier steps; 0 for no replay
 * @param replayed samples of the memory that each step adds
 * @param consolidation factor of elastic weight consolidation, 0 for none
 * @param isShared whether all tasks have one head; else each has its own
 * @param seed of all that is drawn
 * @param events hears each epoch
 */
public record ContinualTraining(
    RoutedNetwork network,
    TaskRouter router,
    List<Task> tasks,
    double rate,
    int epochs,
    int batch,
    int memory,
    int replayed,
    double consolidation,
    boolean isShared,
    long seed,
    Consumer<Moment> events) {
  public ContinualTraining {
    tasks = List.copyOf(tasks);
    Require.that(
        rate > 0 && epochs >= 1 && batch >= 1 && memory >= 0 && replayed >= 1,
        "continual training: rate %s, %d epochs, batches of %d, memory %d, %d replayed; needs a rate"
            + " above 0, at least 1 epoch and 1 image, a memory of 0 or more",
        rate,
        epochs,
        batch,
        memory,
        replayed);
    Require.that(
        memory == 0 || isShared || tasks.stream().mapToInt(Task::classes).distinct().count() <= 1,
        "continual training: tasks of %s classes have heads of their own, and replay mixes them in a"
            + " step; it needs the same number of classes",
        tasks.stream().map(Task::classes).toList());
    Require.that(
        consolidation >= 0, "continual training: consolidation %s, needs 0 or more", consolidation);
    Require.that(
        new HashSet<>(tasks.stream().map(Task::name).toList()).size() == tasks.size(),
        "continual training: a task occurs twice in %s; give each another name",
        tasks.stream().map(Task::name).toList());
  }

  /** No task yet; all components, rate 0.1, 4 epochs, batches of 10, no replay, one head (§2.5). */
  public static ContinualTraining of(RoutedNetwork network) {
    return new ContinualTraining(
        network, Router.sharedBottom(), List.of(), 0.1, 4, 10, 0, 10, 0, true, 7, moment -> {});
  }

  public ContinualTraining router(TaskRouter other) {
    return with(other, tasks, rate, epochs, batch);
  }

  /** One more task at the end of the stream. */
  public ContinualTraining task(Task task) {
    return tasks(List.of(task));
  }

  /** More tasks at the end of the stream. */
  public ContinualTraining tasks(List<Task> next) {
    List<Task> more = new ArrayList<>(tasks);
    more.addAll(next);
    return with(router, more, rate, epochs, batch);
  }

  public ContinualTraining rate(double value) {
    return with(router, tasks, value, epochs, batch);
  }

  public ContinualTraining epochs(int count) {
    return with(router, tasks, rate, count, batch);
  }

  public ContinualTraining batch(int images) {
    return with(router, tasks, rate, epochs, images);
  }

  private ContinualTraining with(
      TaskRouter router, List<Task> tasks, double rate, int epochs, int batch) {
    return new ContinualTraining(
        network,
        router,
        tasks,
        rate,
        epochs,
        batch,
        memory,
        replayed,
        consolidation,
        isShared,
        seed,
        events);
  }

  /** Each step sees so many earlier samples more, out of a memory of this capacity. */
  public ContinualTraining replay(int capacity, int samples) {
    return and(capacity, samples, consolidation, isShared, seed, events);
  }

  /** Pulls what earlier tasks need back to where it was (elastic weight consolidation). */
  public ContinualTraining consolidation(double lambda) {
    return and(memory, replayed, lambda, isShared, seed, events);
  }

  /** Each task has a head of its own. */
  public ContinualTraining ownHeads() {
    return and(memory, replayed, consolidation, false, seed, events);
  }

  public ContinualTraining seed(long other) {
    return and(memory, replayed, consolidation, isShared, other, events);
  }

  /** Who hears each epoch. */
  public ContinualTraining watchedBy(Consumer<Moment> listener) {
    return and(memory, replayed, consolidation, isShared, seed, listener);
  }

  private ContinualTraining and(
      int memory,
      int replayed,
      double consolidation,
      boolean isShared,
      long seed,
      Consumer<Moment> events) {
    return new ContinualTraining(
        network,
        router,
        tasks,
        rate,
        epochs,
        batch,
        memory,
        replayed,
        consolidation,
        isShared,
        seed,
        events);
  }

  /** Learns all tasks; an interrupt, such as the Stop button, ends it early. */
  public Result go() {
    return go(new Stop());
  }

  /** Learns until all tasks are learned, or a stop is requested. */
  public Result go(Stop stop) {
    Require.that(!tasks.isEmpty(), "continual training: has no task; add one with .task(task)");
    try (TaskStream stream = new TaskStream(this, stop)) {
      return stream.result();
    }
  }

  /**
   * The end of an epoch.
   *
   * @param task that is learned
   * @param place of the task in the stream, from 1
   * @param epoch of the task, from 1
   * @param loss mean over the epoch's steps
   * @param unused experts that no task has used yet
   */
  public record Moment(String task, int place, int epoch, double loss, int unused) {
    @Override
    public String toString() {
      return Require.text("task %d, %s, epoch %d: loss %.3f", place, task, epoch, loss);
    }
  }

  /**
   * What a stream gave.
   *
   * @param accuracy on all tasks after each task that was begun
   * @param allocation which components each task uses at the end
   * @param models of all tasks at the end
   * @param coTrained co-training steps that were made
   * @param isStopped whether a stop ended it early
   */
  public record Result(
      AccuracyMatrix accuracy,
      Allocation allocation,
      List<Routed> models,
      long coTrained,
      boolean isStopped) {
    public Result {
      models = List.copyOf(models);
    }

    @Override
    public String toString() {
      return accuracy + (isStopped ? ", stopped early" : "");
    }
  }
}
