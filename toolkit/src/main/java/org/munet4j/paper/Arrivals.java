package org.munet4j.paper;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.munet4j.agent.Mu2Net;
import org.munet4j.agent.SinglePathAgent;
import org.munet4j.data.DataFolder;
import org.munet4j.internal.Require;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.task.Benchmark;
import org.munet4j.task.Task;
import org.munet4j.task.TaskPlan;
import org.munet4j.train.Budget;

/**
 * Paper 2's setting cut down (muNet family, §5): small tasks that arrive one by one, numerals
 * first, then the alphabets of Omniglot, each with one cycle of µ2Net.
 *
 * @param few tasks in the system at the first measurement of time; at least 3, as the second is
 *     private and those behind it are visited again
 * @param many at the second, and in all
 * @param probes tasks that never join, to measure time with
 * @param children of a cycle
 * @param generation children that are sampled together
 * @param budget of one child
 */
public record Arrivals(int few, int many, int probes, int children, int generation, Budget budget) {
  private static final Set<String> NUMERALS =
      Set.of("cmaterdb-bangla", "cmaterdb-devanagari", "cmaterdb-telugu", "femnist-digits");
  private static final long SPLITS = 7;

  public Arrivals {
    Require.that(
        few >= 3 && many >= few && probes >= 1,
        "arrivals: %d tasks at first, %d in all, %d probes; needs at least 3, no fewer in"
            + " all, at least 1",
        few,
        many,
        probes);
  }

  /** The setting at one size; PAPER has the children and validations of §5.4's T3. */
  public static Arrivals at(Size size) {
    return switch (size) {
      case TINY -> new Arrivals(3, 4, 1, 4, 2, new Budget(16, 2, 2, 4));
      case LESSON -> new Arrivals(5, 30, 3, 8, 4, new Budget(32, 12, 2, 10));
      case LONG -> new Arrivals(5, 50, 3, 16, 4, new Budget(32, 12, 2, 10));
      case PAPER -> new Arrivals(5, 30, 3, 64, 8, Budget.examples(512, 51_200, 5, 5_120));
    };
  }

  /** The same setting with at most so many tasks that join, and no fewer than at the first stop. */
  public Arrivals most(int tasks) {
    int fewer = Math.max(few, Math.min(many, tasks));
    return new Arrivals(few, fewer, probes, children, generation, budget);
  }

  /** The tasks that join, in order, then the probes. */
  public List<Task> tasks(Optional<DataFolder> data) {
    List<TaskPlan> chosen = plans(data).limit(many + probes).toList();
    return new Benchmark("arrivals", chosen).tasks().toList();
  }

  /** The numerals and single alphabets of the stream of all tasks, in its order. */
  static Stream<TaskPlan> plans(Optional<DataFolder> data) {
    return Benchmark.stream(data, SPLITS).plans().stream()
        .filter(
            plan ->
                NUMERALS.contains(plan.name())
                    || plan.name().startsWith("omniglot-") && !plan.name().endsWith("-1k"));
  }

  /** µ2Net with the lists of its large runs (§5.5), which search µ; depth stays. */
  public SinglePathAgent agent(Task task, long seed) {
    return Mu2Net.on(task)
        .seed(seed)
        .children(children)
        .generation(generation)
        .space(SearchSpace.mu2Net())
        .defaults(Hyperparameters.plain(Protocol.LAYERS, Protocol.SIDE).with("opt_lr", 0.1))
        .budget(budget);
  }
}
