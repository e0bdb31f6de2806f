package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalTest {
  /** From any table of Student's t, 95 % on two sides. */
  @Test
  void quantilesAreThoseOfTheTables() {
    double[][] known = {
      {1, 12.706}, {2, 4.303}, {3, 3.182}, {4, 2.776}, {9, 2.262}, {30, 2.042}, {120, 1.980}
    };
    for (double[] row : known) {
      assertEquals(row[1], Interval.quantile((int) row[0]), 0.0005);
    }
  }

  /** Of 1, 2, 3 the deviation is 1, so the half width is 4.302653 / √3. */
  @Test
  void halfWidthIsAsComputedByHand() {
    Interval interval = Interval.of(1, 2, 3);
    assertEquals(2, interval.mean());
    assertEquals(2.484138, interval.halfWidth(), 1e-6);
    assertEquals(interval, Interval.of(List.of(1.0, 2.0, 3.0)));
  }

  @Test
  void nineteenOfTwentyIntervalsHoldTheTruth() {
    Random random = new Random(1);
    int held = 0;
    for (int i = 0; i < 4000; i++) {
      double[] seeds = random.doubles(3).map(u -> 5 + random.nextGaussian()).toArray();
      held += Interval.of(seeds).contains(5) ? 1 : 0;
    }
    assertEquals(0.95, held / 4000.0, 0.012);
  }

  @Test
  void aDifferenceIsTakenSeedBySeed() {
    List<Double> a = List.of(0.5, 0.7, 0.9);
    List<Double> b = List.of(0.4, 0.6, 0.8);
    Interval difference = Interval.ofDifferences(a, b);
    assertEquals(0.1, difference.mean(), 1e-12);
    assertEquals(0, difference.halfWidth(), 1e-12);
    assertTrue(Interval.of(a).overlaps(Interval.of(b)));
    assertFalse(difference.contains(0));
    assertThrows(
        IllegalArgumentException.class, () -> Interval.ofDifferences(a, List.of(0.4, 0.6)));
  }

  @Test
  void oneSeedTellsNothingOfTheOthers() {
    Interval one = Interval.of(0.5);
    assertTrue(one.contains(1e9));
    assertTrue(one.overlaps(Interval.of(7, 7.5)));
    assertEquals("0.5000 (1 seed, no interval)", one.toString());
  }

  @Test
  void edgesBelongToTheInterval() {
    Interval low = new Interval(1, 0.5, 2);
    assertTrue(low.contains(1.5));
    assertFalse(low.contains(1.5000001));
    assertTrue(low.overlaps(new Interval(2, 0.5, 2)));
    assertFalse(low.overlaps(new Interval(2, 0.4, 2)));
  }

  @Test
  void wordsShowTwoDigitsOfTheHalfWidthInEveryLocale() {
    assertEquals("0.847 ± 0.015 (3 seeds)", words(0.84, 0.85, 0.851));
    assertEquals("2.0 ± 2.5 (3 seeds)", words(1, 2, 3));
    assertEquals("1,200,000 ± 248,414 (3 seeds)", words(1_100_000, 1_200_000, 1_300_000));
    assertEquals("0.5000 ± 0.0000 (2 seeds)", words(0.5, 0.5));
    assertEquals("0.000 ± 0.000 (2 seeds)", words(0, 0));
  }

  @Test
  void differencesOfAccuracyAreToldInPoints() {
    assertEquals("+0.85 ± 0.31 points", points(new Interval(0.0085, 0.0031, 3)));
    assertEquals("-1.00 points (1 seed, no interval)", points(Interval.of(-0.01)));
  }

  private static String points(Interval gain) {
    return Locales.german(gain::points);
  }

  private static String words(double... seeds) {
    return Locales.german(() -> Interval.of(seeds).toString());
  }

  @Test
  void refusesWhatIsNoMeasurement() {
    assertThrows(IllegalArgumentException.class, () -> Interval.of());
    assertThrows(IllegalArgumentException.class, () -> Interval.of(1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Interval(1, -1, 3));
    assertThrows(IllegalArgumentException.class, () -> new Interval(1, 0, 1));
  }
}
