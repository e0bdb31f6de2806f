package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;

/** Native memory has scopes: a model holds the same arrays after many steps as after one. */
class MemoryTest {
  @Test
  void stepsLeaveNothingBehind() throws ReflectiveOperationException {
    ModelPath path = TinyTask.path(4);
    Set<String> all = path.components().stream().map(Component::name).collect(Collectors.toSet());
    Sgd sgd = new Sgd(0.01, Schedule.CONSTANT, 0, 0.9, true);
    int side = path.vit().imageSize();
    float[] images = new float[2 * 3 * side * side];
    try (DeviceModel model = new DeviceModel(path, all)) {
      model.train(images, new int[] {0, 1}, 0.01, sgd);
      int after = resources(model);
      for (int i = 0; i < 20; i++) {
        model.train(images, new int[] {0, 1}, 0.01, sgd);
        try (NDManager step = model.step()) {
          model.logits(step, images);
        }
      }
      assertEquals(after, resources(model));
    }
  }

  private static int resources(DeviceModel model) throws ReflectiveOperationException {
    var scope = DeviceModel.class.getDeclaredField("scope");
    scope.setAccessible(true);
    var resources = BaseNDManager.class.getDeclaredField("resources");
    resources.setAccessible(true);
    return ((java.util.Map<?, ?>) resources.get(scope.get(model))).size();
  }
}
