package org.munet4j.agent;

import java.util.OptionalInt;
import org.munet4j.system.Charging;
import org.munet4j.task.Task;
import org.munet4j.train.Improvement;

/**
 * muNet (Gesmundo and Dean 2022, arXiv 2205.10937; §4 of the specification): the first children try
 * each published model unchanged; later ones clone, insert, drop and retune with one probability µ.
 */
public final class MuNet {
  private MuNet() {}

  /**
   * muNet on one task. Defaults: µ 0.1, pure quality as score, the number of layers and adapters
   * are searched.
   */
  public static SinglePathAgent on(Task task) {
    return SinglePathAgent.of("munet", task, rules());
  }

  /** muNet's column of the version matrix (§3). */
  public static Rules rules() {
    return new Rules(
        Score.quality(),
        new Mutation(Mutation.Rate.CONSTANT, 0.1, true, false),
        new Selection(
            true,
            Selection.Parents.DECAY,
            Selection.Counting.OWN_MODELS,
            Improvement.STRICT,
            Selection.Ties.OLDEST,
            OptionalInt.empty()),
        new Inheritance(false, false, 100, Charging.TASKS),
        true);
  }
}
