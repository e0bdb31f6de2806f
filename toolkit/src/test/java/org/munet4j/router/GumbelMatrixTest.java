package org.munet4j.router;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Block;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Gating;
import org.munet4j.train.Penalties;
import org.munet4j.train.Route;

class GumbelMatrixTest {
  private static final RandomStream DRAWS = RandomStream.seeded(1);
  private final RoutedNetwork network =
      RoutedNetwork.of(1, 8)
          .layer(Block.dense(8), Block.dense(8), Block.dense(8))
          .layer(Block.relu())
          .layer(Block.dense(8), Block.dense(8));

  @Test
  void temperatureFallsWithTheRootOfAllSteps() {
    GumbelMatrix matrix = Router.gumbelMatrix();
    assertEquals(50, matrix.temperatureAt(0));
    assertEquals(5, matrix.temperatureAt(99));
    assertEquals(0.5, matrix.temperatureAt(9_999));
    assertEquals(0.5, matrix.temperatureAt(1_000_000), "it stays at the floor");
    assertEquals(Gating.gumbel(5), matrix.gating(99));
    assertEquals(2, matrix.temperature(2, 1).temperatureAt(0));
  }

  @Test
  void scoresAreTheLogarithmsOfBothProbabilitiesInEachRoutedLayer() {
    Route route = Router.gumbelMatrix().probability(0.97).route(network, 1, 4, DRAWS);
    assertEquals(2, route.scores().size());
    assertArrayEquals(new long[] {3, 2}, route.scores().get(0).shape());
    float open = (float) Math.log(0.97);
    float shut = (float) Math.log(0.03);
    assertArrayEquals(new float[] {open, shut, open, shut}, route.scores().get(1).toArray(), 1e-6f);
    assertArrayEquals(new float[] {1, 1, 1}, route.free().get(0).toArray());
    assertArrayEquals(new float[3], route.fixed().get(0).toArray());
  }

  @Test
  void penaltiesAreThoseThatAreAskedFor() {
    assertEquals(Penalties.none(), Router.gumbelMatrix().penalties(5, 10));
    Penalties asked =
        Router.gumbelMatrix()
            .budget(0.75, 1)
            .entropy(0.5, 2)
            .disconnect(0.1)
            .connection(0.2)
            .penalties(5, 10);
    assertEquals(
        Penalties.none().budget(1, 0.75).entropy(0.125).disconnect(0.1).connection(0.2), asked);
  }

  @Test
  void gatesMayLearnAtARateOfTheirOwn() {
    assertEquals(Optional.empty(), Router.gumbelMatrix().rate());
    assertEquals(Optional.of(2e-3), Router.gumbelMatrix().rate(2e-3).rate());
  }

  @Test
  void refusesWhatIsNoProbabilityAndATemperatureThatRises() {
    assertTrue(
        refusal(() -> Router.gumbelMatrix().probability(1)).contains("between 0 and 1 such as"));
    assertTrue(refusal(() -> Router.gumbelMatrix().temperature(1, 2)).contains("from 1.0 to 2.0"));
    assertTrue(
        refusal(() -> Router.gumbelMatrix().budget(2, 1).penalties(0, 1))
            .contains("budget 0 to 1"));
  }

  @Test
  void baselinesFixWhatTheyDoNotLearn() {
    assertArrayEquals(
        new float[] {1, 1, 1},
        Router.sharedBottom().route(network, 1, 2, DRAWS).fixed().get(0).toArray());
    assertArrayEquals(
        new float[] {0.5f, 0.5f},
        Router.sharedBottom().averaged().route(network, 1, 2, DRAWS).fixed().get(1).toArray());
    assertArrayEquals(
        new float[] {0, 1, 0},
        Router.noSharing().route(network, 1, 2, DRAWS).fixed().get(0).toArray());
    Route skills = Router.skills().route(network, 1, 2, DRAWS);
    assertArrayEquals(new float[] {1, 0, 0}, skills.fixed().get(0).toArray());
    assertArrayEquals(new float[] {0, 1, 1}, skills.free().get(0).toArray());
    Route own = Router.layerSelection().route(network, 0, 1, DRAWS);
    assertArrayEquals(new float[] {1, 0}, own.fixed().get(1).toArray());
    assertArrayEquals(new float[] {0, 1}, own.free().get(1).toArray());
  }

  @Test
  void aBaselineSaysWhenANetworkIsTooNarrow() {
    assertTrue(
        refusal(() -> Router.noSharing().route(network, 0, 3, DRAWS))
            .contains("layer 2 has 2 components, needs at least 3: one for each task"));
    assertTrue(
        refusal(() -> Router.layerSelection().route(network, 0, 2, DRAWS))
            .contains("a base, and one for each task"));
  }

  private static String refusal(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }
}
