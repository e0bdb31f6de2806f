package org.munet4j.paper;

import java.util.List;
import java.util.Optional;
import org.munet4j.agent.Mu2NetPlus;
import org.munet4j.agent.MultipathAgent;
import org.munet4j.agent.Score;
import org.munet4j.agent.SinglePathAgent;
import org.munet4j.data.DataFolder;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.task.Benchmark;
import org.munet4j.task.Task;
import org.munet4j.train.Budget;

/**
 * Single-path agents that settle tasks, and multipath agents that come after them (paper 5, §8.2,
 * §8.4), with one budget for both.
 *
 * @param tasks characters that are compared
 * @param children of a cycle
 * @param generation children that are sampled together
 * @param budget of one child
 */
public record Settlement(int tasks, int children, int generation, Budget budget) {
  private static final List<Integer> SIZES = List.of(16, 32);
  private static final long SPLITS = 7;

  /** The setting at one size; PAPER has §8.2's of T3. */
  public static Settlement at(Size size) {
    return switch (size) {
      case TINY -> new Settlement(3, 4, 2, new Budget(16, 3, 2, 2));
      case LESSON -> new Settlement(10, 8, 4, new Budget(64, 25, 2, 10));
      case LONG -> new Settlement(10, 16, 4, new Budget(64, 50, 4, 10));
      case PAPER -> new Settlement(10, 16, 4, Budget.examples(512, 300_000, 4, 10_240));
    };
  }

  /** The first of the characters, or generated alphabets in their place. */
  public List<Task> characters(Optional<DataFolder> data) {
    Benchmark all = Benchmark.characters(data, SPLITS);
    return all.first(Math.min(tasks, all.size())).tasks().toList();
  }

  /** A single-path agent: µ2Net+'s rules and lists without adapters. */
  public SinglePathAgent single(Task task, long seed) {
    return Mu2NetPlus.on(task, Protocol.LAYERS, SIZES)
        .seed(seed)
        .children(children)
        .generation(generation)
        .score(Score.sizeAndCompute(0.99))
        .space(SearchSpace.mu2NetPlus(Protocol.LAYERS, SIZES).without(Hyperparameters.ADAPTER_DIM))
        .defaults(Hyperparameters.plain(Protocol.LAYERS, Protocol.SIDE).with("opt_lr", 0.1))
        .mutation(0.2)
        .budget(budget);
  }

  /** A multipath agent with the same children and budget. */
  public MultipathAgent multipath(Task task, long seed) {
    return MultipathAgent.on(task)
        .seed(seed)
        .children(children)
        .generation(generation)
        .budget(budget);
  }
}
