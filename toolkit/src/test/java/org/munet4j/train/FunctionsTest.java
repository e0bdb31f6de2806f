package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.munet4j.Cases;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.component.TextEncoder;
import org.munet4j.component.Vit;
import org.munet4j.tensor.Tensor;
import org.munet4j.tensor.Torch;

/** The native functions against their plain twins, on random shapes. */
class FunctionsTest {
  private static final double SAME = 2e-4;
  private static final int CLASSES = 3;
  private static final int BATCH = 4;

  private enum Form {
    NATIVE,
    PLAIN
  }

  /** One form of a network on the device, all of it trainable from a place on. */
  private static final class OnDevice implements AutoCloseable {
    private final NDManager scope = Torch.scope();
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final Functions functions;

    OnDevice(Network network, Form form, int first, Learning learning) {
      Map<String, NDArray> moments = new LinkedHashMap<>();
      for (int place = 0; place < network.size(); place++) {
        boolean isTrained = place >= first;
        network
            .components()
            .get(place)
            .named()
            .forEach(
                (name, tensor) -> {
                  NDArray array = tensor.on(scope);
                  array.setRequiresGradient(isTrained);
                  parameters.put(name, array);
                  if (isTrained) {
                    moments.put(name, scope.zeros(array.getShape()));
                  }
                });
      }
      functions =
          form == Form.PLAIN
              ? new PlainFunctions(network, parameters, moments, learning, scope)
              : new NativeFunctions(
                  network,
                  parameters,
                  moments,
                  learning,
                  LinearKernels.of(Precision.FLOAT32),
                  scope);
    }

    @Override
    public void close() {
      functions.close();
      scope.close();
    }
  }

  private static Tensor random(SplittableRandom random, double most, long... shape) {
    float[] values = Tensor.zeros(shape).toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-most, most);
    }
    return Tensor.of(values, shape);
  }

  private static Component component(
      String name, SortedMap<String, long[]> shapes, SplittableRandom random) {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    shapes.forEach((tensor, shape) -> tensors.put(tensor, random(random, 0.6, shape)));
    return new Component(name, "x", tensors);
  }

  private static Vit vit(SplittableRandom random) {
    int heads = random.nextInt(1, 4);
    return new Vit(
        random.nextInt(6, 14),
        random.nextInt(2, 6),
        heads * random.nextInt(2, 6),
        random.nextInt(4, 20),
        heads,
        random.nextInt(0, 4));
  }

  private static Network network(Vit vit, SplittableRandom random) {
    List<Component> components = new ArrayList<>();
    for (String name : vit.components()) {
      if (Vit.isBlock(name) && random.nextBoolean()) {
        String adapter = Vit.adapter(Vit.layer(name));
        components.add(component(adapter, vit.shapes(adapter, 3), random));
      }
      components.add(component(name, vit.shapes(name, CLASSES), random));
    }
    return Network.of(new ModelPath(vit, components));
  }

  private static TextEncoder text(SplittableRandom random) {
    int heads = random.nextInt(1, 4);
    return new TextEncoder(
        random.nextInt(5, 12),
        random.nextInt(6, 9),
        heads * random.nextInt(2, 6),
        random.nextInt(4, 20),
        heads,
        random.nextInt(0, 4),
        TextEncoder.Norm.values()[random.nextInt(2)],
        random.nextBoolean());
  }

  private static Network network(TextEncoder text, SplittableRandom random) {
    return Network.of(
        text,
        text.components().stream()
            .map(name -> component(name, text.shapes(name, CLASSES), random))
            .toList());
  }

  private static NDArray ids(NDManager scope, TextEncoder text, SplittableRandom random) {
    int tokens = random.nextInt(1, text.positions() + 1);
    long[] ids = random.longs((long) BATCH * tokens, 0, text.vocabulary()).toArray();
    return scope.create(ids, new Shape(BATCH, tokens));
  }

  private static void assertSame(NDArray expected, NDArray found, String what) {
    assertEquals(expected.getShape(), found.getShape(), what);
    assertArrayEquals(expected.toFloatArray(), found.toFloatArray(), (float) SAME, what);
  }

  /** Every stretch from the input, and from there to the logits. */
  private static void assertForward(Network network, NDManager scope, NDArray in, NDArray... mask) {
    Learning learning = Learning.by(Sgd.standard());
    try (OnDevice fast = new OnDevice(network, Form.NATIVE, network.size(), learning);
        OnDevice plain = new OnDevice(network, Form.PLAIN, network.size(), learning)) {
      NDArray logits = plain.functions.run(scope, in, 0, network.size(), mask);
      for (int to = 1; to <= network.size(); to++) {
        NDArray expected = plain.functions.run(scope, in, 0, to, mask);
        NDArray found = fast.functions.run(scope, in, 0, to, mask);
        assertSame(expected, found, "up to " + network.name(to - 1));
        if (to < network.size()) {
          NDArray rest = fast.functions.run(scope, found, to, network.size(), mask);
          assertSame(logits, rest, "from " + network.name(to));
        }
      }
    }
  }

  /** Two steps of rate 1 without clipping, so that the change is the gradient itself. */
  private static void assertGradients(Network network, NDArray input, SplittableRandom random) {
    Optimiser optimiser =
        random.nextBoolean()
            ? new Sgd(1, Schedule.CONSTANT, 0, 0.9, random.nextBoolean())
            : new AdamW(1, Schedule.CONSTANT, 0, 0.9, 0.99, 0.1, 0.01, java.util.Set.of("bias"));
    Learning learning = new Learning(optimiser, random.nextInt(2) * 0.2, 1e9);
    int first = random.nextInt(network.size());
    List<OnDevice> forms = new ArrayList<>();
    for (Form form : Form.values()) {
      forms.add(new OnDevice(network, form, first, learning));
    }
    for (OnDevice form : forms) {
      for (int i = 0; i < 2; i++) {
        try (NDManager step = form.scope.newSubManager()) {
          NDArray own = input.duplicate();
          own.attach(step);
          form.functions.train(step, own, 0, step.create(new long[] {0, 2, 2, 1}), 0.02);
        }
      }
      assertTrue(form.functions.goodStepsBeforeFailure().isEmpty());
    }
    Map<String, NDArray> plain = forms.get(1).parameters;
    plain.forEach((name, array) -> assertSame(array, forms.get(0).parameters.get(name), name));
    forms.forEach(OnDevice::close);
  }

  @Test
  void imagesGiveTheSameAnswersAndGradients() {
    Cases.check(
        12,
        random -> {
          Vit vit = vit(random);
          Network network = network(vit, random);
          try (NDManager scope = Torch.scope()) {
            NDArray images =
                random(random, 1, BATCH, 3, vit.imageSize(), vit.imageSize()).on(scope);
            assertForward(network, scope, images);
            assertGradients(network, images, random);
          }
        });
  }

  @Test
  void textGivesTheSameAnswersAndGradients() {
    Cases.check(
        12,
        random -> {
          TextEncoder text = text(random);
          Network network = network(text, random);
          try (NDManager scope = Torch.scope()) {
            NDArray ids = ids(scope, text, random);
            assertForward(network, scope, ids);
            assertGradients(network, ids, random);
          }
        });
  }

  @Test
  void wordsBehindAMaskDoNotCount() {
    Cases.check(
        6,
        random -> {
          TextEncoder text = text(random);
          Network network = network(text, random);
          try (NDManager scope = Torch.scope();
              OnDevice model =
                  new OnDevice(network, Form.NATIVE, network.size(), Learning.by(Sgd.standard()))) {
            long[] one = {1, 2, 3, 0, 0};
            long[] other = {1, 2, 3, 4, 1};
            float no = Float.NEGATIVE_INFINITY;
            NDArray mask = scope.create(new float[] {0, 0, 0, no, no}, new Shape(1, 1, 1, 5));
            assertForward(network, scope, scope.create(other, new Shape(1, 5)), mask);
            NDArray masked = run(model, network, scope, one, mask);
            assertSame(masked, run(model, network, scope, other, mask), "masked");
            assertSame(masked, run(model, network, scope, new long[] {1, 2, 3}), "short");
          }
        });
  }

  private static NDArray run(
      OnDevice model, Network network, NDManager scope, long[] ids, NDArray... mask) {
    NDArray batch = scope.create(ids, new Shape(1, ids.length));
    return model.functions.run(scope, batch, 0, network.size(), mask);
  }
}
