package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.munet4j.Cases;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;

class PlainForwardTest {
  @Test
  void answersAsTheSamePlainLoops() {
    Cases.check(
        8,
        random -> {
          ModelPath path = someNetwork(random);
          int pixels = 3 * path.vit().imageSize() * path.vit().imageSize();
          float[] images = new float[2 * pixels];
          for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextDouble(-1, 1);
          }
          float[] logits;
          try (DeviceModel model = new DeviceModel(path);
              NDManager step = model.step()) {
            logits = model.logits(step, model.images(step, images)).toFloatArray();
          }
          for (int image = 0; image < 2; image++) {
            float[] one =
                java.util.Arrays.copyOfRange(images, image * pixels, (image + 1) * pixels);
            double[] expected = new VitOracle(path).logits(one);
            for (int c = 0; c < expected.length; c++) {
              assertEquals(expected[c], logits[image * expected.length + c], 2e-4);
            }
          }
        });
  }

  /** Random geometry, random values in every tensor, adapters before some blocks. */
  private static ModelPath someNetwork(SplittableRandom random) {
    int heads = random.nextInt(1, 4);
    Vit vit =
        new Vit(
            random.nextInt(6, 14),
            random.nextInt(2, 6),
            heads * random.nextInt(2, 6),
            random.nextInt(4, 20),
            heads,
            random.nextInt(0, 4));
    List<Component> components = new ArrayList<>();
    for (Component component : Fresh.path(vit, 3, "x", RandomStream.seeded(1)).components()) {
      if (Vit.isBlock(component.name()) && random.nextBoolean()) {
        String name = Vit.adapter(Vit.layer(component.name()));
        components.add(filled(Fresh.component(vit, name, 3, "x", RandomStream.seeded(2)), random));
      }
      components.add(filled(component, random));
    }
    return new ModelPath(vit, components);
  }

  private static Component filled(Component component, SplittableRandom random) {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    component
        .tensors()
        .forEach(
            (name, tensor) -> {
              float[] values = new float[tensor.size()];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(-0.6, 0.6);
              }
              tensors.put(name, Tensor.of(values, tensor.shape()));
            });
    return new Component(component.name(), component.owner(), tensors);
  }
}
