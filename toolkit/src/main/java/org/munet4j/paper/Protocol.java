package org.munet4j.paper;

import java.util.Optional;
import org.munet4j.agent.Agent;
import org.munet4j.agent.Baseline;
import org.munet4j.agent.MuNet;
import org.munet4j.agent.Rules;
import org.munet4j.agent.SinglePathAgent;
import org.munet4j.data.DataFolder;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.task.Benchmark;
import org.munet4j.task.Task;
import org.munet4j.train.Budget;

/**
 * How much the experiments with T3@32 may cost (muNet family, §4.5 and §12.3): the same code at
 * every size.
 *
 * @param tasks of each benchmark, from its first
 * @param children that an agent trains in one cycle
 * @param generation children that are sampled together
 * @param cycles over all tasks
 * @param mutation muNet's µ
 * @param budget of one child
 * @param replicas of a baseline, which share the budget of all children
 */
public record Protocol(
    int tasks,
    int children,
    int generation,
    int cycles,
    double mutation,
    Budget budget,
    int replicas) {
  /** Blocks of T3. */
  public static final int LAYERS = 3;

  /** Side of its images in pixels. */
  public static final int SIDE = 32;

  private static final long SPLITS = 7;

  /** The protocol at one size; PAPER is muNet's own. */
  public static Protocol at(Size size) {
    return switch (size) {
      case TINY -> new Protocol(2, 4, 2, 1, 0.5, new Budget(32, 2, 2, 2), 2);
      case LESSON -> new Protocol(10, 16, 2, 1, 0.1, new Budget(64, 6, 2, 10), 8);
      case LONG -> new Protocol(10, 32, 2, 2, 0.1, new Budget(64, 6, 2, 10), 8);
      case PAPER -> new Protocol(10, 64, 8, 2, 0.1, new Budget(512, 100, 5, 10), 8);
    };
  }

  /** The first of muNet's characters, or generated alphabets in their place. */
  public Benchmark characters(Optional<DataFolder> data) {
    return first(Benchmark.characters(data, SPLITS));
  }

  /** The first of ten diverse sets of images, or generated alphabets in their place. */
  public Benchmark diverse(Optional<DataFolder> data) {
    return first(Benchmark.diverse(data, SPLITS));
  }

  private Benchmark first(Benchmark benchmark) {
    return benchmark.first(Math.min(tasks, benchmark.size()));
  }

  /** Where every search begins. Characters are not mirrored or cropped; the search may do both. */
  public Hyperparameters defaults() {
    return Hyperparameters.plain(LAYERS, SIDE).with("opt_lr", 0.1);
  }

  /** muNet with these rules. */
  public SinglePathAgent muNet(Task task, long seed, Rules rules) {
    return MuNet.on(task)
        .seed(seed)
        .children(children)
        .generation(generation)
        .rules(rules)
        .mutation(mutation)
        .space(SearchSpace.autoTune(LAYERS))
        .defaults(defaults())
        .budget(budget);
  }

  /** A baseline with the budget of all of muNet's cycles. */
  public Agent baseline(Baseline baseline, long seed) {
    return baseline
        .seed(seed)
        .replicas(replicas)
        .children(cycles * children)
        .defaults(defaults())
        .budget(budget);
  }
}
