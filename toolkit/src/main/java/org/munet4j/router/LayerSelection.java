package org.munet4j.router;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.internal.Require;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Gating;
import org.munet4j.train.Penalties;
import org.munet4j.train.Route;

/**
 * Learns which layers become a task's own: component 0 of each routed layer is everyone's with
 * weight 1, and component i + 1 is task i's change of it, added where its score is above 0. A
 * penalty on the scores keeps layers shared. A baseline in the manner of TAPS (2022); its settings
 * here are ours, not verified.
 *
 * @param score of each layer before training
 * @param sparsity penalty on the mean magnitude of the scores
 * @param rate of learning of the scores; empty means that of the components
 */
public record LayerSelection(double score, double sparsity, Optional<Double> rate)
    implements TaskRouter {
  public LayerSelection {
    Require.that(
        Double.isFinite(score) && sparsity >= 0,
        "layer selection: score %s, sparsity %s; needs a number, and 0 or more",
        score,
        sparsity);
    Gates.checkRate(rate);
  }

  static LayerSelection standard() {
    return new LayerSelection(0.1, 0.1, Optional.empty());
  }

  /** What scores are at first; above 0 layers begin as the task's own. */
  public LayerSelection score(double value) {
    return new LayerSelection(value, sparsity, rate);
  }

  /** A price for scores. */
  public LayerSelection sparsity(double factor) {
    return new LayerSelection(score, factor, rate);
  }

  /** A learning rate of the scores' own. */
  public LayerSelection rate(double value) {
    return new LayerSelection(score, sparsity, Optional.of(value));
  }

  @Override
  public Route route(RoutedNetwork network, int task, int tasks, RandomStream draws) {
    Gates.checkWidth(network, tasks + 1, "layer selection", "a base, and one for each task");
    return Gates.of(
        network,
        component -> component == 0 ? 1 : 0,
        component -> component == task + 1,
        (float) score);
  }

  @Override
  public Gating gating(long step) {
    return Gating.threshold();
  }

  @Override
  public Penalties penalties(long step, long steps) {
    return Penalties.none().sparsity(sparsity);
  }

  @Override
  public SortedMap<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "router", "layer selection",
            "router score", Double.toString(score),
            "router sparsity", Double.toString(sparsity),
            "router rate", Gates.words(rate)));
  }
}
