package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules, step counts and validation plans of the specification, §2.4, §4.8, §9.3, §12.2. */
class ScheduleTest {
  @Test
  void cosineStartsAtAHundredthPeaksAfterWarmUpAndEndsAtZero() {
    assertEquals(0.0001, Schedule.COSINE.rate(0, 100, 5, 0.01, 0.1), 1e-15);
    assertEquals(0.01, Schedule.COSINE.rate(50, 100, 5, 0.01, 0.1), 1e-15);
    assertEquals(0, Schedule.COSINE.rate(500, 100, 5, 0.01, 0.1), 1e-15);
  }

  @Test
  void constantIsHalfThePeakAndRestartsBeginAgain() {
    assertEquals(0.005, Schedule.CONSTANT.rate(3, 100, 5, 0.01, 0.1));
    assertEquals(
        Schedule.RESTARTS.rate(7, 100, 5, 0.01, 0.1),
        Schedule.RESTARTS.rate(207, 100, 5, 0.01, 0.1));
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
}
