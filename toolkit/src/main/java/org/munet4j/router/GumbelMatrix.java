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
 * Learns a binary matrix for each routed layer, [task, component]: which components a task uses. A
 * step of training draws the gates (straight-through Gumbel-softmax) and averages the components
 * whose gates are open; a trained model uses those that are more likely open than not
 * (Gumbel-Matrix routing, 1910.04915; public code). A builder that is a value.
 *
 * @param probability that a gate is open before training, between 0 and 1
 * @param temperature of the first step; it falls with the root of the steps
 * @param floor below which it does not fall
 * @param penalty on the mean probability of a task's gates beyond the budget
 * @param budget part of the components that a task may use for nothing, 0 to 1
 * @param entropy penalty on undecided gates at the end of the training; before, it grows
 * @param alpha power of the part of the training that is done, with which that penalty grows
 * @param disconnect penalty on the probability that no gate of a layer is open
 * @param connection penalty on each gate's probability
 * @param rate of learning of the gates; empty means that of the components
 */
public record GumbelMatrix(
    double probability,
    double temperature,
    double floor,
    double penalty,
    double budget,
    double entropy,
    double alpha,
    double disconnect,
    double connection,
    Optional<Double> rate)
    implements TaskRouter {
  public GumbelMatrix {
    Gates.check(probability);
    Require.that(
        floor > 0 && temperature >= floor,
        "gumbel matrix: temperature falls from %s to %s; needs more than 0, and to fall",
        temperature,
        floor);
    Require.that(alpha >= 0, "gumbel matrix: alpha is %s, needs 0 or more", alpha);
    Gates.checkRate(rate);
  }

  /** The public code's: probability 0.5, temperature from 50 to 0.5, no penalty. */
  static GumbelMatrix ofThePaper() {
    return new GumbelMatrix(0.5, 50, 0.5, 0, 1, 0, 1, 0, 0, Optional.empty());
  }

  /** How likely gates are open at first; 0.97 on Omniglot, high for small networks. */
  public GumbelMatrix probability(double value) {
    return new GumbelMatrix(
        value, temperature, floor, penalty, budget, entropy, alpha, disconnect, connection, rate);
  }

  /** The temperature of the first step, and where it ends. */
  public GumbelMatrix temperature(double from, double to) {
    return new GumbelMatrix(
        probability, from, to, penalty, budget, entropy, alpha, disconnect, connection, rate);
  }

  /** A price for using more than a part of the components, such as 0.75 at 1.0. */
  public GumbelMatrix budget(double part, double factor) {
    return new GumbelMatrix(
        probability,
        temperature,
        floor,
        factor,
        part,
        entropy,
        alpha,
        disconnect,
        connection,
        rate);
  }

  /** A price for undecided gates that grows with a power of the training. */
  public GumbelMatrix entropy(double factor, double power) {
    return new GumbelMatrix(
        probability,
        temperature,
        floor,
        penalty,
        budget,
        factor,
        power,
        disconnect,
        connection,
        rate);
  }

  /** A price for layers that may have no open gate. */
  public GumbelMatrix disconnect(double factor) {
    return new GumbelMatrix(
        probability, temperature, floor, penalty, budget, entropy, alpha, factor, connection, rate);
  }

  /** A price for each open gate. */
  public GumbelMatrix connection(double factor) {
    return new GumbelMatrix(
        probability, temperature, floor, penalty, budget, entropy, alpha, disconnect, factor, rate);
  }

  /** A learning rate of the gates' own. */
  public GumbelMatrix rate(double value) {
    return new GumbelMatrix(
        probability,
        temperature,
        floor,
        penalty,
        budget,
        entropy,
        alpha,
        disconnect,
        connection,
        Optional.of(value));
  }

  /** The temperature of a step, counted from 0 over all tasks. */
  public double temperatureAt(long step) {
    Require.that(step >= 0, "gumbel matrix: step %d, needs 0 or more", step);
    return Math.max(floor, temperature / Math.sqrt(step + 1.0));
  }

  @Override
  public Route route(RoutedNetwork network, int task, int tasks, RandomStream draws) {
    return Gates.of(network, component -> 0, component -> true, Gates.pair(probability));
  }

  @Override
  public Gating gating(long step) {
    return Gating.gumbel(temperatureAt(step));
  }

  @Override
  public Penalties penalties(long step, long steps) {
    return Penalties.none()
        .budget(penalty, budget)
        .entropy(entropy * Math.pow((double) step / steps, alpha))
        .disconnect(disconnect)
        .connection(connection);
  }

  @Override
  public SortedMap<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "router",
            "Gumbel matrix",
            "router probability",
            Double.toString(probability),
            "router temperature",
            temperature + " to " + floor,
            "router budget",
            penalty + " beyond " + budget,
            "router entropy",
            entropy + ", alpha " + alpha,
            "router disconnect",
            Double.toString(disconnect),
            "router connection",
            Double.toString(connection),
            "router rate",
            Gates.words(rate)));
  }
}
