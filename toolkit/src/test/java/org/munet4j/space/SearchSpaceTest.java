package org.munet4j.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.munet4j.train.Schedule;

class SearchSpaceTest {
  private static final SearchSpace SPACE = SearchSpace.autoTune(3);

  @Test
  void halfOfTheStepsAtAListEndStay() {
    SplittableRandom random = new SplittableRandom(1);
    int stayed = 0;
    for (int i = 0; i < 4000; i++) {
      stayed += SPACE.step("opt_lr", 0.1, random).equals(0.1) ? 1 : 0;
    }
    assertEquals(2000, stayed, 150);
  }

  @Test
  void stepsGoToANeighbour() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 100; i++) {
      Object next = SPACE.step("opt_lr", 0.01, random);
      assertTrue(next.equals(0.005) || next.equals(0.02), "" + next);
    }
  }

  @Test
  void aNumberOfAnotherListStepsFromTheNearest() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 50; i++) {
      Object rate = SPACE.step("opt_lr", 0.3, random);
      assertTrue(rate.equals(0.05) || rate.equals(0.1), "" + rate);
      Object layers = SPACE.step("num_layers", 0, random);
      assertTrue(layers.equals(1) || layers.equals(2), "" + layers);
    }
  }

  @Test
  void aSearchBeginsWithListedValuesAndAnyMu() {
    Hyperparameters first = Hyperparameters.muNet(3).with("_mu_", 0.5);
    SPACE.with("_mu_", List.of(0.1, 0.2)).check(first);
    HyperparametersTest.refused("'opt_lr' is 0.3", () -> SPACE.check(first.with("opt_lr", 0.3)));
    HyperparametersTest.refused(
        "'opt_lr_schedule' is LINEAR",
        () -> SPACE.step("opt_lr_schedule", Schedule.LINEAR, new SplittableRandom(1)));
  }

  @Test
  void muNetsDefaultsStandInItsLists() {
    Hyperparameters defaults = Hyperparameters.muNet(3);
    SPACE
        .lists()
        .forEach((name, list) -> assertTrue(list.contains(defaults.values().get(name)), name));
  }

  @Test
  void refusesAnUnknownNameAndAWrongType() {
    Hyperparameters defaults = Hyperparameters.muNet(3);
    assertThrows(IllegalArgumentException.class, () -> defaults.with("opt_rate", 0.1));
    assertThrows(IllegalArgumentException.class, () -> defaults.with("opt_lr", 1));
  }

  private static SearchSpace space(String name, Object... values) {
    return new SearchSpace(new TreeMap<>(Map.of(name, Arrays.asList(values))));
  }

  static Stream<Arguments> wrongLists() {
    return Stream.of(
        Arguments.of("opt_rate", List.of(0.1), "no hyperparameter 'opt_rate'; there are ["),
        Arguments.of("opt_lr", List.of(), "search list of 'opt_lr' is empty"),
        Arguments.of("opt_lr", List.of(0.1, 1), "'opt_lr' is 1, needs type Double"),
        Arguments.of("opt_lr", Arrays.asList(0.1, null), "'opt_lr' is null"),
        Arguments.of("opt_lr", List.of(0.1, 0.2, 0.1), "'opt_lr' has 0.1 twice"),
        Arguments.of("opt_lr", List.of(0.1, -0.1), "'opt_lr': learning rate is -0.1"),
        Arguments.of("adapter_dim", List.of(0, 8), "'adapter_dim' is 0, needs at least 1"),
        Arguments.of("_mu_|hp:opt_lr", List.of(0.1), "steps through the list of '_mu_'"),
        Arguments.of("_mu_", List.of(0.1, 1.2), "'_mu_' is 1.2, needs a number from 0 to 1"),
        Arguments.of("opt_lr_schedule", List.of("COSINE"), "needs type Schedule such as COSINE"));
  }

  @ParameterizedTest
  @MethodSource("wrongLists")
  void aWrongListIsRefusedWhereItIsMade(String name, List<Object> values, String part) {
    HyperparametersTest.refused(part, () -> space(name, values.toArray()));
  }

  @Test
  void noListAtAllIsRefusedWhereItIsMade() {
    TreeMap<String, List<Object>> lists = new TreeMap<>();
    lists.put("opt_lr", null);
    HyperparametersTest.refused("'opt_lr' is empty", () -> new SearchSpace(lists));
  }

  @Test
  void aRootWithoutLayersLeavesNoDepthToSearch() {
    assertFalse(SearchSpace.layers(0).has(Hyperparameters.LAYERS));
    assertFalse(SearchSpace.autoTune(0).has(Hyperparameters.LAYERS));
    HyperparametersTest.refused("most layers is -1", () -> SearchSpace.layers(-1));
  }

  @Test
  void learnedProbabilitiesStepThroughTheListOfMu() {
    SearchSpace space = space("_mu_", 0.1, 0.2, 0.3);
    SplittableRandom random = new SplittableRandom(4);
    assertTrue(space.has("_mu_|clone:head"));
    assertFalse(SPACE.has("_mu_|clone:head"));
    for (int i = 0; i < 100; i++) {
      Object next = space.step("_mu_|hp:opt_lr", 0.2, random);
      assertTrue(next.equals(0.1) || next.equals(0.3), "" + next);
      Object fromNearest = space.step("_mu_|hp:opt_lr", 0.17, random);
      assertTrue(fromNearest.equals(0.1) || fromNearest.equals(0.3), "" + fromNearest);
      Object high = space.step("_mu_", 0.9, random);
      assertTrue(high.equals(0.2) || high.equals(0.3), "" + high);
      Object low = space.step("_mu_|add:residual_adapter_0", 0.0, random);
      assertTrue(low.equals(0.1) || low.equals(0.2), "" + low);
    }
    HyperparametersTest.refused("null", () -> space.step("_mu_|hp:opt_lr", null, random));
  }

  @Test
  void listsAreReplacedAndTakenOut() {
    SearchSpace more = SPACE.with("opt_lr", List.of(0.1, 0.2)).with("ds_crop", List.of(true));
    assertEquals(List.of(0.1, 0.2), more.lists().get("opt_lr"));
    assertEquals(SPACE.lists().size() + 1, more.lists().size());
    assertEquals(SPACE, more.without("ds_crop").with("opt_lr", SPACE.lists().get("opt_lr")));
    assertFalse(more.without("opt_lr").has("opt_lr"));
    assertEquals(SPACE, SPACE.without("ds_crop"));
    HyperparametersTest.refused("no hyperparameter 'lr'", () -> SPACE.without("lr"));
    HyperparametersTest.refused("'opt_lr' is empty", () -> SPACE.with("opt_lr", null));
    HyperparametersTest.refused("most layers is -1", () -> SearchSpace.mu2NetPlus(-1, List.of()));
  }

  @Test
  void aHyperparameterWithoutAListCannotStep() {
    SplittableRandom random = new SplittableRandom(1);
    HyperparametersTest.refused(
        "'opt_lr' has no search list; there are [num_layers]",
        () -> SearchSpace.layers(3).step("opt_lr", 0.1, random));
    HyperparametersTest.refused("'opt_lr' is null", () -> SPACE.step("opt_lr", null, random));
  }
}
