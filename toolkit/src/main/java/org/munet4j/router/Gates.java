package org.munet4j.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Route;

/** What routers that are told by the task make their routes of. */
final class Gates {
  private Gates() {}

  static void check(double probability) {
    Require.that(
        probability > 0 && probability < 1,
        "router: gates are open with probability %s at first, needs a number between 0 and 1"
            + " such as 0.97",
        probability);
  }

  static void checkRate(Optional<Double> rate) {
    Require.that(
        rate.orElse(0.0) >= 0, "router: learning rate %s, needs 0 or more", rate.orElse(0.0));
  }

  static String words(Optional<Double> rate) {
    return rate.map(value -> Double.toString(value)).orElse("that of the components");
  }

  /** Scores of a gate that is open with a probability. */
  static float[] pair(double probability) {
    return new float[] {(float) Math.log(probability), (float) Math.log(1 - probability)};
  }

  /**
   * The same in each routed layer.
   *
   * @param fixed weight of a component
   * @param isFree whether a gate decides on it
   * @param score of each component
   */
  static Route of(
      RoutedNetwork network, IntToDoubleFunction fixed, IntPredicate isFree, float... score) {
    List<Tensor> scores = new ArrayList<>();
    List<Tensor> weights = new ArrayList<>();
    List<Tensor> free = new ArrayList<>();
    for (int layer : network.routed()) {
      int width = network.width(layer);
      float[] all = new float[width * score.length];
      float[] weight = new float[width];
      float[] gate = new float[width];
      for (int component = 0; component < width; component++) {
        System.arraycopy(score, 0, all, component * score.length, score.length);
        weight[component] = (float) fixed.applyAsDouble(component);
        gate[component] = isFree.test(component) ? 1 : 0;
      }
      scores.add(score.length == 1 ? Tensor.of(all, width) : Tensor.of(all, width, score.length));
      weights.add(Tensor.of(weight, width));
      free.add(Tensor.of(gate, width));
    }
    return new Route(scores, weights, free);
  }

  /** Equal weights that sum to 1, of as many components. */
  static Tensor mean(Tensor weights) {
    return Tensor.full(1f / weights.size(), weights.size());
  }

  /** Checks that each routed layer has so many components. */
  static void checkWidth(RoutedNetwork network, int least, String router, String why) {
    for (int layer : network.routed()) {
      Require.that(
          network.width(layer) >= least,
          "%s: layer %d has %d components, needs at least %d: %s",
          router,
          layer,
          network.width(layer),
          least,
          why);
    }
  }
}
