package org.munet4j.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.Cases;

class RandomStreamTest {
  @Test
  void equalPlacesGiveEqualDrawsAndOthersDiffer() {
    RandomStream stream = RandomStream.seeded(7).split("munet").split(3);
    assertEquals(stream, RandomStream.seeded(7).split("munet").split(3));
    assertNotEquals(stream, RandomStream.seeded(7).split(3).split("munet"));
    assertNotEquals(stream, RandomStream.seeded(8).split("munet").split(3));
  }

  @Test
  void neighbouringPlacesDoNotCollide() {
    Set<Long> keys = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      for (int number = 0; number < 100; number++) {
        keys.add(RandomStream.seeded(seed).split(number).key());
      }
    }
    assertEquals(10_000, keys.size());
  }

  @Test
  void permutationHoldsEachNumberOnce() {
    Cases.check(
        50,
        random -> {
          int count = random.nextInt(100);
          int[] order = RandomStream.seeded(random.nextLong()).permutation(count);
          assertArrayEquals(
              IntStream.range(0, count).toArray(), IntStream.of(order).sorted().toArray());
        });
  }

  @Test
  void permutationPutsEachNumberEverywhereAboutEquallyOften() {
    int[] firsts = new int[5];
    for (int seed = 0; seed < 5000; seed++) {
      firsts[RandomStream.seeded(seed).permutation(5)[0]]++;
    }
    assertTrue(IntStream.of(firsts).allMatch(n -> n > 850 && n < 1150));
  }
}
