package org.munet4j.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Samples;

class ReservoirTest {
  private static Reservoir filled(int capacity, int samples, long seed) {
    Reservoir reservoir = new Reservoir(capacity, RandomStream.seeded(seed));
    for (int from = 0; from < samples; from += 3) {
      int to = Math.min(samples, from + 3);
      reservoir.add(Samples.of(1, IntStream.range(from, to).toArray()));
    }
    return reservoir;
  }

  @Test
  void everySampleThatWasSeenIsHeldWithEqualProbability() {
    int seeds = 4_000;
    int[] held = new int[40];
    for (long seed = 0; seed < seeds; seed++) {
      IntStream.of(filled(10, held.length, seed).samples().images()).forEach(i -> held[i]++);
    }
    double expected = seeds * 10.0 / held.length;
    double chiSquare =
        IntStream.of(held).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertTrue(chiSquare < 39 * 1.8, "chi square of 39 degrees of freedom: " + chiSquare);
    double deviation = Math.sqrt(expected * (1 - 10.0 / held.length));
    for (int sample = 0; sample < held.length; sample++) {
      assertEquals(expected, held[sample], 4.5 * deviation, "sample " + sample);
    }
  }

  @Test
  void untilItIsFullItHoldsEverythingOnce() {
    for (int samples = 1; samples <= 10; samples++) {
      int[] images = filled(10, samples, samples).samples().images();
      assertArrayEquals(IntStream.range(0, samples).toArray(), images);
    }
  }

  @Test
  void itDrawsWhatItHoldsEachWithEqualProbability() {
    Reservoir reservoir = filled(5, 5, 3);
    int[] drawn = new int[5];
    IntStream.of(reservoir.draw(10_000).images()).forEach(image -> drawn[image]++);
    for (int count : drawn) {
      assertEquals(2_000, count, 4.5 * 40);
    }
  }

  @Test
  void tasksStayWithTheirImages() {
    Reservoir reservoir = new Reservoir(20, RandomStream.seeded(1));
    for (int task = 0; task < 5; task++) {
      reservoir.add(Samples.of(task, IntStream.range(100 * task, 100 * task + 30).toArray()));
    }
    Samples drawn = reservoir.draw(500);
    for (int sample = 0; sample < drawn.count(); sample++) {
      assertEquals(drawn.tasks()[sample], drawn.images()[sample] / 100);
    }
  }

  @Test
  void theSameSeedHoldsAndDrawsTheSame() {
    for (long seed = 0; seed < 20; seed++) {
      assertArrayEquals(
          filled(7, 100, seed).draw(9).images(), filled(7, 100, seed).draw(9).images());
    }
  }
}
