package org.munet4j.router;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Block;
import org.munet4j.component.Component;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Descent;
import org.munet4j.train.Gating;
import org.munet4j.train.Penalties;
import org.munet4j.train.Route;
import org.munet4j.train.RoutedLearner;
import org.munet4j.train.Samples;
import org.munet4j.train.TinyTask;

class CoTrainingTest {
  private static final RoutedNetwork NETWORK = RoutedNetwork.uniform(1, 12, 2, 7, Block.dense(6));
  private static final CoTraining ROUTER = Router.coTraining().active(2);
  private static final Gating STILL = ROUTER.gating(0).still();
  private static final int TASKS = 3;

  private static Task task(int place) {
    return TinyTask.named("bars-" + place, 4, place);
  }

  /** Three tasks of one head, and behind them one that shows all experts. */
  private static RoutedLearner learner(long seed) {
    RandomStream stream = RandomStream.seeded(seed);
    RoutedLearner learner =
        new RoutedLearner(NETWORK, NETWORK.fresh("x", stream), Descent.sgd(0.1, 0.5));
    learner.add(
        task(0), ROUTER.route(NETWORK, 0, TASKS, stream), NETWORK.freshHead(4, "x", stream));
    for (int place = 1; place < TASKS; place++) {
      learner.addSharing(task(place), ROUTER.route(NETWORK, place, TASKS, stream), 0);
    }
    Route all = Router.sharedBottom().route(NETWORK, 0, 1, stream);
    learner.addSharing(task(TASKS), all, 0);
    return learner;
  }

  /** All experts, then the head. */
  private static List<Component> everything(RoutedLearner learner) {
    return learner.snapshot(TASKS, Gating.fixed(), "x").components();
  }

  private static void train(RoutedLearner learner, int task, long seed) {
    for (int step = 0; step < 4; step++) {
      int[] images = IntStream.range(10 * step, 10 * step + 10).toArray();
      RandomStream draws = RandomStream.seeded(seed).split(step);
      learner.train(Samples.of(task, images), ROUTER.gating(step), Penalties.none(), draws);
    }
  }

  @Test
  void weightsOfEachLayerAreTheSoftmaxOfTheHighestScoresAndSumToOne() {
    for (long seed = 0; seed < 8; seed++) {
      try (RoutedLearner learner = learner(seed)) {
        train(learner, 0, seed);
        for (int task = 0; task < TASKS; task++) {
          for (int layer = 0; layer < 2; layer++) {
            float[] scores = learner.scores(task).get(layer).toArray();
            float[] weights = learner.weights(task, STILL).get(layer).toArray();
            int[] best =
                IntStream.range(0, 7)
                    .boxed()
                    .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                    .mapToInt(i -> i)
                    .limit(2)
                    .toArray();
            double share = 1 / (1 + Math.exp(scores[best[1]] - scores[best[0]]));
            float[] expected = new float[7];
            expected[best[0]] = (float) share;
            expected[best[1]] = (float) (1 - share);
            assertArrayEquals(expected, weights, 1e-6f);
          }
        }
      }
    }
  }

  @Test
  void aCoTrainingStepLeavesUsedExpertsScoresHeadAndAnswersOfEarlierTasksBitIdentical() {
    for (long seed = 0; seed < 8; seed++) {
      try (RoutedLearner learner = learner(seed)) {
        UnusedExperts unused = new UnusedExperts(NETWORK);
        for (int task = 0; task < 2; task++) {
          train(learner, task, seed);
          unused.use(learner.weights(task, STILL));
        }
        Samples samples = Samples.of(1, 5, 6, 7).and(Samples.of(0, 1, 2, 3));
        List<Component> before = everything(learner);
        List<List<Tensor>> scores = scores(learner);
        List<Tensor> answers = answers(learner);
        UnusedExperts.Detour detour =
            unused.detour(2, learner.weights(1, STILL), RandomStream.seeded(seed));
        learner.trainOnly(samples, detour.weights(), detour.trained(), 0.1);

        List<Component> after = everything(learner);
        Set<String> changed = new HashSet<>();
        for (int i = 0; i < before.size(); i++) {
          if (!before.get(i).equals(after.get(i))) {
            changed.add(before.get(i).name());
          }
        }
        assertFalse(changed.isEmpty());
        assertTrue(detour.trained().containsAll(changed), changed + " of " + detour.trained());
        assertEquals(scores, scores(learner));
        assertEquals(answers, answers(learner));
      }
    }
  }

  private static List<List<Tensor>> scores(RoutedLearner learner) {
    return IntStream.range(0, TASKS).mapToObj(learner::scores).toList();
  }

  /** Logits of the two tasks that were learned. */
  private static List<Tensor> answers(RoutedLearner learner) {
    return IntStream.range(0, 2)
        .mapToObj(task -> learner.logits(task, task(task).test(), STILL))
        .toList();
  }

  @Test
  void firstScoresAreDrawnForEachTaskAndLayerWithTheDeviationThatIsAskedFor() {
    RoutedNetwork wide = RoutedNetwork.uniform(1, 2, 2, 2_000, Block.identity());
    Route route = ROUTER.deviation(3).route(wide, 1, 2, RandomStream.seeded(1));
    for (Tensor scores : route.scores()) {
      double squares = 0;
      double sum = 0;
      for (float score : scores.toArray()) {
        sum += score;
        squares += score * score;
      }
      assertEquals(0, sum / 2_000, 4 * 3 / Math.sqrt(2_000));
      assertEquals(9, squares / 2_000, 1.2);
    }
    assertNotEquals(route.scores().get(0), route.scores().get(1));
    Route other = ROUTER.deviation(3).route(wide, 0, 2, RandomStream.seeded(1));
    assertNotEquals(route.scores(), other.scores());
    assertEquals(
        route.scores(), ROUTER.deviation(3).route(wide, 1, 2, RandomStream.seeded(1)).scores());
  }

  @Test
  void withoutDeviationScoresBeginWithZeros() {
    Route route = ROUTER.deviation(0).route(NETWORK, 0, 1, RandomStream.seeded(1));
    assertEquals(List.of(Tensor.zeros(7), Tensor.zeros(7)), route.scores());
  }

  @Test
  void aNetworkWithTooFewExpertsIsRefused() {
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> ROUTER.active(8).route(NETWORK, 0, 1, RandomStream.seeded(1)))
            .getMessage();
    assertTrue(said.contains("has 7 components, needs at least 8"), said);
  }
}
