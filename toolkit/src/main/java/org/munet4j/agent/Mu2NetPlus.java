package org.munet4j.agent;

import java.util.List;
import java.util.OptionalInt;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Charging;
import org.munet4j.task.Task;
import org.munet4j.train.Improvement;

/**
 * µ2Net+ (Gesmundo 2022, arXiv 2209.07326; §6 of the specification): the score has a price for size
 * and for compute, every kind of change learns its own probability µ(·), and image size is searched
 * as well.
 */
public final class Mu2NetPlus {
  private Mu2NetPlus() {}

  /**
   * µ2Net+ on one task. Defaults: µ begins at 0.1, size and compute at a price of 0.99 against the
   * root, the lists of §6.5 up to the given depth, and images of training as they are.
   *
   * @param layers most blocks
   * @param imageSizes that are searched, in pixels
   */
  public static SinglePathAgent on(Task task, int layers, List<Integer> imageSizes) {
    return SinglePathAgent.of("mu2net+", task, rules())
        .space(SearchSpace.mu2NetPlus(layers, imageSizes));
  }

  /** µ2Net+'s column of the version matrix (§3). */
  public static Rules rules() {
    return new Rules(
        Score.sizeAndCompute(0.99),
        new Mutation(Mutation.Rate.PER_ACTION, 0.1, true, false),
        new Selection(
            false,
            Selection.Parents.DECAY,
            Selection.Counting.OWN_MODELS,
            Improvement.NOT_WORSE,
            Selection.Ties.NEWEST,
            OptionalInt.empty()),
        new Inheritance(true, true, 1000, Charging.TASKS_AND_ROOT),
        false);
  }
}
