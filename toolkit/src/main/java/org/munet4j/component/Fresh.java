package org.munet4j.component;

import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;

/**
 * Fresh components by the papers' rules (muNet, §2.2): Xavier-uniform kernels, MLP biases N(0,
 * 1e-6), position embedding N(0, 0.02), LeCun-normal patch embedding and first adapter kernel, and
 * zeros for class token, head and last adapter kernel.
 */
public final class Fresh {
  private Fresh() {}

  /** A fresh ViT component; {@code size} as in {@link Vit#shapes}. */
  public static Component component(
      Vit vit, String name, int size, String owner, RandomStream stream) {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    vit.shapes(name, size)
        .forEach(
            (tensor, shape) ->
                tensors.put(tensor, values(name, tensor, shape, stream.split(tensor).generator())));
    return new Component(name, owner, tensors);
  }

  /** A whole fresh path with a zero head; what a root is pretrained from. */
  public static ModelPath path(Vit vit, int classes, String owner, RandomStream stream) {
    return new ModelPath(
        vit,
        vit.components().stream()
            .map(name -> component(vit, name, classes, owner, stream.split(name)))
            .toList());
  }

  private static Tensor values(
      String component, String tensor, long[] shape, SplittableRandom random) {
    if (tensor.endsWith("scale")) {
      return Tensor.full(1, shape);
    }
    if (component.equals(Vit.HEAD) || component.equals(Vit.CLS) || tensor.equals("up/kernel")) {
      return Tensor.zeros(shape);
    }
    if (component.equals(Vit.POSITION)) {
      return drawn(shape, () -> 0.02 * random.nextGaussian());
    }
    if (tensor.startsWith("mlp/") && tensor.endsWith("bias")) {
      return drawn(shape, () -> 1e-6 * random.nextGaussian());
    }
    if (!tensor.endsWith("kernel")) {
      return Tensor.zeros(shape);
    }
    return Vit.isBlock(component) ? xavier(tensor, shape, random) : leCun(shape, random);
  }

  /** Uniform in ±√(6 / (in + out)); query, key and value count as three kernels. */
  private static Tensor xavier(String tensor, long[] shape, SplittableRandom random) {
    long out = tensor.equals("attention/qkv/kernel") ? shape[0] / 3 : shape[0];
    double limit = Math.sqrt(6.0 / (out + shape[1]));
    return drawn(shape, () -> random.nextDouble(-limit, limit));
  }

  /** Normal with variance 1 / in. */
  private static Tensor leCun(long[] shape, SplittableRandom random) {
    long in = 1;
    for (int axis = 1; axis < shape.length; axis++) {
      in *= shape[axis];
    }
    double deviation = Math.sqrt(1.0 / in);
    return drawn(shape, () -> deviation * random.nextGaussian());
  }

  private static Tensor drawn(long[] shape, DoubleSupplier draw) {
    float[] values = Tensor.zeros(shape).toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) draw.getAsDouble();
    }
    return Tensor.of(values, shape);
  }
}
