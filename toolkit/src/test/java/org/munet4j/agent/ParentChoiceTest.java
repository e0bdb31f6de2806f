package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.munet4j.agent.Selection.Parents;
import org.munet4j.system.Metrics;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.train.TinyTask;

/** Who becomes a parent under each rule (§2.8, §4.3, §5.2, §6.4). */
class ParentChoiceTest {
  private static final Model ROOT = Model.root(TinyTask.path(2));
  private static final Model A = model("a", 0.5);
  private static final Model B = model("b", 0.6);

  private static Model model(String id, double score) {
    Metrics metrics = new Metrics(score, OptionalDouble.empty(), score, 1, 0, List.of());
    return new Model(id, "task", "root", ROOT.path(), ROOT.hyperparameters(), metrics);
  }

  private static Population population(Parents parents, Model... members) {
    Selection selection = Mu2Net.rules().selection().parents(parents);
    Population population = new Population(MultitaskSystem.from(ROOT), "task", selection);
    List.of(members).forEach(population::add);
    return population;
  }

  @Test
  void aFreshBestIsChosenByEveryRuleThatLooksAtScores() {
    for (Parents rule : List.of(Parents.DECAY, Parents.DECAY_OVER_SEEDS, Parents.BEST)) {
      Population population = population(rule, A, B);
      ParentChoice choice = new ParentChoice(rule, population, List.of(ROOT));
      assertEquals(B, choice.next(new SplittableRandom(1)).model());
    }
  }

  @Test
  void theScanOverSeedsGoesOnBehindTheLastHit() {
    Population population = population(Parents.DECAY_OVER_SEEDS);
    List<Model> seeds = List.of(ROOT, A, B);
    ParentChoice choice = new ParentChoice(Parents.DECAY_OVER_SEEDS, population, seeds);
    List<Model> taken = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 3; i++) {
      Model next = choice.next(random).model();
      population.count(next);
      taken.add(next);
    }
    assertEquals(seeds, taken);
  }

  @Test
  void randomSearchTakesAnySeedAndNeverAnOwnModel() {
    Population population = population(Parents.SEEDS, B);
    ParentChoice choice = new ParentChoice(Parents.SEEDS, population, List.of(ROOT, A));
    Map<Model, Integer> counts = new HashMap<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2000; i++) {
      counts.merge(choice.next(random).model(), 1, Integer::sum);
    }
    assertEquals(Set.of(ROOT, A), counts.keySet());
    assertEquals(1000, counts.get(A), 100);
  }

  @Test
  void hillClimbingBeginsWithASeedAndThenStaysWithTheBest() {
    ParentChoice first = new ParentChoice(Parents.BEST, population(Parents.BEST), List.of(ROOT));
    assertEquals(ROOT, first.next(new SplittableRandom(1)).model());
    Population population = population(Parents.BEST, A, B);
    for (int i = 0; i < 20; i++) {
      population.count(B);
    }
    ParentChoice later = new ParentChoice(Parents.BEST, population, List.of(ROOT));
    assertEquals(B, later.next(new SplittableRandom(2)).model());
  }

  @Test
  void aBestWithManyChildrenLeavesRoomForOthers() {
    Population population = population(Parents.DECAY, A, B);
    for (int i = 0; i < 30; i++) {
      population.count(B);
      population.count(A);
    }
    ParentChoice choice = new ParentChoice(Parents.DECAY, population, List.of(ROOT));
    SplittableRandom random = new SplittableRandom(3);
    boolean isRootTaken = false;
    for (int i = 0; i < 50; i++) {
      isRootTaken |= choice.next(random).model().isRoot();
    }
    assertTrue(isRootTaken);
  }
}
