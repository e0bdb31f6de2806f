package org.munet4j.agent;

import java.util.OptionalInt;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Charging;
import org.munet4j.task.Task;
import org.munet4j.train.Improvement;

/**
 * µ2Net (Gesmundo and Dean 2022, arXiv 2205.12755; §5 of the specification): tasks arrive one by
 * one; each path carries its own µ, parents are also scanned among the other tasks' models, and
 * momentum is inherited.
 */
public final class Mu2Net {
  private Mu2Net() {}

  /**
   * µ2Net on one task. Defaults: µ begins at 0.2, pure quality as score, the lists of §5.5 are
   * searched, no adapters.
   */
  public static SinglePathAgent on(Task task) {
    return SinglePathAgent.of("mu2net", task, rules()).space(SearchSpace.mu2Net());
  }

  /** µ2Net's column of the version matrix (§3). */
  public static Rules rules() {
    return new Rules(
        Score.quality(),
        new Mutation(Mutation.Rate.PER_PATH, 0.2, false, false),
        new Selection(
            false,
            Selection.Parents.DECAY_OVER_SEEDS,
            Selection.Counting.ALL_MODELS,
            Improvement.NOT_WORSE,
            Selection.Ties.NEWEST,
            OptionalInt.empty()),
        new Inheritance(true, true, 100, Charging.TASKS),
        true);
  }
}
