package org.munet4j.router;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;

/** Experts that no task has used yet, and the step that keeps them warm (2009.04381, step 4). */
public final class UnusedExperts {
  private final RoutedNetwork network;
  private final List<BitSet> unused;

  /** All experts of the routed layers. */
  public UnusedExperts(RoutedNetwork network) {
    this.network = network;
    this.unused = network.routed().stream().map(layer -> learning(network, layer)).toList();
  }

  /** Experts of a layer that have parameters; the others have nothing to be kept warm. */
  private static BitSet learning(RoutedNetwork network, int layer) {
    BitSet learning = new BitSet();
    IntStream.range(0, network.width(layer))
        .filter(expert -> !network.shapes(layer, expert).isEmpty())
        .forEach(learning::set);
    return learning;
  }

  /**
   * Counts the experts that have a weight as used, for ever.
   *
   * @param weights of each routed layer: [expert]
   */
  public void use(List<Tensor> weights) {
    for (int layer = 0; layer < unused.size(); layer++) {
      float[] values = weights.get(layer).toArray();
      BitSet left = unused.get(layer);
      for (int expert = 0; expert < values.length; expert++) {
        if (values[expert] != 0) {
          left.clear(expert);
        }
      }
    }
  }

  /** Number of unused experts in all layers. */
  public int count() {
    return unused.stream().mapToInt(BitSet::cardinality).sum();
  }

  /**
   * One step's way through unused experts alone.
   *
   * @param weights of each routed layer: [expert]
   * @param trained names of the experts that learn
   */
  public record Detour(List<Tensor> weights, Set<String> trained) {
    public Detour {
      weights = List.copyOf(weights);
      trained = Set.copyOf(trained);
    }
  }

  /**
   * Draws unused experts of each layer, at most so many, with equal weights. A layer whose experts
   * are all used is passed as the task passes it.
   *
   * @param task weights of the current task in each routed layer
   */
  public Detour detour(int active, List<Tensor> task, RandomStream draws) {
    List<Tensor> weights = new ArrayList<>();
    Set<String> trained = new HashSet<>();
    for (int layer = 0; layer < unused.size(); layer++) {
      int[] left = unused.get(layer).stream().toArray();
      int chosen = Math.min(active, left.length);
      int[] order = draws.split(layer).permutation(left.length);
      int[] experts = IntStream.range(0, chosen).map(place -> left[order[place]]).toArray();
      float[] values = new float[network.width(network.routed().get(layer))];
      for (int expert : experts) {
        values[expert] = 1f / chosen;
        trained.add(RoutedNetwork.name(network.routed().get(layer), expert));
      }
      weights.add(chosen == 0 ? task.get(layer) : Tensor.of(values, values.length));
    }
    return new Detour(weights, trained);
  }
}
