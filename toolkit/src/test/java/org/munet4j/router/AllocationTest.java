package org.munet4j.router;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Block;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.report.AllocationMap;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Route;

class AllocationTest {
  private final Allocation allocation =
      new Allocation(
          List.of("a", "b", "c"),
          List.of(0, 2),
          List.of(
              List.of(List.of(0.9, 0.2), List.of(0.6)),
              List.of(List.of(0.8, 0.1), List.of(0.4)),
              List.of(List.of(0.1, 0.5), List.of(0.3))));

  @Test
  void aTaskUsesWhatIsMoreLikelyThanNot() {
    assertArrayEquals(new double[] {1, 0, 1}, allocation.pattern()[0]);
    assertArrayEquals(new double[] {1, 0, 0}, allocation.pattern()[1]);
    assertArrayEquals(new double[3], allocation.pattern()[2], "0.5 is not more likely");
    assertEquals(3 / 9.0, allocation.fraction(), 1e-12);
    assertTrue(allocation.isOpen(0, 1, 0));
    assertEquals(List.of("0.0", "0.1", "2.0"), allocation.components());
  }

  @Test
  void similarityIsTheCosineOfPatterns() {
    double[][] similarity = allocation.similarity();
    assertEquals(1, similarity[0][0], 1e-12);
    assertEquals(Math.sqrt(0.5), similarity[0][1], 1e-12);
    assertEquals(similarity[0][1], similarity[1][0]);
    assertEquals(0, similarity[0][2], "who uses nothing is like nobody");
  }

  @Test
  void tableAndMapsTellTheSame() {
    assertEquals(9, allocation.table().rowCount());
    assertEquals(0.6, allocation.table().doubleColumn("probability").get(2));
    assertFalse(allocation.table().booleanColumn("open").get(1));
    assertEquals(0.2, AllocationMap.of(allocation).value(0, 1));
    assertTrue(AllocationMap.of(allocation).drawing().toSvg().contains(">0.90<"));
    assertEquals(1, AllocationMap.similarity(allocation).value(1, 1));
    assertEquals(
        "allocation of 3 tasks over 3 components; a task uses 33 % of them on average",
        allocation.toString());
  }

  @Test
  void probabilitiesOfGumbelGatesAreThoseThatTheyBeganWith() {
    RoutedNetwork network = RoutedNetwork.uniform(1, 4, 2, 3, Block.dense(2));
    Route route =
        Router.gumbelMatrix().probability(0.9).route(network, 0, 1, RandomStream.seeded(1));
    List<Tensor> weights = List.of(Tensor.full(1 / 3f, 3), Tensor.full(1 / 3f, 3));
    Allocation fresh = Allocation.of(network, List.of("a"), List.of(route), List.of(weights));
    assertEquals(0.9, fresh.probability(0, 1, 2), 1e-6);
    Route base = Router.skills().route(network, 0, 1, RandomStream.seeded(1));
    Allocation skilled = Allocation.of(network, List.of("a"), List.of(base), List.of(weights));
    assertEquals(1, skilled.probability(0, 0, 0), "the base is everyone's");
    assertEquals(0.5, skilled.probability(0, 0, 1));
  }

  @Test
  void refusesRowsOfDifferentLengths() {
    String refusal =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Allocation(
                        List.of("a", "b"),
                        List.of(0),
                        List.of(List.of(List.of(0.5)), List.of(List.of(0.5, 0.5)))))
            .getMessage();
    assertTrue(refusal.contains("for [2] components, another for [1]"), refusal);
  }
}
