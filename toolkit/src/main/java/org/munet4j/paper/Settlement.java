package org.munet4j.paper;

import java.util.List;
import java.util.Optional;
import org.munet4j.agent.Mu4Net;
import org.munet4j.agent.MultipathAgent;
import org.munet4j.agent.SinglePathAgent;
import org.munet4j.data.DataFolder;
import org.munet4j.space.Hyperparameters;
import org.munet4j.task.Task;
import org.munet4j.task.TaskPlan;
import org.munet4j.train.Budget;

/**
 * Single-path agents that settle tasks, and multipath agents that come after them (paper 5, §8.2,
 * §8.4), with one budget for both.
 *
 * @param tasks that are compared
 * @param children of a cycle
 * @param generation children that are sampled together
 * @param rate of learning that single paths begin with
 * @param budget of one child
 */
public record Settlement(int tasks, int children, int generation, double rate, Budget budget) {
  private static final List<Integer> SIZES = List.of(16, 32);

  /** The setting at one size; PAPER has §8.2's budget of T3. */
  public static Settlement at(Size size) {
    return switch (size) {
      case TINY -> new Settlement(3, 4, 2, 0.1, new Budget(16, 3, 2, 2));
      case LESSON -> new Settlement(12, 4, 2, 0.1, new Budget(64, 25, 2, 10));
      case LONG -> new Settlement(20, 16, 4, 0.1, new Budget(64, 50, 4, 10));
      case PAPER -> new Settlement(50, 16, 4, 0.02, Budget.examples(512, 300_000, 4, 10_000));
    };
  }

  /** The first numerals and single alphabets of the stream, each a small set of its own. */
  public List<Task> arrivals(Optional<DataFolder> data) {
    return Arrivals.plans(data).limit(tasks).map(TaskPlan::build).toList();
  }

  /** A single-path agent of paper 5; but for PAPER it learns faster, as it has few steps. */
  public SinglePathAgent single(Task task, long seed) {
    return Mu4Net.on(task, Protocol.LAYERS, SIZES, Protocol.SIDE)
        .seed(seed)
        .children(children)
        .generation(generation)
        .defaults(Hyperparameters.mu4Net(Protocol.LAYERS, Protocol.SIDE).with("opt_lr", rate))
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
