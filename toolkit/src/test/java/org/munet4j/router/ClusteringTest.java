package org.munet4j.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusteringTest {
  private final double[][] similarity = {
    {1, 0.2, 0.9, 0.1}, {0.2, 1, 0.3, 0.7}, {0.9, 0.3, 1, 0.2}, {0.1, 0.7, 0.2, 1}
  };

  @Test
  void joinsWhatIsMostAlike() {
    assertEquals(List.of(0, 1, 0, 1), Clustering.of(similarity, 2).groups());
    assertEquals(List.of(0, 1, 0, 2), Clustering.of(similarity, 3).groups());
    assertEquals(List.of(0, 0, 0, 0), Clustering.of(similarity, 1).groups());
  }

  @Test
  void tellsSimilarityWithinAndAcross() {
    Clustering found = Clustering.named(List.of("x", "y", "x", "y"));
    assertEquals(0.8, found.within(similarity), 1e-12);
    assertEquals(0.2, found.across(similarity), 1e-12);
    assertTrue(Double.isNaN(Clustering.named(List.of("a", "b", "c", "d")).within(similarity)));
  }

  @Test
  void agreementIsTheAdjustedRandIndex() {
    Clustering mine = new Clustering(List.of(0, 0, 1, 1));
    assertEquals(1, mine.agreement(new Clustering(List.of(5, 5, 2, 2))), "numbers do not matter");
    assertEquals(-0.5, mine.agreement(new Clustering(List.of(0, 1, 0, 1))), 1e-12);
    // both 2, mine 3 + 3, its 1 + 1 + 1 of 15 pairs: (2 - 6*3/15) / (4.5 - 6*3/15)
    Clustering six = new Clustering(List.of(0, 0, 0, 1, 1, 1));
    assertEquals(0.8 / 3.3, six.agreement(new Clustering(List.of(0, 0, 1, 1, 2, 2))), 1e-12);
  }

  @Test
  void agreementOfRandomClustersIsZeroOnAverage() {
    SplittableRandom random = new SplittableRandom(3);
    double mean =
        IntStream.range(0, 2_000)
            .mapToDouble(trial -> random(random).agreement(random(random)))
            .average()
            .orElseThrow();
    assertEquals(0, mean, 0.02);
  }

  private static Clustering random(SplittableRandom random) {
    return new Clustering(IntStream.range(0, 9).mapToObj(task -> random.nextInt(3)).toList());
  }
}
