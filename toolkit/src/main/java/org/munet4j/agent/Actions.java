package org.munet4j.agent;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.munet4j.component.Vit;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.tensor.RandomStream;

/**
 * Decides the changes of one child, action by action: {@code hp:opt_lr}, {@code
 * clone:encoderblock_1}, {@code add:residual_adapter_0} (muNet family, §2.6, §6.3). Each action
 * draws from a stream of its own, so that no decision moves another.
 */
final class Actions {
  private static final String HYPERPARAMETER = "hp:";
  private static final String CLONE = "clone:";
  private static final String ADD = "add:";
  private static final double HALF = 0.5;

  private final Mutation mutation;
  private final SearchSpace space;
  private final OptionalDouble meta;
  private final RandomStream stream;
  private Hyperparameters choices;

  /**
   * @param choices before any change
   * @param meta µ in place of the path's own; empty takes {@code _mu_}
   */
  Actions(
      Mutation mutation,
      SearchSpace space,
      Hyperparameters choices,
      OptionalDouble meta,
      RandomStream stream) {
    this.mutation = mutation;
    this.space = space;
    this.choices = choices;
    this.meta =
        mutation.rate() == Mutation.Rate.CONSTANT
            ? OptionalDouble.of(mutation.probability())
            : meta;
    this.stream = stream;
  }

  /** The choices with all that was decided so far. */
  Hyperparameters choices() {
    return choices;
  }

  /** Whether a frozen component is cloned; the final norm always is, and teaches no µ(·). */
  boolean clones(String component) {
    return component.equals(Vit.NORM) || isDecided(CLONE + component);
  }

  boolean adds(String adapter) {
    return mutation.insertsAdapters() && isDecided(ADD + adapter);
  }

  /** Mutates each hyperparameter of this prefix that has a search list. */
  void mutate(String prefix) {
    for (String name : space.lists().keySet()) {
      if (name.startsWith(prefix)) {
        mutateOne(name);
      }
    }
  }

  private void mutateOne(String name) {
    SplittableRandom random = stream.split(HYPERPARAMETER + name).split("value").generator();
    Object before = choices.values().get(name);
    if (mutation.rate() == Mutation.Rate.RANDOM) {
      List<Object> all = space.lists().get(name);
      choices = choices.with(name, all.get(random.nextInt(all.size())));
    } else if (isDecided(HYPERPARAMETER + name)) {
      choices = choices.with(name, space.step(name, before, random));
    }
  }

  private boolean isDecided(String action) {
    SplittableRandom random = stream.split(action).generator();
    return switch (mutation.rate()) {
      case CONSTANT, PER_PATH -> random.nextDouble() < mu();
      case PER_ACTION -> random.nextDouble() < learned(action);
      case RANDOM -> random.nextDouble() < HALF;
    };
  }

  private double mu() {
    return meta.orElseGet(() -> choices.number(Hyperparameters.MU));
  }

  /** The action's own probability, moved a step with probability µ, and remembered (§6.3). */
  private double learned(String action) {
    double mu = mu();
    double before = choices.learned(action).orElse(mu);
    if (!space.has(Hyperparameters.MU)) {
      return before;
    }
    SplittableRandom random = stream.split(action).split("learn").generator();
    double now =
        random.nextDouble() < mu ? (Double) space.step(Hyperparameters.MU, before, random) : before;
    choices = choices.with(Hyperparameters.LEARNED_PREFIX + action, now);
    return now;
  }
}
