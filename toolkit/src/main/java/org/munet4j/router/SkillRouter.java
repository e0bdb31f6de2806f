package org.munet4j.router;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.internal.Require;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Gating;
import org.munet4j.train.Route;

/**
 * Skills beside a base: component 0 of each routed layer is everyone's with weight 1, and of the
 * others, usually {@code Block.lowRank}, a task adds a mean whose weights are relaxed gates that
 * sum to 1. A baseline in the manner of Polytropon (2022); its settings here are ours, not
 * verified.
 *
 * @param probability that a gate is open before training, between 0 and 1
 * @param temperature of the relaxed gates, more than 0
 * @param rate of learning of the gates; empty means that of the components
 */
public record SkillRouter(double probability, double temperature, Optional<Double> rate)
    implements TaskRouter {
  public SkillRouter {
    Gates.check(probability);
    Require.that(
        temperature > 0, "skill router: temperature is %s, needs more than 0", temperature);
    Gates.checkRate(rate);
  }

  static SkillRouter standard() {
    return new SkillRouter(0.5, 1, Optional.empty());
  }

  public SkillRouter probability(double value) {
    return new SkillRouter(value, temperature, rate);
  }

  public SkillRouter temperature(double value) {
    return new SkillRouter(probability, value, rate);
  }

  /** A learning rate of the gates' own. */
  public SkillRouter rate(double value) {
    return new SkillRouter(probability, temperature, Optional.of(value));
  }

  @Override
  public Route route(RoutedNetwork network, int task, int tasks, RandomStream draws) {
    Gates.checkWidth(network, 2, "skill router", "a base and a skill");
    return Gates.of(
        network,
        component -> component == 0 ? 1 : 0,
        component -> component > 0,
        Gates.pair(probability));
  }

  @Override
  public Gating gating(long step) {
    return Gating.relaxed(temperature);
  }

  @Override
  public SortedMap<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "router", "skills beside a base",
            "router probability", Double.toString(probability),
            "router temperature", Double.toString(temperature),
            "router rate", Gates.words(rate)));
  }
}
