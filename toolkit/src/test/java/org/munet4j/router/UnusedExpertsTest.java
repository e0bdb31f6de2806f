package org.munet4j.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Block;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;

class UnusedExpertsTest {
  private static final RoutedNetwork NETWORK =
      RoutedNetwork.of(1, 4)
          .layer(Block.dense(3), Block.dense(3), Block.dense(3), Block.dense(3), Block.dense(3))
          .layer(Block.dense(3))
          .layer(3, Block.dense(2));

  private static List<Tensor> weights(float[] first, float[] second) {
    return List.of(Tensor.of(first, 5), Tensor.of(second, 3));
  }

  @Test
  void aDetourTakesUnusedExpertsAloneWithWeightsThatSumToOne() {
    for (long seed = 0; seed < 200; seed++) {
      UnusedExperts unused = new UnusedExperts(NETWORK);
      unused.use(weights(new float[] {0.5f, 0, 0, 0.5f, 0}, new float[] {0, 1, 0}));
      assertEquals(5, unused.count());
      List<Tensor> task = weights(new float[5], new float[3]);
      UnusedExperts.Detour detour = unused.detour(2, task, RandomStream.seeded(seed));
      Set<String> chosen = new HashSet<>();
      for (int layer = 0; layer < 2; layer++) {
        float[] values = detour.weights().get(layer).toArray();
        for (int expert = 0; expert < values.length; expert++) {
          if (values[expert] != 0) {
            assertEquals(0.5f, values[expert]);
            chosen.add(RoutedNetwork.name(NETWORK.routed().get(layer), expert));
          }
        }
      }
      assertEquals(4, chosen.size());
      assertEquals(chosen, detour.trained());
      assertTrue(
          Set.of(
                  "layer_0_component_1",
                  "layer_0_component_2",
                  "layer_0_component_4",
                  "layer_2_component_0",
                  "layer_2_component_2")
              .containsAll(chosen),
          chosen.toString());
    }
  }

  @Test
  void everyUnusedExpertHasItsTurn() {
    UnusedExperts unused = new UnusedExperts(NETWORK);
    List<Tensor> task = weights(new float[5], new float[3]);
    Set<String> turns = new HashSet<>();
    IntStream.range(0, 100)
        .forEach(seed -> turns.addAll(unused.detour(1, task, RandomStream.seeded(seed)).trained()));
    assertEquals(8, turns.size());
  }

  @Test
  void aLayerWithoutUnusedExpertsIsPassedAsTheTaskPassesIt() {
    UnusedExperts unused = new UnusedExperts(NETWORK);
    List<Tensor> task =
        weights(new float[] {0, 0.25f, 0.75f, 0, 0}, new float[] {0.2f, 0.3f, 0.5f});
    unused.use(task);
    UnusedExperts.Detour detour = unused.detour(2, task, RandomStream.seeded(1));
    assertEquals(task.get(1), detour.weights().get(1));
    assertNotEquals(task.get(0), detour.weights().get(0));
    assertTrue(detour.trained().stream().allMatch(name -> name.startsWith("layer_0")));
  }

  @Test
  void whatWasUsedOnceStaysUsed() {
    UnusedExperts unused = new UnusedExperts(NETWORK);
    unused.use(weights(new float[] {1, 1, 1, 0, 0}, new float[] {1, 0, 0}));
    unused.use(weights(new float[] {0, 0, 0, 1, 1}, new float[] {0, 1, 1}));
    assertEquals(0, unused.count());
  }

  @Test
  void fewUnusedExpertsAreAllTaken() {
    UnusedExperts unused = new UnusedExperts(NETWORK);
    List<Tensor> task = weights(new float[] {1, 1, 1, 1, 0}, new float[] {1, 1, 0});
    unused.use(task);
    UnusedExperts.Detour detour = unused.detour(3, task, RandomStream.seeded(1));
    assertEquals(Set.of("layer_0_component_4", "layer_2_component_2"), detour.trained());
    assertEquals(1, detour.weights().get(0).toArray()[4]);
  }
}
