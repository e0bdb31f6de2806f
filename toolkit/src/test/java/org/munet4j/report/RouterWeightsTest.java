package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouterWeightsTest {
  private static final List<String> PATHS = List.of("old", "new");

  private static String refusal(double[][] weights) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> RouterWeights.mixing(List.of("mnist"), PATHS, weights))
        .getMessage();
  }

  @Test
  void mixesWithWeightsThatSumToOne() {
    double[][] weights = {{0.25, 0.75}};
    RouterWeights mixing = RouterWeights.mixing(List.of("mnist"), PATHS, weights);
    weights[0][0] = 9;
    assertEquals(0.25, mixing.weight(0, 0));
    assertEquals("router weights of 2 paths in 1 row; mean new 0.75, old 0.25", mixing.toString());
    assertTrue(mixing.drawing().toSvg().contains(">0.75<"));
    assertTrue(refusal(new double[][] {{0.5, 0.25}}).contains("'mnist' sum to 0.7500, need 1"));
  }

  @Test
  void letsGatesBeAnythingFromZeroToOne() {
    assertEquals(
        1, RouterWeights.gates(PATHS, PATHS, new double[][] {{1, 1}, {0, 0}}).weight(0, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> RouterWeights.gates(PATHS, PATHS, new double[][] {{1, 1.5}, {0, 0}}));
  }

  @Test
  void refusesWeightsThatAreNotThere() {
    assertTrue(refusal(new double[][] {{1}}).contains("1 numbers for 2 paths"));
    assertTrue(refusal(new double[][] {{Double.NaN, 1}}).contains("needs 0 to 1"));
    assertTrue(refusal(new double[0][]).contains("0 rows of weights for 1 names"));
  }
}
