package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.Cases;

class DiceTest {
  @Test
  void givesEachPlaceItsOwnStream() {
    int[] here = Dice.at(1, 2, 3).order(50);
    assertArrayEquals(here, Dice.at(1, 2, 3).order(50));
    assertNotEquals(Arrays.toString(here), Arrays.toString(Dice.at(1, 3, 2).order(50)));
    assertNotEquals(Arrays.toString(here), Arrays.toString(Dice.at(1, 2).order(50)));
  }

  @Test
  void ordersEveryNumberOnce() {
    Cases.check(
        200,
        random -> {
          int[] order = Dice.at(random.nextLong()).order(1 + random.nextInt(60));
          int[] sorted = order.clone();
          Arrays.sort(sorted);
          assertArrayEquals(IntStream.range(0, order.length).toArray(), sorted);
        });
  }

  @Test
  void staysInsideItsBoundsAndIsEven() {
    Dice dice = Dice.at(5);
    int[] seen = new int[7];
    double sum = 0;
    double square = 0;
    for (int roll = 0; roll < 70_000; roll++) {
      seen[dice.below(7)]++;
      double value = dice.about(3, 2);
      sum += value;
      square += (value - 3) * (value - 3);
    }
    for (int count : seen) {
      assertEquals(10_000, count, 500);
    }
    assertEquals(3, sum / 70_000, 0.05);
    assertEquals(4, square / 70_000, 0.1);
    assertTrue(dice.between(2, 3) >= 2);
  }
}
