package org.munet4j.router;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.internal.Require;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Gating;
import org.munet4j.train.Route;

/**
 * Sparse experts for tasks that come one after the other (2009.04381): each task uses the experts
 * of its highest scores in each layer, weighted by the softmax of those scores. Experts that no
 * task uses yet are kept warm by a co-training step of their own; without it this is a mixture of
 * experts. A builder that is a value.
 *
 * @param active experts of a layer that a task uses, at least 1
 * @param noise standard deviation of what is added to the scores while training, 0 or more
 * @param deviation of the scores that a task begins with, from N(0, deviation²); 0 begins with
 *     zeros
 * @param rate of learning of the scores; empty means that of the experts
 * @param warmth learning rate of the co-training step; 0 leaves the step out
 * @param isInheriting whether a task begins with the scores of the task before it
 */
public record CoTraining(
    int active,
    double noise,
    double deviation,
    Optional<Double> rate,
    double warmth,
    boolean isInheriting)
    implements TaskRouter {
  public CoTraining {
    Require.that(
        active >= 1 && noise >= 0 && deviation >= 0 && warmth >= 0,
        "co-training: %d active experts, noise %s, deviation %s, co-training rate %s; needs at least"
            + " 1 expert, the others 0 or more",
        active,
        noise,
        deviation,
        warmth);
    Gates.checkRate(rate);
  }

  /**
   * Four experts of each layer, as in the paper; rates and first scores as in the pilot of §2.3.
   */
  static CoTraining ofThePaper() {
    return new CoTraining(4, 0.15, 1, Optional.of(0.5), 0.1, false);
  }

  public CoTraining active(int experts) {
    return new CoTraining(experts, noise, deviation, rate, warmth, isInheriting);
  }

  public CoTraining noise(double standardDeviation) {
    return new CoTraining(active, standardDeviation, deviation, rate, warmth, isInheriting);
  }

  /** Scores begin with N(0, deviation²). */
  public CoTraining deviation(double ofScores) {
    return new CoTraining(active, noise, ofScores, rate, warmth, isInheriting);
  }

  /** The learning rate of the scores. */
  public CoTraining rate(double ofScores) {
    return new CoTraining(active, noise, deviation, Optional.of(ofScores), warmth, isInheriting);
  }

  /** The learning rate of the co-training step. */
  public CoTraining warmth(double learningRate) {
    return new CoTraining(active, noise, deviation, rate, learningRate, isInheriting);
  }

  /** Unused experts stay as they began: the mixture of experts that the paper compares with. */
  public CoTraining withoutCoTraining() {
    return warmth(0);
  }

  /** A task begins with the scores of the task before it. */
  public CoTraining inheriting() {
    return new CoTraining(active, noise, deviation, rate, warmth, true);
  }

  @Override
  public Route route(RoutedNetwork network, int task, int tasks, RandomStream draws) {
    Gates.checkWidth(network, active, "co-training", "as many experts are active");
    List<Integer> experts = network.routed().stream().map(network::width).toList();
    RandomStream own = draws.split(task);
    return new Route(
        IntStream.range(0, experts.size())
            .mapToObj(layer -> scores(experts.get(layer), own.split(layer).generator()))
            .toList(),
        experts.stream().map(width -> Tensor.zeros(width)).toList(),
        experts.stream().map(width -> Tensor.full(1, width)).toList());
  }

  private Tensor scores(int experts, SplittableRandom random) {
    if (deviation == 0) {
      return Tensor.zeros(experts);
    }
    float[] scores = new float[experts];
    for (int expert = 0; expert < experts; expert++) {
      scores[expert] = (float) (deviation * random.nextGaussian());
    }
    return Tensor.of(scores, experts);
  }

  @Override
  public Gating gating(long step) {
    return Gating.top(active, noise);
  }

  @Override
  public SortedMap<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "router",
            "co-training",
            "active experts",
            "" + active,
            "gate noise",
            "" + noise,
            "deviation of first scores",
            "" + deviation,
            "learning rate",
            Gates.words(rate),
            "co-training rate",
            warmth > 0 ? "" + warmth : "none",
            "first scores",
            isInheriting ? "of the task before" : "fresh"));
  }
}
