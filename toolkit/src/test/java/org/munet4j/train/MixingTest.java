package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.munet4j.component.Component;
import org.munet4j.component.Mixing;
import org.munet4j.component.Mixing.Condition;
import org.munet4j.component.Multipath;
import org.munet4j.tensor.Tensor;

/** Mixtures, their gradients and steps against plain loops and finite differences. */
class MixingTest {
  private static final int CLASSES = 4;
  private static final int WIDTH = TinyTask.VIT.hidden();
  private static final int[] LABELS = {0, 3, 1, 2, 2, 1};
  private static final Sgd PLAIN = new Sgd(1, Schedule.CONSTANT, 0, 0, false);
  private static final Mixing WHOLE = Mixing.perSample().multiplier(1);

  private final SplittableRandom random = new SplittableRandom(8);
  private final double[][] outputs = {
    noise(LABELS.length * CLASSES, 1),
    noise(LABELS.length * WIDTH, 1),
    noise(LABELS.length * CLASSES, 1)
  };

  @AfterEach
  void asBefore() {
    System.clearProperty(Functions.SETTING);
  }

  private double[] noise(int count, double most) {
    return random.doubles(count, -most, most).map(value -> (float) value).toArray();
  }

  /** A main path, a branch of class tokens, and a nested multipath; noise in every joint. */
  private Multipath multipath(Mixing mixing, double most) {
    Multipath.Branch inner = TinyTask.branch(1, CLASSES);
    Multipath nested =
        new Multipath(
            TinyTask.path(CLASSES),
            List.of(inner),
            Multipath.freshRouter(Condition.SAMPLE, CLASSES, 2, 0.5, "x"),
            mixing.condition(Condition.SAMPLE));
    Multipath.Branch outer =
        new Multipath.Branch("n", nested, Multipath.freshConnector(2, CLASSES, CLASSES, "x"));
    Multipath calm =
        new Multipath(
            TinyTask.path(CLASSES),
            List.of(TinyTask.branch(1, CLASSES), outer),
            Multipath.freshRouter(mixing.condition(), CLASSES, 3, 0.8, "x"),
            mixing);
    return calm.replacing(
        calm.own().stream()
            .map(
                part -> {
                  TreeMap<String, Tensor> tensors = new TreeMap<>(part.tensors());
                  tensors.replaceAll(
                      (name, old) -> Tensor.of(floats(noise(old.size(), most)), old.shape()));
                  return new Component(part.name(), "x", tensors);
                })
            .toList());
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static Set<String> all(Multipath multipath) {
    return multipath.own().stream().map(Component::name).collect(Collectors.toSet());
  }

  private List<NDArray> outputs(NDManager step) {
    List<NDArray> arrays = new ArrayList<>();
    for (double[] values : outputs) {
      arrays.add(
          step.create(floats(values), new Shape(LABELS.length, values.length / LABELS.length)));
    }
    return arrays;
  }

  private Multipath after(Multipath multipath, Set<String> trainable, int steps, Optimiser rule) {
    Learning learning = new Learning(rule, 0, 1e6);
    try (DeviceMultipath model =
        new DeviceMultipath(multipath, trainable, learning, Precision.FLOAT32, List.of())) {
      for (int i = 0; i < steps; i++) {
        try (NDManager step = model.step()) {
          long[] labels = Arrays.stream(LABELS).asLongStream().toArray();
          model.train(step, outputs(step), step.create(labels), rule.peak());
        }
      }
      assertTrue(model.goodStepsBeforeFailure().isEmpty());
      return model.snapshot("x");
    }
  }

  /** The gradient of one component's tensors, read from one plain step of rate 1. */
  private TreeMap<String, double[]> gradient(Multipath multipath) {
    TreeMap<String, double[]> before = values(multipath);
    TreeMap<String, double[]> later = values(after(multipath, all(multipath), 1, PLAIN));
    before.forEach((name, values) -> Arrays.setAll(values, i -> values[i] - later.get(name)[i]));
    return before;
  }

  private static TreeMap<String, double[]> values(Multipath multipath) {
    TreeMap<String, double[]> values = new TreeMap<>();
    for (Component part : multipath.own()) {
      part.named()
          .forEach(
              (name, tensor) -> {
                double[] copy = new double[tensor.size()];
                Arrays.setAll(copy, i -> tensor.values().get(i));
                values.put(name, copy);
              });
    }
    return values;
  }

  /** All numbers of one image: weights, and logits of each path. */
  private record Row(double[] weights, double[][] votes) {}

  private Row row(TreeMap<String, double[]> values, int image) {
    double[][] votes = new double[3][];
    votes[0] = Arrays.copyOfRange(outputs[0], image * CLASSES, (image + 1) * CLASSES);
    for (int path = 1; path < 3; path++) {
      int width = outputs[path].length / LABELS.length;
      double[] h = Arrays.copyOfRange(outputs[path], image * width, (image + 1) * width);
      String name = Multipath.connector(path) + "/";
      votes[path] = dense(h, values.get(name + "kernel"), values.get(name + "bias"));
    }
    return new Row(weights(values, votes[0]), votes);
  }

  private static double[] dense(double[] input, double[] kernel, double[] bias) {
    double[] result = bias.clone();
    for (int out = 0; out < bias.length; out++) {
      for (int in = 0; in < input.length; in++) {
        result[out] += kernel[out * input.length + in] * input[in];
      }
    }
    return result;
  }

  private static double[] weights(TreeMap<String, double[]> values, double[] main) {
    double[] scores = values.get("router/bias");
    if (values.containsKey("router/kernel")) {
      double mean = Arrays.stream(main).average().orElseThrow();
      double spread = Arrays.stream(main).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      double[] calm = new double[main.length];
      for (int c = 0; c < calm.length; c++) {
        calm[c] =
            (main[c] - mean) / Math.sqrt(spread + 1e-6) * values.get("router/norm/scale")[c]
                + values.get("router/norm/bias")[c];
      }
      scores = dense(calm, values.get("router/kernel"), scores);
    }
    double total = Arrays.stream(scores).map(Math::exp).sum();
    return Arrays.stream(scores).map(score -> Math.exp(score) / total).toArray();
  }

  /** Mean cross-entropy of Σ r·S(z) + Σ z − S(Σ z), or of Σ r·z where nothing is constant. */
  private double loss(TreeMap<String, double[]> values, TreeMap<String, double[]> constants) {
    double sum = 0;
    for (int image = 0; image < LABELS.length; image++) {
      Row row = row(values, image);
      Row constant = row(constants, image);
      double[] z = new double[CLASSES];
      for (int c = 0; c < CLASSES; c++) {
        for (int path = 0; path < 3; path++) {
          double vote = constant.votes[path][c];
          z[c] += row.weights[path] * vote + row.votes[path][c] - vote;
        }
      }
      double total = Arrays.stream(z).map(Math::exp).sum();
      sum += Math.log(total) - z[LABELS[image]];
    }
    return sum / LABELS.length;
  }

  private double slope(Multipath multipath, String name, int place) {
    double width = 1e-4;
    TreeMap<String, double[]> moved = values(multipath);
    boolean isDecoupled = multipath.mixing().isDecoupled();
    moved.get(name)[place] += width;
    double above = loss(moved, isDecoupled ? values(multipath) : moved);
    moved.get(name)[place] -= 2 * width;
    double below = loss(moved, isDecoupled ? values(multipath) : moved);
    return (above - below) / (2 * width);
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "plain"})
  void gradientsAreTheSlopesOfTheLossAndDecoupledOfItsSurrogate(String form) {
    System.setProperty(Functions.SETTING, form);
    for (Condition condition : List.of(Condition.SAMPLE, Condition.TASK)) {
      for (Mixing mixing :
          List.of(WHOLE.condition(condition), WHOLE.condition(condition).coupled())) {
        Multipath multipath = multipath(mixing, 0.5);
        gradient(multipath)
            .forEach(
                (name, values) -> {
                  for (int place = 0; place < values.length; place++) {
                    String what = mixing + " " + name + " " + place;
                    assertEquals(slope(multipath, name, place), values[place], 1e-6, what);
                  }
                });
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "plain"})
  void decoupledConnectorsDoNotFeelTheirWeights(String form) {
    System.setProperty(Functions.SETTING, form);
    Multipath multipath = multipath(WHOLE, 0.5);
    TreeMap<String, double[]> found = gradient(multipath);
    double[] expected = new double[CLASSES];
    for (int image = 0; image < LABELS.length; image++) {
      Row row = row(values(multipath), image);
      double[] z = new double[CLASSES];
      for (int c = 0; c < CLASSES; c++) {
        for (int path = 0; path < 3; path++) {
          z[c] += row.weights[path] * row.votes[path][c];
        }
      }
      double total = Arrays.stream(z).map(Math::exp).sum();
      for (int c = 0; c < CLASSES; c++) {
        expected[c] += (Math.exp(z[c]) / total - (c == LABELS[image] ? 1 : 0)) / LABELS.length;
      }
    }
    assertArrayEquals(expected, found.get("connector_1/bias"), 1e-6);
    assertArrayEquals(expected, found.get("connector_2/bias"), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "plain"})
  void theMultiplierScalesTheRoutersGradientAndNothingElse(String form) {
    System.setProperty(Functions.SETTING, form);
    for (Mixing mixing : List.of(WHOLE, WHOLE.coupled())) {
      Multipath multipath = zeroRouter(mixing);
      TreeMap<String, double[]> whole = gradient(multipath);
      TreeMap<String, double[]> quarter = gradient(multipath.mixing(mixing.multiplier(0.25)));
      TreeMap<String, double[]> small = gradient(multipath.mixing(mixing.multiplier(0.05)));
      whole.forEach(
          (name, values) -> {
            boolean isRouter = name.startsWith("router/");
            double[] expected =
                Arrays.stream(values).map(value -> isRouter ? value / 4 : value).toArray();
            boolean isExact = !name.equals("router/norm/scale"); // it begins with 1, not 0
            assertArrayEquals(expected, quarter.get(name), isExact && isRouter ? 0 : 1e-6, name);
            for (int i = 0; i < values.length; i++) {
              double factor = isRouter ? 0.05 : 1;
              assertEquals(factor * values[i], small.get(name)[i], 1e-6, name);
            }
          });
    }
  }

  /** So that a step from the router's zeros shows every bit of its gradient. */
  private Multipath zeroRouter(Mixing mixing) {
    Component fresh = Multipath.freshRouter(mixing.condition(), CLASSES, 3, 0.8, "x");
    TreeMap<String, Tensor> tensors = new TreeMap<>(fresh.tensors());
    tensors.put("bias", Tensor.zeros(3));
    return multipath(mixing, 0.5).replacing(List.of(new Component(Multipath.ROUTER, "x", tensors)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void someStepsAreTheSameInNativeAndPlainOperations(boolean isDecoupled) {
    Mixing mixing = isDecoupled ? Mixing.perSample() : Mixing.perSample().coupled();
    Sgd nesterov = new Sgd(0.3, Schedule.CONSTANT, 0, 0.9, true);
    AdamW adam = new AdamW(0.01, Schedule.CONSTANT, 0, 0.8, 0.9, 1e-3, 0.1, Set.of("kernel"));
    for (Optimiser rule : List.of(nesterov, adam)) {
      Multipath multipath = multipath(mixing, 0.5);
      System.setProperty(Functions.SETTING, "plain");
      TreeMap<String, double[]> plain = values(after(multipath, all(multipath), 5, rule));
      System.setProperty(Functions.SETTING, "native");
      TreeMap<String, double[]> fast = values(after(multipath, all(multipath), 5, rule));
      plain.forEach((name, values) -> assertArrayEquals(values, fast.get(name), 2e-6, name));
      double moved = values(multipath).get("router/kernel")[0] - fast.get("router/kernel")[0];
      assertTrue(Math.abs(moved) > 1e-5, "the router stands still: " + moved);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "plain"})
  void theNormThatIsClippedIsThatOfRouterAndConnectorsWithTheMultiplierInside(String form) {
    System.setProperty(Functions.SETTING, form);
    Multipath multipath = multipath(WHOLE.multiplier(0.5), 0.5);
    TreeMap<String, double[]> free = gradient(multipath);
    double norm =
        Math.sqrt(free.values().stream().flatMapToDouble(Arrays::stream).map(v -> v * v).sum());
    double clip = norm / 4;
    try (DeviceMultipath model =
            new DeviceMultipath(
                multipath,
                all(multipath),
                new Learning(PLAIN, 0, clip),
                Precision.FLOAT32,
                List.of());
        NDManager step = model.step()) {
      long[] labels = Arrays.stream(LABELS).asLongStream().toArray();
      model.train(step, outputs(step), step.create(labels), 1);
      TreeMap<String, double[]> later = values(model.snapshot("x"));
      values(multipath)
          .forEach(
              (name, before) -> {
                for (int i = 0; i < before.length; i++) {
                  assertEquals(free.get(name)[i] / 4, before[i] - later.get(name)[i], 1e-6, name);
                }
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "plain"})
  void onlyWhatIsTrainableMoves(String form) {
    System.setProperty(Functions.SETTING, form);
    Multipath multipath = multipath(WHOLE, 0.5);
    for (Component part : multipath.own()) {
      Multipath later = after(multipath, Set.of(part.name()), 2, PLAIN);
      for (Component now : later.own()) {
        Component before = multipath.component(now.name()).orElseThrow();
        assertEquals(!now.name().equals(part.name()), before.equals(now), now.name());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "plain"})
  void aStepThatIsNotFiniteChangesNothing(String form) {
    System.setProperty(Functions.SETTING, form);
    Multipath multipath = multipath(WHOLE, 0.5);
    outputs[1][3] = Double.NaN;
    try (DeviceMultipath model =
            new DeviceMultipath(
                multipath, all(multipath), Learning.by(PLAIN), Precision.FLOAT32, List.of());
        NDManager step = model.step()) {
      long[] labels = Arrays.stream(LABELS).asLongStream().toArray();
      model.train(step, outputs(step), step.create(labels), 1);
      assertEquals(0, model.goodStepsBeforeFailure().orElseThrow());
      assertEquals(multipath, model.snapshot("x"));
    }
  }
}
