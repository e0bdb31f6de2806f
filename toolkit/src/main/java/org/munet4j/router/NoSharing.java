package org.munet4j.router;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Gating;
import org.munet4j.train.Route;

/**
 * Each task has one component of each routed layer to itself, that of its place: a baseline that
 * needs as many components as tasks (1910.04915, public code). Layers that are not routed are still
 * everyone's.
 */
public record NoSharing() implements TaskRouter {
  @Override
  public Route route(RoutedNetwork network, int task, int tasks, RandomStream draws) {
    Gates.checkWidth(network, tasks, "no sharing", "one for each task");
    return Gates.of(network, component -> component == task ? 1 : 0, component -> false, 0);
  }

  @Override
  public Gating gating(long step) {
    return Gating.fixed();
  }

  @Override
  public SortedMap<String, String> settings() {
    return new TreeMap<>(Map.of("router", "no sharing"));
  }
}
