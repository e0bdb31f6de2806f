package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceBatchesTest {
  private static final EngineException FULL = new EngineException("CUDA out of memory. Tried ...");

  @Test
  void everyImageIsSeenOnceAlsoWhereBatchesMustBeHalved() {
    List<String> seen = new ArrayList<>();
    assertTrue(
        DeviceBatches.over(
            600,
            (start, end) -> {
              if (start > 0 && end - start > 125) {
                throw FULL;
              }
              return seen.add(start + "-" + end);
            }));
    assertEquals(List.of("0-250", "250-375", "375-500", "500-600"), seen);
  }

  @Test
  void whereHalfABatchIsTooLargeAsWellASentenceSaysWhatToSet() {
    Exception told =
        assertThrows(
            IllegalStateException.class,
            () ->
                DeviceBatches.over(
                    600,
                    (start, end) -> {
                      throw FULL;
                    }));
    assertTrue(told.getMessage().contains("125 images at once; run fewer trainings"));
  }

  @Test
  void otherFailuresArePassedOnAndAStopEndsIt() {
    EngineException other = new EngineException("no kernel image");
    assertEquals(
        other,
        assertThrows(
            EngineException.class,
            () ->
                DeviceBatches.over(
                    9,
                    (start, end) -> {
                      throw other;
                    })));
    assertFalse(DeviceBatches.over(9, (start, end) -> false));
  }
}
