package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Schedules, step counts and validation plans of the specification, §2.4, §4.8, §9.3, §12.2. */
class ScheduleTest {
  private static Sgd sgd(Schedule schedule, double warmupRatio) {
    return new Sgd(0.01, schedule, warmupRatio, 0.9, false);
  }

  @Test
  void cosineStartsAtAHundredthPeaksAfterWarmUpAndEndsAtZero() {
    Sgd cosine = sgd(Schedule.COSINE, 0.1);
    assertEquals(0.0001, cosine.rate(0, 100, 5), 1e-15);
    assertEquals(0.01, cosine.rate(50, 100, 5), 1e-15);
    assertEquals(0, cosine.rate(500, 100, 5), 1e-15);
  }

  @Test
  void withTheLaterPapersFloorItStartsAtAThousandth() {
    Sgd cosine = sgd(Schedule.COSINE, 0.1).withFloor(1000);
    assertEquals(0.00001, cosine.rate(0, 100, 5), 1e-15);
    assertEquals((0.00001 + 0.01) / 2, cosine.rate(25, 100, 5), 1e-15);
    assertEquals(0.01, cosine.rate(50, 100, 5), 1e-15);
    assertEquals(0, cosine.rate(500, 100, 5), 1e-15);
  }

  @Test
  void linearFallsFromThePeakToItsThousandth() {
    Sgd linear = sgd(Schedule.LINEAR, 0.1).withFloor(1000);
    assertEquals(0.00001, linear.rate(0, 100, 5), 1e-15);
    assertEquals(0.01, linear.rate(50, 100, 5), 1e-15);
    assertEquals((0.01 + 0.00001) / 2, linear.rate(275, 100, 5), 1e-15);
    assertEquals(0.00001, linear.rate(500, 100, 5), 1e-15);
  }

  @ParameterizedTest
  @EnumSource(names = {"COSINE", "RESTARTS", "LINEAR"})
  void withoutWarmUpTheFirstStepHasThePeak(Schedule schedule) {
    assertEquals(0.01, sgd(schedule, 0).rate(0, 100, 5), 1e-15);
    assertEquals(0.01, sgd(schedule, 0.0099).rate(0, 100, 1), 1e-15);
  }

  @Test
  void theWarmUpHasWholeStepsRoundedDown() {
    Sgd cosine = sgd(Schedule.COSINE, 0.29);
    assertTrue(cosine.rate(1, 10, 1) < 0.01);
    assertEquals(0.01, cosine.rate(2, 10, 1), 1e-15);
  }

  @Test
  void aFloorAboveThePeakIsRefused() {
    Exception wrong =
        assertThrows(
            IllegalArgumentException.class, () -> sgd(Schedule.COSINE, 0.1).withFloor(0.5));
    assertEquals("warm-up floor is peak/0.5, needs a divisor of 1 or more", wrong.getMessage());
  }

  @Test
  void constantIsHalfThePeakAndRestartsBeginAgain() {
    assertEquals(0.005, sgd(Schedule.CONSTANT, 0.1).rate(3, 100, 5));
    Sgd restarts = sgd(Schedule.RESTARTS, 0.1);
    assertEquals(restarts.rate(7, 100, 5), restarts.rate(207, 100, 5));
  }

  @ParameterizedTest
  @CsvSource({"240000, 500", "60000, 500", "19280, 190", "5000, 50", "2500, 25"})
  void countsTheStepsOfTheCharacterBenchmark(int images, int steps) {
    int train = (int) Math.round(images * (images < 60000 && images != 19280 ? 0.95 : 1));
    assertEquals(steps, new Budget(512, 100, 5, 10).steps(train));
  }

  @ParameterizedTest
  @CsvSource({
    "12000, 10, 512",
    "4440, 9, 493",
    "3000, 6, 500",
    "2720, 6, 453",
    "250, 1, 250",
    "125, 1, 125"
  })
  void plansTheValidationOfTheCharacterBenchmark(int images, int count, int batch) {
    Budget.ValidationPlan plan = new Budget(512, 100, 5, 10).validation(images);
    assertEquals(new Budget.ValidationPlan(count, batch), plan);
  }

  @ParameterizedTest
  @CsvSource({
    "1232167, 6000, 24500, 10, 256",
    "47217, 5550, 13020, 10, 256",
    "40000, 4710, 5000, 10, 256",
    "31367, 3690, 3921, 10, 256",
    "23520, 2760, 2940, 10, 256",
    "17853, 2100, 3246, 10, 256",
    "7585, 900, 976, 4, 244",
    "3334, 420, 1666, 7, 238",
    "1880, 240, 940, 4, 235",
    "1020, 120, 510, 2, 255"
  })
  void plansStepsAndValidationOfTheDecathlon(
      int images, int steps, int validation, int count, int batch) {
    Budget budget = new Budget(256, 200, 30, 10);
    assertEquals(steps, budget.steps(images));
    assertEquals(new Budget.ValidationPlan(count, batch), budget.validation(validation));
  }
}
