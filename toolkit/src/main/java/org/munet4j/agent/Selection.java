package org.munet4j.agent;

import java.util.OptionalInt;
import org.munet4j.internal.Require;
import org.munet4j.train.Improvement;

/**
 * Who becomes a parent and who survives (muNet family, §3).
 *
 * @param hasSeedPass whether the first children try each published model as it is
 * @param parents how a parent is chosen
 * @param counting which children reduce a parent's chance of being chosen again
 * @param keep what a child needs to stay
 * @param ties which of the models of equal score counts as the best
 * @param cap most models alive after a generation; empty for no limit
 */
public record Selection(
    boolean hasSeedPass,
    Parents parents,
    Counting counting,
    Improvement keep,
    Ties ties,
    OptionalInt cap) {

  /** How a parent is chosen. Decay: from the best score down, with probability ½ a child (§2.8). */
  public enum Parents {
    /** Decay over the task's own models, else any with equal probability (muNet, µ2Net+). */
    DECAY,
    /** Decay over the own models, then over the shuffled seeds, else any (µ2Net). */
    DECAY_OVER_SEEDS,
    /** Hill climbing, to compare with: always the best own model, a seed until there is one. */
    BEST,
    /** Random search, to compare with: any seed, never an own model. */
    SEEDS
  }

  /** Which children reduce a parent's chance. */
  public enum Counting {
    /** Those of the task's own models. */
    OWN_MODELS,
    /** Those of any model that this task's agents have made from it (µ2Net). */
    ALL_MODELS,
    /** Those of the own models that were chosen by decay (paper 5). */
    DECAYED
  }

  /** Which of the models of equal score counts as the best. */
  public enum Ties {
    OLDEST,
    NEWEST
  }

  public Selection {
    Require.that(cap.orElse(1) >= 1, "population cap is %s, needs at least 1", cap.orElse(1));
  }

  public Selection parents(Parents value) {
    return new Selection(hasSeedPass, value, counting, keep, ties, cap);
  }

  /** Keeps so many models of the task alive after each generation. */
  public Selection cap(int most) {
    return new Selection(hasSeedPass, parents, counting, keep, ties, OptionalInt.of(most));
  }
}
