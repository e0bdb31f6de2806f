package org.munet4j.paper;

import java.util.List;
import java.util.Optional;
import org.munet4j.component.Block;
import org.munet4j.component.Matched;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.data.DataFolder;
import org.munet4j.router.CoTraining;
import org.munet4j.router.Router;
import org.munet4j.run.ContinualTraining;
import org.munet4j.task.Benchmark;
import org.munet4j.task.Limits;
import org.munet4j.task.RelatedTasks;
import org.munet4j.task.Task;

/**
 * A stream of tasks and how it is learned (paper 8, routing §2.4 and §2.5).
 *
 * @param name in the table
 * @param benchmark the tasks in order
 * @param experts of each of the two layers
 * @param active experts of a layer that a task uses
 * @param width units of an expert
 * @param epochs over each task
 * @param memory samples of earlier tasks that are kept
 * @param deviation of the first scores, which the paper does not tell
 * @param isShared whether all tasks have one head
 */
public record StreamPlan(
    String name,
    Benchmark benchmark,
    int experts,
    int active,
    int width,
    int epochs,
    int memory,
    double deviation,
    boolean isShared) {
  public static final String PERMUTATIONS = "permutations";
  public static final String ROTATIONS = "rotations";
  public static final String MNIST_PERMUTATIONS = "permutations of mnist";
  public static final String MNIST_ROTATIONS = "rotations of mnist";
  public static final String SPLIT = "split fashion-mnist";

  private static final int LAYERS = 2;
  private static final int BATCH = 10;
  private static final int PER_TASK = 2;

  /**
   * The streams of one size.
   *
   * @param data real data; empty means generated alphabets
   * @param seed of permutations and of the images that are kept
   */
  public static List<StreamPlan> at(Size size, Optional<DataFolder> data, long seed) {
    Limits limits = Limits.seeded(seed);
    return switch (size) {
      case TINY -> {
        Limits few = limits.train(60).test(40);
        yield List.of(
            small(PERMUTATIONS, permuted("optdigits", 3, data, seed).limited(few), 1),
            small(ROTATIONS, rotated("optdigits", 3, data, seed).limited(few), 1),
            small(MNIST_PERMUTATIONS, permuted("mnist", 3, data, seed).limited(few), 1),
            small(MNIST_ROTATIONS, rotated("mnist", 3, data, seed).limited(few), 1));
      }
      case LESSON -> {
        Limits digits = limits.train(1_297).test(500);
        yield List.of(
            small(PERMUTATIONS, permuted("optdigits", 10, data, seed).limited(digits), 3),
            small(ROTATIONS, rotated("optdigits", 10, data, seed).limited(digits), 3),
            medium(MNIST_PERMUTATIONS, permuted("mnist", 20, data, seed).limited(digits)),
            medium(MNIST_ROTATIONS, rotated("mnist", 20, data, seed).limited(digits)),
            small(SPLIT, split(data, seed).limited(digits), 2).ownHeads());
      }
      case LONG -> {
        Limits part = limits.train(5_000).test(2_000);
        yield List.of(
            large(PERMUTATIONS, permuted("mnist", 20, data, seed).limited(part)),
            large(ROTATIONS, rotated("mnist", 20, data, seed).limited(part)),
            large(SPLIT, split(data, seed)).ownHeads());
      }
      case PAPER ->
          List.of(
              large(PERMUTATIONS, permuted("mnist", 20, data, seed)),
              large(ROTATIONS, rotated("mnist", 20, data, seed)),
              large(SPLIT, split(data, seed)).ownHeads());
    };
  }

  private static Benchmark permuted(String set, int tasks, Optional<DataFolder> data, long seed) {
    return RelatedTasks.permuted(set, tasks, data, seed);
  }

  private static Benchmark rotated(String set, int tasks, Optional<DataFolder> data, long seed) {
    return RelatedTasks.rotated(set, tasks, data, seed);
  }

  private static Benchmark split(Optional<DataFolder> data, long seed) {
    return RelatedTasks.split("fashion-mnist", PER_TASK, data, seed);
  }

  /** The pilot's network (§2.5). */
  private static StreamPlan small(String name, Benchmark benchmark, int epochs) {
    return new StreamPlan(name, benchmark, 12, 3, 32, epochs, 200, 1, true);
  }

  /** The paper's tasks and experts with the pilot's number of images and memory. */
  private static StreamPlan medium(String name, Benchmark benchmark) {
    return new StreamPlan(name, benchmark, 20, 4, 32, 3, 200, 0.1, true);
  }

  /** The paper's tasks, experts and memory; width and epochs are not known. */
  private static StreamPlan large(String name, Benchmark benchmark) {
    return new StreamPlan(name, benchmark, 20, 4, 32, 1, 1_000, 0.1, true);
  }

  private StreamPlan ownHeads() {
    return new StreamPlan(
        name, benchmark, experts, active, width, epochs, memory, deviation, false);
  }

  /** Whether all methods learn it; the others are for the few that the claims compare. */
  public boolean isForAll() {
    return name.equals(PERMUTATIONS) || name.equals(ROTATIONS);
  }

  /** Builds all tasks. */
  public List<Task> tasks() {
    return benchmark.tasks().toList();
  }

  /** Two layers of experts. */
  public RoutedNetwork network(Task first) {
    return RoutedNetwork.uniform(
        first.train().channels(), first.train().rows(), LAYERS, experts, Block.dense(width));
  }

  /** The router of these experts, with co-training. */
  public CoTraining router() {
    return Router.coTraining().active(active).deviation(deviation);
  }

  /** Learns with experts, without replay. */
  public ContinualTraining routed(List<Task> tasks, CoTraining router, long seed) {
    return training(network(tasks.get(0)), tasks, seed).router(router);
  }

  /** Learns with a dense network of as many parameters, without replay. */
  public ContinualTraining dense(List<Task> tasks, long seed) {
    Task first = tasks.get(0);
    return training(Matched.dense(network(first), first.classes()), tasks, seed);
  }

  private ContinualTraining training(RoutedNetwork network, List<Task> tasks, long seed) {
    ContinualTraining training =
        ContinualTraining.of(network).tasks(tasks).epochs(epochs).batch(BATCH).seed(seed);
    return isShared ? training : training.ownHeads();
  }

  /** The same with this stream's memory; each step sees as many earlier samples as new ones. */
  public ContinualTraining replaying(ContinualTraining training) {
    return training.replay(memory, BATCH);
  }
}
