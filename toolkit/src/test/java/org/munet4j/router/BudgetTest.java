package org.munet4j.router;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Block;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.data.SmoothFields;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Descent;
import org.munet4j.train.Gating;
import org.munet4j.train.RoutedLearner;
import org.munet4j.train.Samples;

/** What the penalties of a Gumbel matrix do to its scores, told by steps of plain descent. */
class BudgetTest {
  private static final int COMPONENTS = 6;
  private static final double RATE = 0.5;
  private final RoutedNetwork network = RoutedNetwork.uniform(1, 8, 2, 3, Block.dense(4));
  private final Task task =
      Task.named("fields").from(SmoothFields.seeded(1).source(0, 0, 20, 5)).build();

  /** How a step with this router moves the first score of all gates beyond a step without price. */
  private double[] moved(GumbelMatrix free, GumbelMatrix priced) {
    float[] with = scores(priced);
    float[] without = scores(free);
    double[] moved = new double[with.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = with[i] - without[i];
    }
    return moved;
  }

  private float[] scores(GumbelMatrix router) {
    RandomStream draws = RandomStream.seeded(2);
    try (RoutedLearner learner =
        new RoutedLearner(network, network.fresh("x", draws), Descent.sgd(0.1, RATE))) {
      learner.add(
          task, router.route(network, 0, 1, draws), network.freshHead(task.classes(), "x", draws));
      learner.train(
          Samples.of(0, 1, 2, 3), router.gating(0), router.penalties(3, 6), draws.split("gates"));
      List<Tensor> scores = learner.scores(0);
      float[] first = new float[COMPONENTS];
      for (int gate = 0; gate < COMPONENTS; gate++) {
        first[gate] = scores.get(gate / 3).values().get(2 * (gate % 3));
      }
      return first;
    }
  }

  private static double[] all(double value) {
    double[] all = new double[COMPONENTS];
    Arrays.fill(all, value);
    return all;
  }

  @Test
  void aBudgetCostsNothingBelowAndPullsAllGatesAlikeAbove() {
    GumbelMatrix free = Router.gumbelMatrix().probability(0.8);
    assertArrayEquals(all(0), moved(free, free.budget(0.81, 1)), 0);
    double slope = 1.0 / COMPONENTS * 0.8 * 0.2;
    assertArrayEquals(all(-RATE * slope), moved(free, free.budget(0.7, 1)), 1e-6);
    assertArrayEquals(all(-RATE * 3 * slope), moved(free, free.budget(0, 3)), 1e-6);
  }

  @Test
  void aConnectionCostsItsProbability() {
    GumbelMatrix free = Router.gumbelMatrix().probability(0.8);
    assertArrayEquals(all(-RATE * 0.8 * 0.2), moved(free, free.connection(1)), 1e-6);
  }

  @Test
  void aLayerWithoutAnOpenGateCosts() {
    GumbelMatrix free = Router.gumbelMatrix().probability(0.8);
    assertArrayEquals(all(RATE * 0.2 * 0.2 * 0.8 * 0.2), moved(free, free.disconnect(1)), 1e-6);
  }

  @Test
  void entropyDrivesGatesToADecisionAndMoreSoLater() {
    GumbelMatrix free = Router.gumbelMatrix().probability(0.8);
    double slope = 0.8 * 0.2 * Math.log(0.8 / 0.2);
    assertArrayEquals(all(RATE * 0.5 * slope), moved(free, free.entropy(1, 1)), 1e-6);
    assertArrayEquals(all(RATE * 0.25 * slope), moved(free, free.entropy(1, 2)), 1e-6);
  }

  @Test
  void evaluationDrawsNothing() {
    GumbelMatrix router = Router.gumbelMatrix().probability(0.55);
    RandomStream draws = RandomStream.seeded(2);
    try (RoutedLearner learner =
        new RoutedLearner(network, network.fresh("x", draws), Descent.adam(0.1, 0.1))) {
      learner.add(
          task, router.route(network, 0, 1, draws), network.freshHead(task.classes(), "x", draws));
      Gating hot = router.gating(0);
      assertEquals(learner.weights(0, hot), learner.weights(0, router.gating(100_000)));
      assertEquals(learner.accuracy(0, task.test(), hot), learner.accuracy(0, task.test(), hot));
    }
  }
}
