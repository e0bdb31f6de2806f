package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
      ModelPath path, Set<String> trainable, int steps, double rate, Sgd sgd) {
    try (DeviceModel model = new DeviceModel(path, trainable)) {
      for (int step = 0; step < steps; step++) {
        assertTrue(model.train(IMAGES, LABELS, rate, sgd));
      }
      return model.snapshot(trainable, "x");
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
}
