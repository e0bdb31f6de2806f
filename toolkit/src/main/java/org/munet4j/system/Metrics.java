package org.munet4j.system;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What is known about one model (muNet family, §2.1).
 *
 * @param quality best validation accuracy, 0 to 1
 * @param test test accuracy, 0 to 1, once it was measured; it decides nothing
 * @param score what decided
 * @param generation the parent's plus one; 0 for a root
 * @param offspring children produced for the model's own task
 * @param evaluations validation accuracy after each interval
 */
public record Metrics(
    double quality,
    OptionalDouble test,
    double score,
    int generation,
    int offspring,
    List<Double> evaluations) {
  public Metrics {
    evaluations = List.copyOf(evaluations);
  }

  /** The metrics of a root, which solves no task. */
  public static Metrics root() {
    return new Metrics(0, OptionalDouble.empty(), 0, 0, 0, List.of());
  }

  public Metrics withTest(double accuracy) {
    return new Metrics(
        quality, OptionalDouble.of(accuracy), score, generation, offspring, evaluations);
  }

  public Metrics withScore(double newScore) {
    return new Metrics(quality, test, newScore, generation, offspring, evaluations);
  }

  public Metrics withOffspring(int children) {
    return new Metrics(quality, test, score, generation, children, evaluations);
  }
}
