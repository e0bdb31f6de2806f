package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The probabilities of the specification, §12.2 vector 6. */
class DecayScanTest {
  private static int[] picks(List<Integer> counts) {
    SplittableRandom random = new SplittableRandom(1);
    List<Integer> places = List.of(0, 1);
    int[] picks = new int[3];
    for (int i = 0; i < 8000; i++) {
      picks[DecayScan.pick(places, counts::get, random).orElse(2)]++;
    }
    return picks;
  }

  @Test
  void aFreshBestIsAlwaysChosen() {
    assertEquals(8000, picks(List.of(0, 5))[0]);
  }

  @Test
  void aBestWithOneChildIsChosenHalfOfTheTimes() {
    int[] picks = picks(List.of(1, 0));
    assertEquals(4000, picks[0], 200);
    assertEquals(4000, picks[1], 200);
  }

  @Test
  void theScanFallsThroughToExploration() {
    int[] picks = picks(List.of(1, 1));
    assertEquals(4000, picks[0], 200);
    assertEquals(2000, picks[1], 200);
    assertEquals(2000, picks[2], 200);
  }
}
