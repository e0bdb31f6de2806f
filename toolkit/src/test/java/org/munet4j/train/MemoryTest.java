package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.tensor.NativeMemory;

/** Native memory has scopes: a model holds the same arrays after many steps as after one. */
class MemoryTest {
  @Test
  void stepsLeaveNothingBehind() throws ReflectiveOperationException {
    for (Optimiser optimiser : List.of(Sgd.standard(), AdamW.standard())) {
      try (DeviceModel model = model(optimiser)) {
        step(model);
        int after = resources(model);
        for (int i = 0; i < 20; i++) {
          step(model);
        }
        assertEquals(after, resources(model));
      }
    }
  }

  private static int resources(DeviceModel model) throws ReflectiveOperationException {
    var scope = DeviceModel.class.getDeclaredField("scope");
    scope.setAccessible(true);
    var resources = BaseNDManager.class.getDeclaredField("resources");
    resources.setAccessible(true);
    return ((java.util.Map<?, ?>) resources.get(scope.get(model))).size();
  }

  private static DeviceModel model(Optimiser optimiser) {
    ModelPath path = TinyTask.path(4);
    Set<String> all = path.components().stream().map(Component::name).collect(Collectors.toSet());
    return new DeviceModel(path, all, Learning.by(optimiser), Precision.FLOAT32);
  }

  /** A step of training and a pass, on images of zeros. */
  private static void step(DeviceModel model) {
    int side = TinyTask.VIT.imageSize();
    try (NDManager scope = model.step()) {
      NDArray images = model.images(scope, new float[2 * 3 * side * side]);
      model.train(scope, images, scope.create(new long[] {0, 1}), 0.01);
      model.logits(scope, images);
    }
  }

  @Test
  void nativeMemoryIsFlatOverTwoThousandSteps() {
    flatOver(500, 1_500);
  }

  @Test
  @Tag("slow")
  void nativeMemoryIsFlatOverTenThousandSteps() {
    flatOver(1_000, 9_000);
  }

  private static void flatOver(int first, int more) {
    assumeMappings();
    try (DeviceModel model = model(AdamW.standard());
        NDManager input = model.step()) {
      int side = TinyTask.VIT.imageSize();
      NDArray images = input.zeros(new Shape(2, 3, side, side));
      NDArray labels = input.create(new long[] {0, 1});
      assertFlat(
          first,
          more,
          i -> {
            try (NDManager scope = model.step()) {
              model.train(scope, images, labels, 0.01);
              model.logits(scope, images);
            }
          });
    }
  }

  /** Parameters lie in Java's direct buffers, so the garbage is collected at a steady pace. */
  @Test
  void modelsThatAreClosedLeaveNothingBehind() {
    assumeMappings();
    assertFlat(
        300,
        700,
        i -> {
          try (DeviceModel model = model(AdamW.standard())) {
            step(model);
          }
          if (i % 50 == 0) {
            System.gc();
          }
        });
  }

  /**
   * Within two percent. Java's compiler may still be at work in the first round; a leak grows in
   * the second one, too.
   */
  private static void assertFlat(int first, int more, IntConsumer work) {
    IntStream.range(0, first).forEach(work);
    long before = resident();
    IntStream.range(0, more).forEach(work);
    long after = resident();
    if (after > before * 1.02) {
      before = after;
      IntStream.range(0, more).forEach(work);
      after = resident();
    }
    assertTrue(after < before * 1.02, "native bytes before " + before + ", after " + after);
  }

  private static long resident() {
    return NativeMemory.resident().orElseThrow();
  }

  private static void assumeMappings() {
    assumeTrue(NativeMemory.resident().isPresent(), "this machine does not tell native memory");
  }
}
