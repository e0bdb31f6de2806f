package org.munet4j.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccuracyMatrixTest {
  private static final AccuracyMatrix THREE =
      new AccuracyMatrix(
          List.of("a", "b", "c"),
          List.of(0.10, 0.20, 0.30),
          List.of(List.of(0.90, 0.25, 0.20), List.of(0.70, 0.80, 0.50), List.of(0.75, 0.60, 0.95)));

  @Test
  void theNumbersOfThreeTasksAreThoseComputedByHand() {
    assertEquals((0.75 + 0.60 + 0.95) / 3, THREE.average(), 1e-12);
    assertEquals(((0.75 - 0.90) + (0.60 - 0.80)) / 2, THREE.backwardTransfer(), 1e-12);
    assertEquals(((0.25 - 0.20) + (0.50 - 0.30)) / 2, THREE.forwardTransfer(), 1e-12);
    assertEquals(((0.90 - 0.75) + (0.80 - 0.60)) / 2, THREE.forgetting(), 1e-12);
    assertEquals((0.90 + 0.80 + 0.95) / 3, THREE.learning(), 1e-12);
  }

  @Test
  void theAverageAfterEachTaskIsOverTheTasksLearnedSoFar() {
    assertEquals(0.90, THREE.average(0), 1e-12);
    assertEquals((0.70 + 0.80) / 2, THREE.average(1), 1e-12);
  }

  @Test
  void forgettingCountsFromTheBestThatEverWasAndNotFromWhatWasLearned() {
    AccuracyMatrix later =
        new AccuracyMatrix(
            List.of("a", "b", "c"),
            List.of(0.1, 0.1, 0.1),
            List.of(List.of(0.6, 0.1, 0.1), List.of(0.8, 0.7, 0.1), List.of(0.7, 0.7, 0.9)));
    assertEquals(((0.8 - 0.7) + 0) / 2, later.forgetting(), 1e-12);
    assertEquals(((0.7 - 0.6) + 0) / 2, later.backwardTransfer(), 1e-12);
  }

  @Test
  void ofAStoppedStreamTheNumbersAreThoseOfTheLearnedTasks() {
    AccuracyMatrix two =
        new AccuracyMatrix(THREE.tasks(), THREE.before(), THREE.after().subList(0, 2));
    assertEquals((0.70 + 0.80) / 2, two.average(), 1e-12);
    assertEquals(0.70 - 0.90, two.backwardTransfer(), 1e-12);
    assertEquals(0.25 - 0.20, two.forwardTransfer(), 1e-12);
    assertEquals(
        "2 tasks: ACC 0.750, BWT -0.200, FWT +0.050, forgetting 0.200, learning accuracy"
            + " 0.850",
        two.toString());
  }

  @Test
  void ofOneTaskNothingIsTransferred() {
    AccuracyMatrix one = new AccuracyMatrix(List.of("a"), List.of(0.1), List.of(List.of(0.9)));
    assertEquals("1 tasks: ACC 0.900", one.toString());
    for (Runnable number :
        List.<Runnable>of(one::backwardTransfer, one::forwardTransfer, one::forgetting)) {
      String said = assertThrows(IllegalArgumentException.class, number::run).getMessage();
      assertTrue(said.contains("needs 2"), said);
    }
  }

  @Test
  void theTableHasARowForEachMomentAndAColumnForEachTask() {
    assertEquals(List.of("after learning", "a", "b", "c"), THREE.table().columnNames());
    assertEquals(
        List.of("nothing", "a", "b", "c"), THREE.table().stringColumn("after learning").asList());
    assertEquals(List.of(0.20, 0.25, 0.80, 0.60), THREE.table().doubleColumn("b").asList());
  }

  @Test
  void aMatrixWithAMissingNumberIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new AccuracyMatrix(List.of("a", "b"), List.of(0.1, 0.1), List.of(List.of(0.9))));
    assertThrows(
        IllegalArgumentException.class,
        () -> new AccuracyMatrix(List.of("a", "b"), List.of(0.1, 0.1), List.of()));
  }
}
