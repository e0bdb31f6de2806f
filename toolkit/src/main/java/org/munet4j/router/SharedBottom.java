package org.munet4j.router;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Gating;
import org.munet4j.train.Route;

/**
 * Every task uses all components, and nothing is learned: a baseline (1910.04915). The public code
 * sums components, where the learned router averages them.
 *
 * @param isAveraged else components are summed
 */
public record SharedBottom(boolean isAveraged) implements TaskRouter {
  /** The same with the mean of the components, as the learned router has it. */
  public SharedBottom averaged() {
    return new SharedBottom(true);
  }

  @Override
  public Route route(RoutedNetwork network, int task, int tasks, RandomStream draws) {
    Route sum = Gates.of(network, component -> 1, component -> false, 0);
    return isAveraged
        ? new Route(sum.scores(), sum.fixed().stream().map(Gates::mean).toList(), sum.free())
        : sum;
  }

  @Override
  public Gating gating(long step) {
    return Gating.fixed();
  }

  @Override
  public SortedMap<String, String> settings() {
    return new TreeMap<>(
        Map.of("router", "shared bottom, components " + (isAveraged ? "averaged" : "summed")));
  }
}
