package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Vit;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.tensor.RandomStream;

/** Decisions about changes: §2.6, §6.3 and vector 11 of §12.2. */
class ActionsTest {
  private static final Mutation LEARNED = Mu2NetPlus.rules().mutation();
  private static final SearchSpace SPACE = SearchSpace.mu2NetPlus(3, List.of(16, 32, 48));
  private static final Hyperparameters CHOICES =
      Hyperparameters.plain(3, 32).with(Hyperparameters.MU, 0.1);

  private static Actions actions(Mutation mutation, SearchSpace space, long seed) {
    return new Actions(mutation, space, CHOICES, OptionalDouble.empty(), RandomStream.seeded(seed));
  }

  private static Set<String> learned(Actions actions) {
    Set<String> keys = new HashSet<>(actions.choices().values().keySet());
    keys.removeAll(CHOICES.values().keySet());
    return keys;
  }

  @Test
  void everyActionThatIsAskedForStoresItsProbability() {
    Actions actions = actions(LEARNED, SPACE, 1);
    actions.mutate(Hyperparameters.MU);
    actions.mutate("opt_");
    actions.clones(Vit.block(1));
    actions.adds(Vit.adapter(0));
    assertEquals(
        Set.of(
            "_mu_|hp:_mu_",
            "_mu_|hp:opt_lr",
            "_mu_|hp:opt_lr_warmup_ratio",
            "_mu_|hp:opt_momentum",
            "_mu_|hp:opt_nesterov",
            "_mu_|clone:encoderblock_1",
            "_mu_|add:residual_adapter_0"),
        learned(actions));
  }

  @Test
  void theForcedCloneStoresNothing() {
    Actions actions = actions(LEARNED, SPACE, 1);
    assertTrue(actions.clones(Vit.NORM));
    assertEquals(Set.of(), learned(actions));
  }

  @Test
  void withoutAListOfProbabilitiesNothingIsLearned() {
    Actions actions = actions(LEARNED, SearchSpace.layers(3), 1);
    actions.clones(Vit.block(1));
    assertEquals(Set.of(), learned(actions));
  }

  @Test
  void aLearnedProbabilityIsInheritedAndDecides() {
    Hyperparameters never = CHOICES.with("_mu_|clone:encoderblock_0", 0.0);
    Hyperparameters always = CHOICES.with("_mu_|clone:encoderblock_0", 1.0);
    for (long seed = 0; seed < 50; seed++) {
      assertFalse(cloned(never, seed));
      assertTrue(cloned(always, seed));
    }
  }

  private static boolean cloned(Hyperparameters choices, long seed) {
    RandomStream stream = RandomStream.seeded(seed);
    return new Actions(LEARNED, SearchSpace.layers(3), choices, OptionalDouble.empty(), stream)
        .clones(Vit.block(0));
  }

  @Test
  void aProbabilityMovesToANeighbourOfTheList() {
    Set<Double> seen = new HashSet<>();
    for (long seed = 0; seed < 400; seed++) {
      Actions actions = actions(LEARNED, SPACE, seed);
      actions.clones(Vit.block(0));
      seen.add(actions.choices().learned("clone:encoderblock_0").orElseThrow());
    }
    assertEquals(Set.of(0.08, 0.1, 0.12), seen);
  }

  @Test
  void aConstantRateTakesNoNoticeOfThePath() {
    Mutation constant = MuNet.rules().mutation().probability(1);
    assertTrue(actions(constant, SPACE, 1).clones(Vit.block(0)));
    assertFalse(actions(constant.probability(0), SPACE, 1).clones(Vit.block(0)));
  }

  @Test
  void aPathsOwnRateGovernsItsOtherChanges() {
    Mutation own = Mu2Net.rules().mutation();
    SearchSpace space = SearchSpace.mu2Net();
    int clones = 0;
    for (long seed = 0; seed < 1000; seed++) {
      RandomStream stream = RandomStream.seeded(seed);
      Hyperparameters half = CHOICES.with(Hyperparameters.MU, 0.3);
      Actions actions = new Actions(own, space, half, OptionalDouble.empty(), stream);
      clones += actions.clones(Vit.block(0)) ? 1 : 0;
      assertEquals(Set.of(), learned(actions));
    }
    assertEquals(300, clones, 45);
  }

  @Test
  void randomSearchDrawsFromTheWholeList() {
    Mutation random = MuNet.rules().randomSearch().mutation();
    long distinct =
        IntStream.range(0, 300)
            .mapToObj(
                seed -> {
                  Actions actions = actions(random, SPACE, seed);
                  actions.mutate("opt_lr");
                  return actions.choices().values().get("opt_lr");
                })
            .distinct()
            .count();
    assertEquals(SPACE.lists().get("opt_lr").size(), distinct);
  }

  @Test
  void adaptersAreInsertedOnlyWhereTheRulesSaySo() {
    Mutation none = Mu2Net.rules().mutation();
    Mutation some = MuNet.rules().mutation().probability(1);
    assertFalse(actions(none.probability(1), SPACE, 1).adds(Vit.adapter(0)));
    assertTrue(actions(some, SPACE, 1).adds(Vit.adapter(0)));
  }
}
