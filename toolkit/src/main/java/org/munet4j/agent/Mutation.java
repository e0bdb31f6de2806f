package org.munet4j.agent;

import org.munet4j.internal.Require;

/**
 * How a child differs from its parent (muNet family, §3).
 *
 * @param rate where the probability of a change comes from
 * @param probability µ: of every change, or of the first models' and of the data choices
 * @param insertsAdapters whether residual adapters may be inserted
 * @param growsBeyondRoot whether {@code num_layers} may exceed the root's; new blocks are fresh
 */
public record Mutation(
    Rate rate, double probability, boolean insertsAdapters, boolean growsBeyondRoot) {

  /** Where the probability of a change comes from. */
  public enum Rate {
    /** µ is the same for all (muNet). */
    CONSTANT,
    /** µ is a hyperparameter of the path, {@code _mu_}, itself mutated (µ2Net). */
    PER_PATH,
    /** µ(·): each action has a probability of its own, learned and inherited (µ2Net+, §6.3). */
    PER_ACTION,
    /**
     * Random search, to compare with: hyperparameters are drawn from their whole lists, and
     * everything else happens with probability one half.
     */
    RANDOM
  }

  public Mutation {
    Require.that(
        probability >= 0 && probability <= 1,
        "mutation probability is %s, needs 0 to 1",
        probability);
  }

  public Mutation rate(Rate value) {
    return new Mutation(value, probability, insertsAdapters, growsBeyondRoot);
  }

  public Mutation probability(double value) {
    return new Mutation(rate, value, insertsAdapters, growsBeyondRoot);
  }
}
