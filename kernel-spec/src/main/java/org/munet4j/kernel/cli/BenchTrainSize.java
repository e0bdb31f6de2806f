package org.munet4j.kernel.cli;

import java.util.List;
import java.util.Optional;
import org.munet4j.internal.Require;
import org.munet4j.train.TrainBench.Model;

/**
 * How much of {@code munet4j bench train} is done.
 *
 * @param rounds how often each pair is measured
 * @param models in the order of the table
 * @param children of the search with and without reuse
 * @param inputSteps of the trainings whose input is timed
 * @param steps at which native memory is read
 * @param trained children after which native memory is read
 */
record BenchTrainSize(
    int rounds,
    List<Model> models,
    int children,
    int inputSteps,
    List<Integer> steps,
    List<Integer> trained) {
  BenchTrainSize {
    Require.that(rounds >= 1, "--rounds is %d, needs at least 1", rounds);
    models = models.stream().distinct().sorted().toList();
  }

  static BenchTrainSize of(boolean isQuick) {
    return isQuick
        ? new BenchTrainSize(
            1,
            List.of(Model.NANO, Model.MICRO, Model.EMPTY),
            4,
            60,
            List.of(300, 2_000),
            List.of(100, 300))
        : new BenchTrainSize(
            5,
            List.of(Model.values()),
            64,
            300,
            List.of(1_000, 2_500, 5_000, 7_500, 10_000),
            List.of(200, 500, 1_000));
  }

  BenchTrainSize rounds(Optional<Integer> given) {
    return new BenchTrainSize(given.orElse(rounds), models, children, inputSteps, steps, trained);
  }

  /** All stay where none is given. */
  BenchTrainSize models(List<Model> given) {
    return new BenchTrainSize(
        rounds, given.isEmpty() ? models : given, children, inputSteps, steps, trained);
  }
}
