package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.munet4j.component.Component;
import org.munet4j.component.Routed;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Tensor;

/** The components of a routed network on the device. */
final class RoutedParameters {
  private final RoutedNetwork network;
  private final Map<String, SortedMap<String, Moving>> components = new LinkedHashMap<>();

  RoutedParameters(RoutedNetwork network, List<Component> start, NDManager scope) {
    this.network = network;
    Map<String, Component> given = new TreeMap<>();
    start.forEach(part -> given.put(part.name(), part));
    for (int layer = 0; layer < network.layers().size(); layer++) {
      for (int component = 0; component < network.width(layer); component++) {
        String name = RoutedNetwork.name(layer, component);
        SortedMap<String, long[]> shapes = network.shapes(layer, component);
        SortedMap<String, Moving> moving = new TreeMap<>();
        if (!shapes.isEmpty()) {
          Component part = given.get(name);
          Require.that(
              part != null && part.hasShapes(shapes),
              "routed network: %s is %s; needs tensors %s",
              name,
              part,
              shapes.keySet());
          part.tensors().forEach((tensor, now) -> moving.put(tensor, Moving.of(now, scope)));
        }
        components.put(name, moving);
      }
    }
  }

  /** All, in the order of the layers. */
  List<Moving> all() {
    return components.values().stream().flatMap(part -> part.values().stream()).toList();
  }

  List<Moving> named(Set<String> names) {
    Require.that(
        components.keySet().containsAll(names), "components %s: some are not there", names);
    return components.entrySet().stream()
        .filter(part -> names.contains(part.getKey()))
        .flatMap(part -> part.getValue().values().stream())
        .toList();
  }

  List<NDArray> arrays() {
    return arrays(every());
  }

  /** Parameters of the components that are computed. */
  List<NDArray> arrays(boolean[] active) {
    List<NDArray> arrays = new ArrayList<>();
    int place = 0;
    for (SortedMap<String, Moving> part : components.values()) {
      if (active[place++]) {
        part.values().forEach(moving -> arrays.add(moving.leaf()));
      }
    }
    return arrays;
  }

  /** All components are computed. */
  boolean[] every() {
    boolean[] every = new boolean[components.size()];
    Arrays.fill(every, true);
    return every;
  }

  /** Those of a weight that is not 0, and those of layers that are not routed. */
  boolean[] active(List<Tensor> weights) {
    boolean[] active = every();
    int place = 0;
    int routed = 0;
    for (int layer = 0; layer < network.layers().size(); layer++) {
      boolean isRouted = network.width(layer) > 1;
      for (int component = 0; component < network.width(layer); component++) {
        active[place++] = !isRouted || weights.get(routed).values().get(component) != 0;
      }
      routed += isRouted ? 1 : 0;
    }
    return active;
  }

  /** The model with these weights of the routed layers. */
  Routed routed(List<Tensor> weights, Component head, String owner) {
    boolean[] active = active(weights);
    List<Component> used = new ArrayList<>();
    int place = 0;
    for (Map.Entry<String, SortedMap<String, Moving>> part : components.entrySet()) {
      if (active[place++] && !part.getValue().isEmpty()) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        part.getValue().forEach((name, moving) -> tensors.put(name, moving.now()));
        used.add(new Component(part.getKey(), owner, tensors));
      }
    }
    used.add(head);
    return new Routed(network, all(weights), used);
  }

  private List<List<Double>> all(List<Tensor> weights) {
    List<List<Double>> all = new ArrayList<>();
    int routed = 0;
    for (int layer = 0; layer < network.layers().size(); layer++) {
      if (network.width(layer) == 1) {
        all.add(List.of(1.0));
      } else {
        List<Double> row = new ArrayList<>();
        for (float weight : weights.get(routed++).toArray()) {
          row.add((double) weight);
        }
        all.add(row);
      }
    }
    return all;
  }
}
