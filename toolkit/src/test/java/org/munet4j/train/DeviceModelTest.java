package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;

/** The optimiser of §2.4 against plain loops, and its gradient against finite differences. */
class DeviceModelTest {
  private static final Vit VIT = new Vit(6, 3, 6, 8, 2, 2);
  private static final int CLASSES = 3;
  private static final int[] LABELS = {0, 2, 2, 1};
  private static final long[] TRUTH = Arrays.stream(LABELS).asLongStream().toArray();
  private static final float[] IMAGES = noise(LABELS.length * 3 * 6 * 6);

  private static final ModelPath CALM = path(0.25);
  private static final ModelPath STEEP = path(1.5);

  private static float[] noise(int count) {
    SplittableRandom random = new SplittableRandom(4);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** An adapter before the second block, and random values up to {@code most} in every tensor. */
  private static ModelPath path(double most) {
    RandomStream stream = RandomStream.seeded(1);
    List<Component> components =
        new ArrayList<>(Fresh.path(VIT, CLASSES, "x", stream).components());
    components.add(4, Fresh.component(VIT, Vit.adapter(1), 4, "x", stream));
    SplittableRandom random = new SplittableRandom(2);
    components.replaceAll(
        component -> {
          SortedMap<String, Tensor> tensors = new TreeMap<>(component.tensors());
          tensors.replaceAll(
              (name, tensor) -> {
                float[] values = tensor.toArray();
                for (int i = 0; i < values.length; i++) {
                  values[i] = (float) random.nextDouble(-most, most);
                }
                return Tensor.of(values, tensor.shape());
              });
          return new Component(component.name(), "x", tensors);
        });
    return new ModelPath(VIT, components);
  }

  private static Sgd sgd(double momentum, boolean nesterov) {
    return new Sgd(1, Schedule.CONSTANT, 0, momentum, nesterov);
  }

  private static Set<String> all() {
    return CALM.components().stream().map(Component::name).collect(Collectors.toSet());
  }

  /** The path after some steps with the same batch. */
  private static ModelPath after(
      ModelPath path, Set<String> trainable, int steps, double rate, Optimiser optimiser) {
    try (DeviceModel model =
        new DeviceModel(path, trainable, Learning.by(optimiser), Precision.FLOAT32)) {
      for (int i = 0; i < steps; i++) {
        train(model, IMAGES, rate);
      }
      assertTrue(model.goodStepsBeforeFailure().isEmpty());
      return model.snapshot("x");
    }
  }

  private static void train(DeviceModel model, float[] images, double rate) {
    try (NDManager step = model.step()) {
      model.train(step, model.images(step, images), step.create(TRUTH), rate);
    }
  }

  /** The clipped gradient, read from one plain step of rate 1. */
  private static Map<String, double[]> gradient(ModelPath path) {
    return change(path, after(path, all(), 1, 1, sgd(0, false)), 1);
  }

  private static Map<String, double[]> change(ModelPath before, ModelPath after, double rate) {
    Map<String, double[]> later = values(after);
    return combined(values(before), later, (old, now) -> (old - now) / rate);
  }

  private static Map<String, double[]> values(ModelPath path) {
    Map<String, double[]> values = new TreeMap<>();
    for (Component component : path.components()) {
      component
          .named()
          .forEach(
              (name, tensor) -> {
                double[] copy = new double[tensor.size()];
                Arrays.setAll(copy, i -> tensor.values().get(i));
                values.put(name, copy);
              });
    }
    return values;
  }

  private static Map<String, double[]> combined(
      Map<String, double[]> left, Map<String, double[]> right, DoubleBinaryOperator operator) {
    Map<String, double[]> result = new TreeMap<>();
    left.forEach(
        (name, values) -> {
          double[] each = new double[values.length];
          Arrays.setAll(each, i -> operator.applyAsDouble(values[i], right.get(name)[i]));
          result.put(name, each);
        });
    return result;
  }

  private static ModelPath with(ModelPath path, Map<String, double[]> values) {
    List<Component> changed = new ArrayList<>();
    for (Component component : path.components()) {
      SortedMap<String, Tensor> tensors = new TreeMap<>(component.tensors());
      tensors.replaceAll(
          (name, tensor) -> {
            double[] now = values.get(component.name() + "/" + name);
            float[] floats = new float[now.length];
            for (int i = 0; i < floats.length; i++) {
              floats[i] = (float) now[i];
            }
            return Tensor.of(floats, tensor.shape());
          });
      changed.add(new Component(component.name(), "x", tensors));
    }
    return new ModelPath(path.vit(), changed);
  }

  private static double norm(Map<String, double[]> values) {
    return Math.sqrt(
        values.values().stream().flatMapToDouble(Arrays::stream).map(value -> value * value).sum());
  }

  /** Mean softmax cross-entropy of the batch by {@link VitOracle}. */
  private static double loss(ModelPath path) {
    VitOracle oracle = new VitOracle(path);
    int pixels = IMAGES.length / LABELS.length;
    double sum = 0;
    for (int image = 0; image < LABELS.length; image++) {
      double[] logits =
          oracle.logits(Arrays.copyOfRange(IMAGES, image * pixels, (image + 1) * pixels));
      double total = Arrays.stream(logits).map(Math::exp).sum();
      sum += Math.log(total) - logits[LABELS[image]];
    }
    return sum / LABELS.length;
  }

  /** The slope of the loss along one parameter, by a central difference. */
  private static double slope(ModelPath path, String name, int place) {
    double width = 1e-3;
    Map<String, double[]> values = values(path);
    double middle = values.get(name)[place];
    float up = (float) (middle + width);
    float down = (float) (middle - width);
    values.get(name)[place] = up;
    double above = loss(with(path, values));
    values.get(name)[place] = down;
    double below = loss(with(path, values));
    return (above - below) / ((double) up - down);
  }

  @Test
  void gradientsAreTheSlopesOfTheLossInEveryTensor() {
    Map<String, double[]> gradient = gradient(CALM);
    assertTrue(norm(gradient) < 0.99, "clipped, so not the gradient itself: " + norm(gradient));
    SplittableRandom random = new SplittableRandom(3);
    gradient.forEach(
        (name, values) -> {
          for (int place : new int[] {strongest(values), random.nextInt(values.length)}) {
            assertEquals(slope(CALM, name, place), values[place], 2e-6, name + " " + place);
          }
        });
  }

  private static int strongest(double[] values) {
    int strongest = 0;
    for (int i = 1; i < values.length; i++) {
      strongest = Math.abs(values[i]) > Math.abs(values[strongest]) ? i : strongest;
    }
    return strongest;
  }

  @Test
  void twoStepsAreThoseOfPlainLoops() {
    double rate = 0.5;
    double m = 0.9;
    for (boolean nesterov : new boolean[] {false, true}) {
      Map<String, double[]> first = gradient(CALM);
      Map<String, double[]> speed = first;
      Map<String, double[]> step = step(first, speed, m, nesterov);
      ModelPath between = with(CALM, combined(values(CALM), step, (p, s) -> p - rate * s));
      Map<String, double[]> second = gradient(between);
      speed = combined(second, speed, (g, v) -> g + m * v);
      step = step(second, speed, m, nesterov);
      Map<String, double[]> expected = combined(values(between), step, (p, s) -> p - rate * s);
      Map<String, double[]> found = values(after(CALM, all(), 2, rate, sgd(m, nesterov)));
      expected.forEach(
          (name, values) ->
              assertArrayEquals(values, found.get(name), 2e-6, name + " nesterov " + nesterov));
    }
  }

  private static Map<String, double[]> step(
      Map<String, double[]> gradient, Map<String, double[]> speed, double m, boolean nesterov) {
    return nesterov ? combined(gradient, speed, (g, v) -> g + m * v) : speed;
  }

  @Test
  void aStepUpASteepSlopeHasTheLengthOfItsRate() {
    for (double rate : new double[] {1, 0.1}) {
      ModelPath later = after(STEEP, all(), 1, rate, sgd(0, false));
      assertEquals(1, norm(change(STEEP, later, rate)), 1e-4);
    }
  }

  @Test
  void clippingKeepsTheDirection() {
    Map<String, double[]> clipped = gradient(STEEP);
    double[] head = clipped.get("head/bias");
    double times = slope(STEEP, "head/bias", strongest(head)) / head[strongest(head)];
    assertTrue(times > 2, "not steep enough to be clipped: " + times);
    clipped.forEach(
        (name, values) -> {
          int place = strongest(values);
          double slope = slope(STEEP, name, place);
          assertEquals(slope / times, values[place], 1e-4, name);
        });
  }

  @Test
  void onlyTrainableComponentsCountTowardsTheNorm() {
    ModelPath later = after(STEEP, Set.of(Vit.HEAD), 1, 1, sgd(0, false));
    Map<String, double[]> change = change(STEEP, later, 1);
    assertEquals(1, norm(change), 1e-4);
    change.forEach(
        (name, values) ->
            assertEquals(!name.startsWith("head/"), Arrays.stream(values).allMatch(v -> v == 0)));
  }

  @Test
  void twoStepsOfAdamAreThoseOfPlainLoops() {
    double rate = 0.05;
    AdamW adam = new AdamW(1, Schedule.CONSTANT, 0, 0.8, 0.9, 1e-3, 0.1, Set.of("kernel", "token"));
    Map<String, double[]> first = gradient(CALM);
    Map<String, double[]> mean = combined(first, first, (g, same) -> 0.2 * g);
    Map<String, double[]> square = combined(first, first, (g, same) -> 0.1 * g * g);
    ModelPath between = with(CALM, adam(values(CALM), mean, square, 1, rate, adam));
    Map<String, double[]> second = gradient(between);
    mean = combined(mean, second, (m, g) -> 0.8 * m + 0.2 * g);
    square = combined(square, second, (v, g) -> 0.9 * v + 0.1 * g * g);
    Map<String, double[]> expected = adam(values(between), mean, square, 2, rate, adam);
    Map<String, double[]> found = values(after(CALM, all(), 2, rate, adam));
    expected.forEach((name, values) -> assertArrayEquals(values, found.get(name), 3e-6, name));
  }

  private static Map<String, double[]> adam(
      Map<String, double[]> values,
      Map<String, double[]> mean,
      Map<String, double[]> square,
      int step,
      double rate,
      AdamW adam) {
    Map<String, double[]> moved =
        combined(
            mean,
            square,
            (m, v) ->
                m
                    / (1 - Math.pow(adam.beta1(), step))
                    / (Math.sqrt(v / (1 - Math.pow(adam.beta2(), step))) + adam.epsilon()));
    Map<String, double[]> result = combined(values, moved, (p, s) -> p - rate * s);
    values.forEach(
        (name, before) -> {
          if (name.endsWith("/kernel") || name.endsWith("/token")) {
            Arrays.setAll(
                result.get(name), i -> result.get(name)[i] - rate * adam.decay() * before[i]);
          }
        });
    return result;
  }

  @Test
  void aStepThatIsNotFiniteChangesNothingAndNeitherDoesAnyLaterStep() {
    float[] broken = IMAGES.clone();
    broken[7] = Float.NaN;
    for (Optimiser optimiser : List.of(sgd(0.9, true), AdamW.standard())) {
      try (DeviceModel model =
          new DeviceModel(CALM, all(), Learning.by(optimiser), Precision.FLOAT32)) {
        train(model, IMAGES, 0.1);
        ModelPath good = model.snapshot("x");
        train(model, broken, 0.1);
        train(model, IMAGES, 0.1);
        assertEquals(good, model.snapshot("x"));
        assertEquals(1, model.goodStepsBeforeFailure().orElseThrow());
      }
    }
  }

  @Test
  void smoothingSpreadsTheTruthOverAllClasses() {
    try (DeviceModel model =
            new DeviceModel(CALM, all(), new Learning(sgd(0, false), 0.3, 1), Precision.FLOAT32);
        NDManager step = model.step()) {
      NDArray images = model.images(step, IMAGES);
      float[] logits = model.logits(step, images).toFloatArray();
      double expected = 0;
      for (int image = 0; image < LABELS.length; image++) {
        double total = 0;
        for (int c = 0; c < CLASSES; c++) {
          total += Math.exp(logits[image * CLASSES + c]);
        }
        for (int c = 0; c < CLASSES; c++) {
          double truth = 0.1 + (c == LABELS[image] ? 0.7 : 0);
          expected += truth * (Math.log(total) - logits[image * CLASSES + c]) / LABELS.length;
        }
      }
      NDArray loss = model.train(step, images, step.create(TRUTH), 0.1);
      assertEquals(expected, loss.getFloat(), 1e-5);
    }
  }

  @Test
  void startsAtEveryComponentFromActivationsThatWereComputedBefore() {
    Set<String> top = Set.of(Vit.block(1), Vit.NORM, Vit.HEAD);
    ModelPath whole = after(CALM, top, 1, 0.5, sgd(0.9, false));
    Learning learning = Learning.by(sgd(0.9, false));
    for (int from = 0; from <= CALM.components().size() - 3; from++) {
      try (DeviceModel model = new DeviceModel(CALM, top, learning, Precision.FLOAT32);
          NDManager step = model.step()) {
        assertEquals(CALM.components().size() - 3, model.firstTrainable());
        NDArray images = model.images(step, IMAGES);
        NDArray activations = model.activations(step, images, from);
        assertArrayEquals(
            model.logits(step, images).toFloatArray(),
            model.logits(step, activations, from).toFloatArray());
        model.train(step, activations, from, step.create(TRUTH), 0.5);
        assertEquals(whole, model.snapshot("x"), "from " + from);
      }
    }
  }

  @Test
  void theSettingTrainsWithPlainArrayOperations() {
    ModelPath fast = after(CALM, all(), 3, 0.5, sgd(0.9, true));
    System.setProperty(Functions.SETTING, "plain");
    try (DeviceModel model =
        new DeviceModel(CALM, all(), Learning.by(sgd(0.9, true)), Precision.FLOAT32)) {
      for (int i = 0; i < 3; i++) {
        train(model, IMAGES, 0.5);
      }
      ModelPath plain = model.snapshot("x");
      assertNotEquals(fast, plain, "to the last bit: the setting had no effect");
      Map<String, double[]> found = values(plain);
      values(fast)
          .forEach((name, values) -> assertArrayEquals(values, found.get(name), 1e-5, name));
    } finally {
      System.clearProperty(Functions.SETTING);
    }
  }
}
