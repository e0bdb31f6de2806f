package org.munet4j.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

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
  void aValueOutsideOfItsListIsNamed() {
    Exception error =
        assertThrows(
            IllegalArgumentException.class,
            () -> SPACE.step("opt_lr", 0.3, new SplittableRandom(1)));
    assertTrue(error.getMessage().contains("'opt_lr' is 0.3"), error.getMessage());
  }

  @Test
  void muNetsDefaultsStandInItsLists() {
    Hyperparameters defaults = Hyperparameters.muNet(3);
    SPACE
        .lists()
        .forEach((name, list) -> assertTrue(list.contains(defaults.values().get(name)), name));
  }

  @Test
  void mutatesOnlyThePrefixAndAsOftenAsAsked() {
    Hyperparameters parent = Hyperparameters.muNet(2);
    SplittableRandom random = new SplittableRandom(3);
    int changed = 0;
    for (int i = 0; i < 2000; i++) {
      Hyperparameters child = SPACE.mutate(parent, Hyperparameters.LAYERS, 0.1, random);
      changed += child.equals(parent) ? 0 : 1;
      assertEquals(parent, child.with(Hyperparameters.LAYERS, 2));
    }
    assertEquals(200, changed, 50);
    assertEquals(parent, SPACE.mutate(parent, "opt_", 0, random));
  }

  @Test
  void refusesAnUnknownNameAndAWrongType() {
    Hyperparameters defaults = Hyperparameters.muNet(3);
    assertThrows(IllegalArgumentException.class, () -> defaults.with("opt_rate", 0.1));
    assertThrows(IllegalArgumentException.class, () -> defaults.with("opt_lr", 1));
  }
}
