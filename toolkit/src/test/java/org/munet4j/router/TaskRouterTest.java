package org.munet4j.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.munet4j.component.Block;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Descent;
import org.munet4j.train.RoutedLearner;
import org.munet4j.train.Samples;
import org.munet4j.train.TinyTask;

/** What every router of tasks promises. */
class TaskRouterTest {
  private static final RoutedNetwork NETWORK = RoutedNetwork.uniform(1, 12, 2, 5, Block.dense(4));
  private static final int TASKS = 3;

  /** Routers, and what the weights of a layer sum to, before and after learning. */
  static Stream<Arguments> routers() {
    return Stream.of(
        Arguments.of(Router.coTraining().active(2), 1),
        Arguments.of(Router.coTraining().active(5).deviation(0), 1),
        Arguments.of(Router.gumbelMatrix().probability(0.97), 1),
        Arguments.of(Router.sharedBottom(), 5),
        Arguments.of(Router.sharedBottom().averaged(), 1),
        Arguments.of(Router.noSharing(), 1));
  }

  private record Learned(List<Tensor> weights, List<List<Double>> ofModel) {}

  private static Learned learned(TaskRouter router, int steps, long seed) {
    RandomStream stream = RandomStream.seeded(seed);
    try (RoutedLearner learner =
        new RoutedLearner(NETWORK, NETWORK.fresh("x", stream), Descent.sgd(0.1, 0.1))) {
      for (int task = 0; task < TASKS; task++) {
        learner.add(
            TinyTask.named("bars-" + task, 3, task),
            router.route(NETWORK, task, TASKS, stream.split("scores")),
            NETWORK.freshHead(3, "x", stream.split(task)));
      }
      for (int step = 0; step < steps; step++) {
        Samples samples = Samples.of(1, step, step + 1).and(Samples.of(2, step));
        learner.train(
            samples, router.gating(step), router.penalties(step, steps), stream.split(step));
      }
      return new Learned(
          learner.weights(1, router.gating(steps)),
          learner.snapshot(1, router.gating(steps).still(), "x").weights());
    }
  }

  @ParameterizedTest
  @MethodSource("routers")
  void weightsSumToWhatIsPromisedAndTheModelHasThem(TaskRouter router, double sum) {
    for (int steps : new int[] {0, 5}) {
      Learned learned = learned(router, steps, 3);
      for (int layer = 0; layer < 2; layer++) {
        float[] weights = learned.weights().get(layer).toArray();
        double all = 0;
        for (int component = 0; component < weights.length; component++) {
          assertTrue(weights[component] >= 0);
          assertEquals(weights[component], learned.ofModel().get(layer).get(component), 1e-7);
          all += weights[component];
        }
        assertEquals(sum, all, 1e-5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("routers")
  void theSameSeedsGiveTheSameWeights(TaskRouter router, double sum) {
    for (long seed = 1; seed < 4; seed++) {
      assertEquals(learned(router, 4, seed), learned(router, 4, seed), "seed " + seed);
    }
  }

  @ParameterizedTest
  @MethodSource("routers")
  void settingsNameTheRouter(TaskRouter router, double sum) {
    assertTrue(router.settings().containsKey("router"), router.settings().toString());
  }
}
