package org.munet4j.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MatchedTest {
  private static long parameters(RoutedNetwork network, int classes) {
    return network.parameters() + (network.features() + 1L) * classes;
  }

  @Test
  void theDenseNetworkOfTheLessonHas160UnitsALayer() {
    RoutedNetwork routed = RoutedNetwork.uniform(1, 8, 2, 12, Block.dense(32));
    RoutedNetwork dense = Matched.dense(routed, 10);
    assertEquals(List.of(), dense.routed());
    assertEquals(RoutedNetwork.uniform(1, 8, 2, 1, Block.dense(160)), dense);
  }

  @Test
  void itHasAtMostAsManyParametersAndOneUnitMoreWouldBeTooMany() {
    for (int experts = 1; experts < 20; experts += 3) {
      for (int width = 1; width < 40; width += 7) {
        RoutedNetwork routed = RoutedNetwork.uniform(1, 5, 2, experts, Block.dense(width));
        RoutedNetwork dense = Matched.dense(routed, 4);
        RoutedNetwork wider = RoutedNetwork.uniform(1, 5, 2, 1, Block.dense(dense.features() + 1));
        assertTrue(parameters(dense, 4) <= parameters(routed, 4));
        assertTrue(parameters(wider, 4) > parameters(routed, 4));
      }
    }
  }

  @Test
  void aFamilyThatIsTooLargeFromItsBeginningIsRefused() {
    RoutedNetwork small = RoutedNetwork.uniform(1, 4, 1, 1, Block.dense(1));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Matched.widest(
                small, 2, width -> RoutedNetwork.uniform(1, 4, 1, 1, Block.dense(9 * width))));
  }
}
