package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.munet4j.component.Block;
import org.munet4j.component.Component;
import org.munet4j.component.Routed;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.data.Images;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;
import org.munet4j.tensor.Torch;

class RoutedLearnerTest {
  private static final RandomStream DRAWS = RandomStream.seeded(5);
  private static final int CLASSES = 3;

  /** A stem that is not routed, a routed layer of every kind of component, and a dense one. */
  private static RoutedNetwork network() {
    return RoutedNetwork.of(1, 6)
        .layer(Block.normed(1, 4, 1))
        .layer(
            Block.pair(3, 4, 2),
            Block.cross(3, 4, 2),
            Block.maxPool(3, 2),
            Block.averagePool(3, 2),
            Block.pointwise(4, 2))
        .layer(Block.norm())
        .layer(Block.dense(8), Block.lowRank(8, 2), Block.linear(8));
  }

  private static Task task(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] pixels = new byte[12 * 36];
    random.nextBytes(pixels);
    int[] labels = IntStream.range(0, 12).map(i -> i % CLASSES).toArray();
    Images images = Images.of(1, 6, 6, pixels, labels, List.of("a", "b", "c"), "noise", "none");
    return new Task("noise-" + seed, images, images, images);
  }

  private static Tensor drawn(RandomStream stream, long... shape) {
    SplittableRandom random = stream.generator();
    float[] values = new float[(int) Tensor.size(shape)];
    IntStream.range(0, values.length).forEach(i -> values[i] = (float) random.nextGaussian());
    return Tensor.of(values, shape);
  }

  private static Route route(RoutedNetwork network, Gating.Gate gate, int seed) {
    List<Tensor> scores = new ArrayList<>();
    List<Tensor> fixed = new ArrayList<>();
    List<Tensor> free = new ArrayList<>();
    boolean isPair = gate == Gating.Gate.GUMBEL || gate == Gating.Gate.RELAXED;
    boolean isFixed = gate == Gating.Gate.FIXED;
    for (int layer : network.routed()) {
      int width = network.width(layer);
      RandomStream stream = DRAWS.split(seed).split(layer);
      scores.add(isPair ? drawn(stream, width, 2) : drawn(stream, width));
      fixed.add(isFixed ? Tensor.full(1f / width, width) : Tensor.zeros(width));
      free.add(Tensor.full(isFixed ? 0 : 1, width));
    }
    return new Route(scores, fixed, free);
  }

  private static Gating gating(Gating.Gate gate) {
    return switch (gate) {
      case FIXED -> Gating.fixed();
      case GUMBEL -> Gating.gumbel(2);
      case RELAXED -> Gating.relaxed(2);
      case TOP -> Gating.top(2, 0.3);
      case THRESHOLD -> Gating.threshold();
    };
  }

  private static RoutedLearner learner(Gating.Gate gate, Descent descent) {
    return learner(network(), gate, descent);
  }

  private static RoutedLearner learner(RoutedNetwork network, Gating.Gate gate, Descent descent) {
    RoutedLearner learner = new RoutedLearner(network, network.fresh("root", DRAWS), descent);
    for (int seed = 0; seed < 3; seed++) {
      Component head = network.freshHead(CLASSES, "t", DRAWS.split(seed));
      learner.add(task(seed), route(network, gate, seed), head);
    }
    return learner;
  }

  private static Samples mixed() {
    return Samples.of(0, 1, 2, 3).and(Samples.of(2, 4, 5)).and(Samples.of(1, 0, 7, 11));
  }

  private static Penalties penalties() {
    return Penalties.none().budget(0.5, 0.2).entropy(0.1).disconnect(0.3).sparsity(0.2).l2(0.01);
  }

  private static List<Float> trained(RoutedNetwork network, Gating.Gate gate, Descent descent) {
    try (RoutedLearner learner = learner(network, gate, descent)) {
      for (int step = 0; step < 5; step++) {
        learner.train(mixed(), gating(gate), penalties(), DRAWS.split(step), 0.2);
        learner.train(Samples.of(1, 3, 4), gating(gate), penalties(), DRAWS.split(step));
      }
      List<Float> all = new ArrayList<>();
      for (int task = 0; task < 3; task++) {
        for (float logit : learner.logits(task, task(task).test(), gating(gate)).toArray()) {
          all.add(logit);
        }
        learner.scores(task).forEach(each -> all.addAll(floats(each)));
      }
      return all;
    }
  }

  private static List<Float> floats(Tensor tensor) {
    List<Float> floats = new ArrayList<>();
    for (float value : tensor.toArray()) {
      floats.add(value);
    }
    return floats;
  }

  @ParameterizedTest
  @EnumSource(Gating.Gate.class)
  void theScriptLearnsWhatPlainArrayOperationsLearn(Gating.Gate gate) {
    compare(network(), gate, Descent.sgd(0.05, 0.5));
  }

  /** Without norms: what a norm takes away again has no gradient, and Adam makes noise large. */
  @ParameterizedTest
  @EnumSource(Gating.Gate.class)
  void theScriptLearnsByAdamWhatPlainArrayOperationsLearn(Gating.Gate gate) {
    RoutedNetwork dense = RoutedNetwork.uniform(1, 6, 2, 4, Block.dense(8));
    compare(dense, gate, Descent.adam(0.01, 0.05));
  }

  private static void compare(RoutedNetwork network, Gating.Gate gate, Descent descent) {
    List<Float> natively = trained(network, gate, descent);
    List<Float> plainly;
    System.setProperty(Functions.SETTING, "plain");
    try {
      plainly = trained(network, gate, descent);
    } finally {
      System.clearProperty(Functions.SETTING);
    }
    for (int i = 0; i < natively.size(); i++) {
      assertEquals(plainly.get(i), natively.get(i), 2e-3, gate + " " + descent);
    }
  }

  @ParameterizedTest
  @EnumSource(Gating.Gate.class)
  void theSameDrawsTeachTheSameBits(Gating.Gate gate) {
    Descent descent = Descent.adam(0.01, 0.05);
    assertEquals(trained(network(), gate, descent), trained(network(), gate, descent));
  }

  @ParameterizedTest
  @EnumSource(Gating.Gate.class)
  void whatIsLeftOutOfAModelChangesNoBitOfItsAnswers(Gating.Gate gate) {
    try (RoutedLearner learner = learner(gate, Descent.adam(0.01, 0.05))) {
      Task task = task(1);
      Tensor gated = learner.logits(1, task.test(), gating(gate));
      Routed pruned = learner.snapshot(1, gating(gate), "t");
      List<Tensor> used =
          pruned.weights().stream()
              .filter(row -> row.size() > 1)
              .map(RoutedLearnerTest::tensor)
              .toList();
      assertEquals(used, learner.weights(1, gating(gate)));
      assertEquals(gated, answers(pruned, task.test()));
    }
  }

  private static Tensor tensor(List<Double> row) {
    float[] values = new float[row.size()];
    IntStream.range(0, values.length).forEach(i -> values[i] = row.get(i).floatValue());
    return Tensor.of(values, values.length);
  }

  /** A model asked alone, with nothing in memory that it does not use. */
  private static Tensor answers(Routed model, Images images) {
    try (NDManager step = Torch.scope();
        RoutedFunctions functions = RoutedFunctions.of(model.network())) {
      List<NDArray> arrays = new ArrayList<>();
      model
          .components()
          .forEach(part -> part.tensors().values().forEach(tensor -> arrays.add(tensor.on(step))));
      int parameters = arrays.size() - 2;
      List<Boolean> flags = new ArrayList<>();
      List<NDArray> weights = new ArrayList<>();
      for (List<Double> row : model.weights()) {
        row.forEach(weight -> flags.add(weight != 0));
        if (row.size() > 1) {
          weights.add(tensor(row).on(step).reshape(1, row.size()));
        }
      }
      boolean[] active = new boolean[flags.size()];
      IntStream.range(0, active.length).forEach(i -> active[i] = flags.get(i));
      int[] all = IntStream.range(0, images.count()).toArray();
      RoutedFunctions.Pass pass =
          new RoutedFunctions.Pass(
              new RoutedImages(images, model.network()).batch(step, all),
              step.create(new long[all.length]),
              active,
              arrays.subList(0, parameters),
              arrays.subList(parameters, arrays.size()),
              List.of());
      return Tensor.from(functions.logits(step, pass, weights));
    }
  }

  /**
   * Through a gate of 0 or 1 flows how the loss moves with the gate, times how the softmax moves
   * with the score; both are taken by finite differences here.
   */
  @Test
  void aStraightThroughGradientIsThatOfTheRelaxedGate() {
    double temperature = 2;
    float[] scores = {0.4f, -0.3f, -0.1f, 0.7f, 0.5f, -0.2f};
    double[] open = {1, 0, 1};
    RoutedNetwork network = RoutedNetwork.uniform(1, 6, 1, 3, Block.dense(16));
    try (NDManager step = Torch.scope();
        RoutedFunctions functions = RoutedFunctions.of(network)) {
      Single single = new Single(network, step, functions);
      NDArray leaf = Tensor.of(scores, 3, 2).on(step);
      leaf.setRequiresGradient(true);
      float[] found = single.gradient(leaf, temperature);
      for (int i = 0; i < scores.length; i++) {
        int gate = i / 2;
        double byGate = (single.loss(open, gate, 0.02) - single.loss(open, gate, -0.02)) / 0.04;
        double difference = (scores[2 * gate] - scores[2 * gate + 1]) / temperature;
        double soft = 1 / (1 + Math.exp(-difference));
        double byScore = (i % 2 == 0 ? 1 : -1) * soft * (1 - soft) / temperature;
        assertEquals(
            byGate * byScore, found[i], 2e-3 * Math.max(1, Math.abs(byGate)), "score " + i);
        assertNotEquals(0, found[i]);
      }
    }
  }

  /** One task, one routed layer of three components, and a head. */
  private record Single(RoutedNetwork network, NDManager step, RoutedFunctions functions) {
    private List<NDArray> gradients(
        List<NDArray> scores, NDArray fixed, NDArray free, Gating gating, List<NDArray> trained) {
      Task task = task(1);
      int[] all = IntStream.range(0, task.train().count()).toArray();
      List<NDArray> arrays = new ArrayList<>();
      network
          .fresh("root", DRAWS)
          .forEach(part -> part.tensors().values().forEach(each -> arrays.add(each.on(step))));
      List<NDArray> head = new ArrayList<>();
      network
          .freshHead(CLASSES, "t", DRAWS)
          .tensors()
          .values()
          .forEach(each -> head.add(each.on(step)));
      RoutedFunctions.Pass pass =
          new RoutedFunctions.Pass(
              new RoutedImages(task.train(), network).batch(step, all),
              step.create(new long[all.length]),
              new boolean[] {true, true, true},
              arrays,
              head,
              List.of());
      List<NDArray> noise = scores.stream().map(each -> each.zerosLike().expandDims(0)).toList();
      RoutedFunctions.Choices choices =
          new RoutedFunctions.Choices(
              scores, noise, List.of(fixed), List.of(free), gating, Penalties.none());
      return functions.gradients(
          step, pass, choices, Feed.labels(step, task.train(), all), trained);
    }

    float[] gradient(NDArray scores, double temperature) {
      NDArray free = Tensor.full(1, 1, 3).on(step);
      List<NDArray> leaves = List.of(scores);
      return gradients(leaves, free.zerosLike(), free, Gating.gumbel(temperature), leaves)
          .get(0)
          .toFloatArray();
    }

    /** The loss with one gate moved, its averaging included. */
    double loss(double[] gates, int moved, double by) {
      double[] changed = gates.clone();
      changed[moved] += by;
      double sum = Math.max(1, changed[0] + changed[1] + changed[2]);
      float[] weights = new float[3];
      IntStream.range(0, 3).forEach(i -> weights[i] = (float) (changed[i] / sum));
      NDArray fixed = Tensor.of(weights, 1, 3).on(step);
      fixed.setRequiresGradient(true);
      return gradients(List.of(), fixed, fixed, Gating.fixed(), List.of(fixed)).get(1).getFloat();
    }
  }

  @Test
  void stepsOnSomeComponentsChangeNothingElse() {
    RoutedNetwork network = network();
    String name = RoutedNetwork.name(3, 1);
    try (RoutedLearner learner = learner(Gating.Gate.FIXED, Descent.sgd(0.1, 0.5))) {
      List<Routed> before = models(learner);
      List<Tensor> weights = List.of(Tensor.full(0.2f, 5), Tensor.of(new float[] {0, 1, 0}, 3));
      double first = learner.trainOnly(mixed(), weights, Set.of(name), 0.5);
      double second = learner.trainOnly(mixed(), weights, Set.of(name), 0.5);
      assertTrue(second < first, first + " then " + second);
      List<Routed> after = models(learner);
      for (int task = 0; task < 3; task++) {
        Map<String, Component> were = byName(before.get(task));
        Map<String, Component> are = byName(after.get(task));
        assertEquals(were.keySet(), are.keySet());
        were.forEach(
            (part, old) -> assertEquals(!part.equals(name), old.equals(are.get(part)), part));
      }
      assertTrue(network.routed().contains(3));
    }
  }

  private static List<Routed> models(RoutedLearner learner) {
    Gating all = Gating.fixed();
    return IntStream.range(0, 3).mapToObj(task -> learner.snapshot(task, all, "t")).toList();
  }

  private static Map<String, Component> byName(Routed model) {
    return model.components().stream().collect(Collectors.toMap(Component::name, part -> part));
  }

  @Test
  void consolidationHoldsWhatEarlierTasksNeed() {
    double free = drift(0);
    double held = drift(500);
    assertTrue(held < 0.6 * free, held + " against " + free);
  }

  /** How far the first task's answers move while another is learned. */
  private static double drift(double lambda) {
    try (RoutedLearner learner = learner(Gating.Gate.FIXED, Descent.sgd(0.02, 0))) {
      Gating gating = Gating.fixed();
      Images images = task(0).test();
      Samples first = Samples.of(0, IntStream.range(0, 12).toArray());
      for (int step = 0; step < 20; step++) {
        learner.train(first, gating, Penalties.none(), DRAWS);
      }
      Tensor before = learner.logits(0, images, gating);
      if (lambda > 0) {
        learner.consolidate(first, gating, lambda);
      }
      for (int step = 0; step < 20; step++) {
        learner.train(Samples.of(1, 0, 1, 2, 3), gating, Penalties.none(), DRAWS);
      }
      Tensor after = learner.logits(0, images, gating);
      double moved = 0;
      for (int i = 0; i < before.size(); i++) {
        moved += Math.abs(before.values().get(i) - after.values().get(i));
      }
      return moved;
    }
  }

  @Test
  void aLossThatIsNotFiniteChangesNothingAndSaysSo() {
    try (RoutedLearner learner = learner(Gating.Gate.FIXED, Descent.sgd(1e30, 0))) {
      Gating gating = Gating.fixed();
      assertThrows(
          IllegalStateException.class,
          () -> {
            for (int step = 0; step < 5; step++) {
              learner.train(mixed(), gating, Penalties.none(), DRAWS);
            }
          });
    }
  }
}
