package org.munet4j.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Block;
import org.munet4j.component.Component;
import org.munet4j.component.Matched;
import org.munet4j.component.Routed;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.router.CoTraining;
import org.munet4j.router.Router;
import org.munet4j.task.Limits;
import org.munet4j.task.RelatedTasks;
import org.munet4j.task.Task;
import org.munet4j.train.Stop;

class ContinualTrainingTest {
  private static final RoutedNetwork NETWORK = RoutedNetwork.uniform(1, 28, 2, 6, Block.dense(8));
  private static final CoTraining ROUTER = Router.coTraining().active(2);
  private static final List<Task> TASKS =
      RelatedTasks.permuted("optdigits", 3, Optional.empty(), 5)
          .limited(Limits.seeded(5).train(120).test(100))
          .tasks()
          .toList();

  private static ContinualTraining routed(CoTraining router) {
    return ContinualTraining.of(NETWORK).tasks(TASKS).router(router).epochs(1).replay(30, 10);
  }

  private static ContinualTraining dense() {
    return ContinualTraining.of(Matched.dense(NETWORK, 10)).tasks(TASKS).epochs(4);
  }

  private static List<List<Component>> components(ContinualTraining.Result result) {
    return result.models().stream().map(Routed::components).toList();
  }

  @Test
  void theSameSeedGivesTheSameNumbersAndModels() {
    for (long seed = 1; seed < 3; seed++) {
      ContinualTraining.Result first = routed(ROUTER).seed(seed).go();
      ContinualTraining.Result again = routed(ROUTER).seed(seed).go();
      assertEquals(first.accuracy(), again.accuracy());
      assertEquals(components(first), components(again));
      assertEquals(first.allocation(), again.allocation());
    }
    assertNotEquals(
        components(routed(ROUTER).seed(1).go()), components(routed(ROUTER).seed(2).go()));
  }

  @Test
  void expertsAreCoTrainedUntilAllAreUsed() {
    List<Integer> unused = new ArrayList<>();
    ContinualTraining.Result some = routed(ROUTER).watchedBy(m -> unused.add(m.unused())).go();
    assertTrue(some.coTrained() > 0);
    assertEquals(3, unused.size());
    assertTrue(unused.get(0) >= unused.get(1) && unused.get(1) >= unused.get(2), "" + unused);
    assertEquals(0, routed(ROUTER.active(6)).go().coTrained(), "all are used from the beginning");
    ContinualTraining.Result none = routed(ROUTER.withoutCoTraining()).go();
    assertEquals(0, none.coTrained());
    assertNotEquals(components(some), components(none));
  }

  @Test
  void aTaskUsesAsManyExpertsOfEachLayerAsAreActive() {
    for (Routed model : routed(ROUTER).go().models()) {
      for (List<Double> weights : model.weights()) {
        assertEquals(2, weights.stream().filter(weight -> weight != 0).count());
        assertEquals(1, weights.stream().mapToDouble(weight -> weight).sum(), 1e-6);
      }
    }
  }

  @Test
  void aDenseNetworkForgetsAndReplayHelpsIt() {
    AccuracyMatrix alone = dense().go().accuracy();
    AccuracyMatrix replaying = dense().replay(60, 10).go().accuracy();
    assertTrue(alone.backwardTransfer() < -0.1, alone.toString());
    assertTrue(replaying.average() > alone.average() + 0.03, alone + " | " + replaying);
  }

  @Test
  void consolidationHoldsEarlierTasksWhereTheyWere() {
    AccuracyMatrix alone = dense().go().accuracy();
    AccuracyMatrix held = dense().consolidation(100).go().accuracy();
    assertEquals(alone.after(0, 0), held.after(0, 0), "the first task is learned freely");
    assertTrue(held.after(2, 0) > alone.after(2, 0) + 0.03, alone + " | " + held);
  }

  @Test
  void aTaskMayBeginWithTheScoresOfTheTaskBefore() {
    CoTraining unmoved = ROUTER.rate(0).noise(0);
    ContinualTraining.Result fresh = routed(unmoved).go();
    ContinualTraining.Result inherited = routed(unmoved.inheriting()).go();
    assertEquals(1, inherited.allocation().similarity()[0][1]);
    assertEquals(1, inherited.allocation().similarity()[0][2]);
    assertNotEquals(1, fresh.allocation().similarity()[0][1]);
  }

  @Test
  void headsAreSharedOrOwn() {
    List<Component> shared =
        routed(ROUTER).go().models().stream().map(model -> head(model)).distinct().toList();
    List<Component> own =
        routed(ROUTER).ownHeads().go().models().stream()
            .map(model -> head(model))
            .distinct()
            .toList();
    assertEquals(1, shared.stream().map(Component::tensors).distinct().count());
    assertEquals(3, own.stream().map(Component::tensors).distinct().count());
  }

  private static Component head(Routed model) {
    return model.components().get(model.components().size() - 1);
  }

  @Test
  void aStopEndsTheStreamWithWhatWasLearned() {
    Stop stop = new Stop();
    ContinualTraining.Result result =
        routed(ROUTER).epochs(3).watchedBy(moment -> stop.request()).go(stop);
    assertTrue(result.isStopped());
    assertEquals(1, result.accuracy().learned());
    assertFalse(routed(ROUTER).go().isStopped());
  }

  @Test
  void aStreamWithoutATaskOrWithOneTwiceIsRefused() {
    assertThrows(IllegalArgumentException.class, ContinualTraining.of(NETWORK)::go);
    assertThrows(IllegalArgumentException.class, () -> routed(ROUTER).task(TASKS.get(0)));
  }
}
