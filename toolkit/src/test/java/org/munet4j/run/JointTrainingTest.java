package org.munet4j.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.munet4j.component.Block;
import org.munet4j.component.Routed;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.router.Allocation;
import org.munet4j.router.Router;
import org.munet4j.router.TaskRouter;
import org.munet4j.task.Benchmark;
import org.munet4j.task.Limits;
import org.munet4j.task.RelatedTasks;
import org.munet4j.task.Task;

class JointTrainingTest {
  private static final List<Task> TASKS = tasks();

  private static List<Task> tasks() {
    Benchmark clusters = RelatedTasks.clusters(3);
    return IntStream.of(0, 1, 3)
        .mapToObj(clusters.plans()::get)
        .map(plan -> plan.limited(Limits.seeded(1).train(100).validation(50).test(50)).build())
        .toList();
  }

  private static JointTraining training(TaskRouter router) {
    RoutedNetwork network = RoutedNetwork.uniform(1, 8, 2, 4, Block.dense(16));
    return JointTraining.of(network, router, TASKS)
        .rounds(25)
        .batch(8)
        .rate(0.01)
        .every(10)
        .seed(5);
  }

  private static List<Set<String>> ids(JointTraining.Result result) {
    return result.models().stream().map(Routed::ids).toList();
  }

  @Test
  void theSameSettingsGiveTheSameBitsAndOtherSeedsOthers() {
    JointTraining training = training(Router.gumbelMatrix().probability(0.9).rate(0.05));
    JointTraining.Result first = training.go();
    JointTraining.Result again = training.go();
    assertEquals(ids(first), ids(again));
    assertEquals(first.curve(), again.curve());
    assertEquals(first.test(), again.test());
    assertNotEquals(ids(first), ids(training.seed(6).go()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void weightsOfALayerSumToOneOrAreAllZero(long seed) {
    for (double probability : new double[] {0.3, 0.9}) {
      JointTraining.Result result =
          training(Router.gumbelMatrix().probability(probability).rate(0.5)).seed(seed).go();
      for (int task = 0; task < TASKS.size(); task++) {
        for (int layer = 0; layer < 2; layer++) {
          List<Double> weights = result.models().get(task).weights().get(layer);
          double sum = weights.stream().mapToDouble(weight -> weight).sum();
          assertTrue(sum == 0 || Math.abs(sum - 1) < 1e-6, "" + weights);
          checkOpenGates(result.allocation(), task, layer, weights);
        }
      }
    }
  }

  /** A model uses what the allocation says, each as much as the others. */
  private static void checkOpenGates(
      Allocation allocation, int task, int layer, List<Double> weights) {
    long open = IntStream.range(0, 4).filter(c -> allocation.isOpen(task, layer, c)).count();
    for (int component = 0; component < 4; component++) {
      double expected = allocation.isOpen(task, layer, component) ? 1.0 / open : 0;
      assertEquals(expected, weights.get(component), 1e-6);
    }
  }

  @Test
  void gatesMoveAndTheLossFalls() {
    JointTraining.Result result =
        training(Router.gumbelMatrix().probability(0.9).rate(0.05)).rounds(150).go();
    JointTraining.Moment last = result.curve().get(result.curve().size() - 1);
    assertTrue(last.loss() < 0.8 * result.curve().get(1).loss(), "" + last.loss());
    assertNotEquals(result.curve().get(0).allocation(), last.allocation());
    assertTrue(result.validation() > 0.3, "of ten classes: " + result.validation());
  }

  @Test
  void everyRouterTrains() {
    Map<String, TaskRouter> routers =
        Map.of(
            "summed", Router.sharedBottom(),
            "averaged", Router.sharedBottom().averaged(),
            "own", Router.noSharing(),
            "skills", Router.skills(),
            "layers", Router.layerSelection());
    routers.forEach(
        (name, router) -> {
          JointTraining.Result result = training(router).rounds(100).every(50).go();
          assertTrue(result.validation() > 0.2, name + " " + result.validation());
          assertEquals(TASKS.size(), result.table().rowCount());
        });
    assertEquals(0.25, training(Router.noSharing()).rounds(1).go().allocation().fraction());
    assertEquals(1, training(Router.sharedBottom()).rounds(1).go().allocation().fraction());
  }

  @Test
  void theBestEvaluationIsKeptAndAllAreHeard() {
    List<JointTraining.Moment> heard = new ArrayList<>();
    JointTraining.Result result =
        training(Router.gumbelMatrix()).rounds(25).watchedBy(heard::add).go();
    assertEquals(result.curve(), heard);
    assertEquals(List.of(0, 10, 20, 25), heard.stream().map(JointTraining.Moment::round).toList());
    double best = heard.stream().mapToDouble(JointTraining.Moment::mean).max().orElseThrow();
    assertEquals(best, result.best().mean());
    assertTrue(heard.get(3).isLast());
    assertEquals(4 * TASKS.size(), result.learning().rowCount());
  }

  @Test
  void aStopEndsWithTheBestSoFar() {
    JointTraining training =
        training(Router.gumbelMatrix())
            .rounds(1_000_000)
            .watchedBy(
                moment -> {
                  if (moment.round() == 10) {
                    Thread.currentThread().interrupt();
                  }
                });
    JointTraining.Result result = training.go();
    assertTrue(Thread.interrupted(), "the request stays for others");
    assertTrue(result.isStopped());
    assertEquals(11, result.curve().get(result.curve().size() - 1).round());
    assertEquals(TASKS.size(), result.models().size());
  }

  @Test
  void refusesTwoTasksOfOneName() {
    RoutedNetwork network = RoutedNetwork.uniform(1, 8, 1, 2, Block.dense(4));
    String refusal =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    JointTraining.of(
                        network, Router.gumbelMatrix(), List.of(TASKS.get(0), TASKS.get(0))))
            .getMessage();
    assertTrue(refusal.contains("each once"), refusal);
  }
}
