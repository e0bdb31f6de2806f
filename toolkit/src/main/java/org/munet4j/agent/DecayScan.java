package org.munet4j.agent;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/**
 * Parent selection by decay (muNet family, §2.8): candidates are offered from best to worst and one
 * with n children is taken with probability 2⁻ⁿ.
 */
final class DecayScan {
  private DecayScan() {}

  /**
   * @param candidates from best to worst
   * @param children how many children a candidate has produced
   * @return the first candidate that is taken; empty if none is
   */
  static <T> Optional<T> pick(
      List<T> candidates, ToIntFunction<T> children, RandomGenerator random) {
    for (T candidate : candidates) {
      if (random.nextDouble() < Math.pow(0.5, children.applyAsInt(candidate))) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
