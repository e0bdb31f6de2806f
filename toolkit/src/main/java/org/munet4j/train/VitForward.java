package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import java.util.Map;
import org.munet4j.component.Vit;

/**
 * The forward pass of a Vision Transformer in plain array operations.
 *
 * <pre>
 *   images  [batch, 3, side, side]
 *   tokens  [batch, token, width]    after the embedding
 *   logits  [batch, class]
 * </pre>
 *
 * Every operation is called on data, never on a parameter: the result belongs to the scope of the
 * array that it is called on. Factors are arrays of that scope, never plain numbers: DJL frees the
 * array that it makes of a number at once, while the backward pass still reads it.
 */
final class VitForward {
  private static final float EPSILON = 1e-6f;

  private final Vit vit;
  private final Map<String, NDArray> parameters;

  /**
   * @param parameters by {@code component/tensor}
   */
  VitForward(Vit vit, Map<String, NDArray> parameters) {
    this.vit = vit;
    this.parameters = parameters;
  }

  NDArray logits(NDArray images) {
    NDArray tokens = embed(images);
    for (int layer = 0; layer < vit.layers(); layer++) {
      if (parameters.containsKey(Vit.adapter(layer) + "/up/kernel")) {
        tokens = adapt(tokens, Vit.adapter(layer) + "/");
      }
      tokens = block(tokens, Vit.block(layer) + "/");
    }
    NDArray first = tokens.get(":,0");
    return dense(norm(first, Vit.NORM + "/"), Vit.HEAD + "/");
  }

  private NDArray embed(NDArray images) {
    long batch = images.getShape().get(0);
    int grid = vit.grid();
    int patch = vit.patch();
    int used = grid * patch;
    NDArray cut = vit.imageSize() == used ? images : images.get(":,:,:" + used + ",:" + used);
    NDArray patches =
        cut.reshape(batch, Vit.CHANNELS, grid, patch, grid, patch)
            .transpose(0, 2, 4, 1, 3, 5)
            .reshape(batch * grid * grid, (long) Vit.CHANNELS * patch * patch);
    NDArray kernel = parameters.get(Vit.EMBEDDING + "/kernel");
    NDArray flat = kernel.reshape(vit.hidden(), -1);
    flat.attach(images.getManager());
    NDArray tokens =
        Linear.linear(patches, flat, parameters.get(Vit.EMBEDDING + "/bias"))
            .singletonOrThrow()
            .reshape(batch, (long) grid * grid, vit.hidden());
    NDArray cls =
        images
            .getManager()
            .zeros(new Shape(batch, 1, vit.hidden()))
            .add(parameters.get(Vit.CLS + "/token"));
    return NDArrays.concat(new NDList(cls, tokens), 1)
        .add(parameters.get(Vit.POSITION + "/embedding"));
  }

  private NDArray block(NDArray tokens, String name) {
    NDArray attended = tokens.add(attention(norm(tokens, name + "norm1/"), name + "attention/"));
    NDArray wide = dense(norm(attended, name + "norm2/"), name + "mlp/in/");
    return attended.add(dense(Activation.gelu(wide), name + "mlp/out/"));
  }

  private NDArray attention(NDArray tokens, String name) {
    long batch = tokens.getShape().get(0);
    long count = tokens.getShape().get(1);
    long width = vit.hidden() / vit.heads();
    NDArray qkv =
        dense(tokens, name + "qkv/")
            .reshape(batch, count, 3, vit.heads(), width)
            .transpose(2, 0, 3, 1, 4);
    NDArray scale = tokens.getManager().create((float) (1 / Math.sqrt(width)));
    NDArray query = qkv.get(0).mul(scale);
    NDArray weights = query.matMul(qkv.get(1).transpose(0, 1, 3, 2)).softmax(-1);
    NDArray mixed = weights.matMul(qkv.get(2));
    return dense(mixed.transpose(0, 2, 1, 3).reshape(batch, count, vit.hidden()), name + "out/");
  }

  private NDArray adapt(NDArray tokens, String name) {
    NDArray narrow = dense(norm(tokens, name + "norm/"), name + "down/");
    return tokens.add(dense(Activation.gelu(narrow), name + "up/"));
  }

  private NDArray norm(NDArray data, String name) {
    return LayerNorm.layerNorm(
            data,
            new Shape(vit.hidden()),
            parameters.get(name + "scale"),
            parameters.get(name + "bias"),
            EPSILON)
        .singletonOrThrow();
  }

  /** A linear map of the last axis; other axes are flattened, which is faster. */
  private NDArray dense(NDArray data, String name) {
    NDArray kernel = parameters.get(name + "kernel");
    long[] shape = data.getShape().getShape().clone();
    NDArray flat = shape.length == 2 ? data : data.reshape(-1, shape[shape.length - 1]);
    NDArray result = Linear.linear(flat, kernel, parameters.get(name + "bias")).singletonOrThrow();
    shape[shape.length - 1] = kernel.getShape().get(0);
    return shape.length == 2 ? result : result.reshape(shape);
  }
}
