package org.munet4j.agent;

import java.util.List;
import java.util.OptionalInt;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Charging;
import org.munet4j.task.Task;
import org.munet4j.train.Improvement;

/**
 * The single-path agents of paper 5 (Gesmundo 2023, arXiv 2302.02721; §8.2 of the specification),
 * whose paths multipath agents compose: µ2Net+ without adapters and with fresh momentum, a child
 * stays only if it is strictly better than its parent, and the five best live.
 */
public final class Mu4Net {
  static final int CAP = 5;

  private Mu4Net() {}

  /**
   * On one task, with §8.2's defaults: µ and learning rate begin at 0.2 and 0.02, momentum 0.8 with
   * Nesterov, images of training as they are.
   *
   * @param layers most blocks, and those of the first models
   * @param imageSizes that are searched, in pixels; empty keeps the root's
   * @param imageSize of the first models
   */
  public static SinglePathAgent on(Task task, int layers, List<Integer> imageSizes, int imageSize) {
    return SinglePathAgent.of("mu4net", task, rules())
        .space(SearchSpace.mu4Net(layers, imageSizes))
        .defaults(Hyperparameters.mu4Net(layers, imageSize));
  }

  /** Paper 5's column of the version matrix (§3). */
  public static Rules rules() {
    return new Rules(
        Score.sizeAndCompute(0.99),
        new Mutation(Mutation.Rate.PER_ACTION, 0.2, false, false),
        selection(),
        new Inheritance(false, true, 1000, Charging.TASKS_AND_ROOT),
        false);
  }

  static Selection selection() {
    return new Selection(
        false,
        Selection.Parents.DECAY,
        Selection.Counting.DECAYED,
        Improvement.STRICT,
        Selection.Ties.OLDEST,
        OptionalInt.of(CAP));
  }
}
