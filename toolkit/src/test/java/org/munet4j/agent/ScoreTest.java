package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.tensor.RandomStream;

/** The score of the specification: §4.4, §6.2 and vector 8 of §12.2. */
class ScoreTest {
  private static final ModelPath T3 =
      Fresh.path(Vit.ti16(32, 3), 2, "root", RandomStream.seeded(1));

  @Test
  void aWholeModelOfItsOwnPaysTheBaseOnce() {
    assertEquals(1_484_162, T3.parameters());
    assertEquals(0.882, Score.size(0.98).of(0.9, 1_484_162, 0, T3), 1e-12);
    assertEquals(0.9, Score.quality().of(0.9, 1_484_162, 15e6, T3));
  }

  @Test
  void bothFactorsAsInTheLargePreset() {
    Score large = Score.sizeAndCompute(0.99).reference(2.2e9, 3.8e12);
    assertEquals(0.99761, large.of(1, 303.3e6, 382e9, T3), 5e-6);
    assertEquals(
        Math.pow(0.99, 0.13786) * Math.pow(0.99, 0.10053), large.of(1, 303.3e6, 382e9, T3), 1e-7);
  }

  @Test
  void computeCostsWhereItHasAPriceAndIsMeasuredAgainstTheRoot() {
    double half = Score.sizeAndCompute(0.9).of(1, 0, T3.flops() / 2.0, T3);
    assertEquals(Math.sqrt(0.9), half, 1e-12);
    assertEquals(1, Score.size(0.9).of(1, 0, T3.flops(), T3));
  }

  @Test
  void aBaseOutsideOfItsRangeIsRefused() {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> Score.size(98));
    assertTrue(wrong.getMessage().contains("98.0, needs above 0 to 1"), wrong.getMessage());
  }
}
