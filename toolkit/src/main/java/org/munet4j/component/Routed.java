package org.munet4j.component;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;
import org.munet4j.tensor.RandomStream;

/**
 * One task's way through a routed network: how much of each component is in its layer's output, and
 * the components that are used; the others are not part of it and cost nothing.
 *
 * @param network all that a router may choose from
 * @param weights [layer][component]; 0 where it is not used, 1 in a layer that is not routed
 * @param components the used ones that have parameters, in the order of the layers; then the head
 */
public record Routed(RoutedNetwork network, List<List<Double>> weights, List<Component> components)
    implements ModelGraph {
  public Routed {
    weights = weights.stream().map(List::copyOf).toList();
    components = List.copyOf(components);
    Require.that(
        weights.size() == network.layers().size(),
        "routed model: weights for %d layers, the network has %d",
        weights.size(),
        network.layers().size());
    List<String> names = new ArrayList<>();
    for (int layer = 0; layer < weights.size(); layer++) {
      checkWeights(network, layer, weights.get(layer));
      for (int component = 0; component < network.width(layer); component++) {
        if (weights.get(layer).get(component) != 0 && !network.shapes(layer, component).isEmpty()) {
          names.add(RoutedNetwork.name(layer, component));
          check(components, names, network.shapes(layer, component));
        }
      }
    }
    names.add(Vit.HEAD);
    check(components, names, network.headShapes(last(components).length("bias")));
    Require.that(
        names.size() == components.size(),
        "routed model: has %d components, its weights need %d",
        components.size(),
        names.size());
  }

  /** A fresh model that has all components, in each layer in equal parts; what a root may be. */
  public static Routed fresh(
      RoutedNetwork network, int classes, String owner, RandomStream stream) {
    List<Component> all = new ArrayList<>(network.fresh(owner, stream.split("components")));
    all.add(network.freshHead(classes, owner, stream.split("head")));
    List<List<Double>> equal =
        network.layers().stream()
            .map(layer -> Collections.nCopies(layer.size(), 1.0 / layer.size()))
            .toList();
    return new Routed(network, equal, all);
  }

  private static void checkWeights(RoutedNetwork network, int layer, List<Double> weights) {
    Require.that(
        weights.size() == network.width(layer)
            && weights.stream().allMatch(Double::isFinite)
            && (weights.size() > 1 || weights.get(0) == 1),
        "routed model: layer %d has weights %s, needs a number for each of %d components, 1 if alone",
        layer,
        weights,
        network.width(layer));
  }

  private static Component last(List<Component> components) {
    Require.that(!components.isEmpty(), "routed model: has no head");
    return components.get(components.size() - 1);
  }

  private static void check(
      List<Component> components, List<String> names, java.util.SortedMap<String, long[]> shapes) {
    int place = names.size() - 1;
    String found = place < components.size() ? components.get(place).name() : "the end";
    Require.that(
        found.equals(names.get(place)),
        "routed model: %s stands where its weights need %s",
        found,
        names.get(place));
    components.get(place).check(shapes);
  }

  /** Whether the task uses a component. */
  public boolean uses(int layer, int component) {
    return weights.get(layer).get(component) != 0;
  }

  /** Part of the components of routed layers that are used, 0 to 1; 1 where nothing is routed. */
  public double usedFraction() {
    List<Integer> routed = network.routed();
    long all = routed.stream().mapToLong(network::width).sum();
    long used =
        routed.stream()
            .flatMapToInt(
                layer -> IntStream.range(0, network.width(layer)).filter(each -> uses(layer, each)))
            .count();
    return all == 0 ? 1 : (double) used / all;
  }

  @Override
  public List<Component> own() {
    return components;
  }

  @Override
  public int outputs() {
    return classes();
  }

  @Override
  public int classes() {
    return last(components).length("bias");
  }

  @Override
  public long flops() {
    long flops = 2L * classes() * network.features();
    for (int layer = 0; layer < weights.size(); layer++) {
      for (int component = 0; component < network.width(layer); component++) {
        flops += uses(layer, component) ? network.flops(layer, component) : 0;
      }
    }
    return flops;
  }

  @Override
  public List<ModelGraph> leaves() {
    return List.of(this);
  }

  @Override
  public int side() {
    return network.side();
  }

  @Override
  public int layers() {
    return weights.size();
  }

  @Override
  public Routed replacing(List<Component> replacements) {
    List<Component> changed =
        components.stream()
            .map(
                part ->
                    replacements.stream()
                        .filter(other -> other.name().equals(part.name()))
                        .reduce((first, second) -> second)
                        .orElse(part))
            .toList();
    return new Routed(network, weights, changed);
  }

  /** The component of a place, if the task uses it and it has parameters. */
  public Optional<Component> component(int layer, int component) {
    return component(RoutedNetwork.name(layer, component));
  }

  @Override
  public String toString() {
    return Require.text(
        "routed model of %d layers, %,d parameters, %.0f %% of the routed components, %d classes",
        weights.size(), parameters(), 100 * usedFraction(), classes());
  }
}
