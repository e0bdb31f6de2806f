package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import java.util.Map;
import org.munet4j.component.TextEncoder;
import org.munet4j.component.Vit;

/**
 * The forward pass of a Transformer in plain array operations: what the native functions must give.
 *
 * <p>Every operation is called on data, never on a parameter: the result belongs to the scope of
 * the array that it is called on. Factors are arrays of that scope, never plain numbers: DJL frees
 * the array that it makes of a number at once, while the backward pass still reads it.
 */
final class PlainForward {
  private static final float EPSILON = 1e-6f;
  private static final int[] LAST = {-1};

  private final Network network;
  private final Map<String, NDArray> parameters;

  /**
   * @param parameters by {@code component/tensor}
   */
  PlainForward(Network network, Map<String, NDArray> parameters) {
    this.network = network;
    this.parameters = parameters;
  }

  NDArray run(NDArray input, int from, int to, NDArray... masks) {
    NDArray data = input;
    for (int place = from; place < to; place++) {
      String name = network.name(place);
      data =
          switch (name) {
            case Vit.EMBEDDING -> patches(data);
            case TextEncoder.WORDS -> words(data);
            case Vit.CLS -> withClassToken(data);
            case Vit.POSITION -> data.add(positions(data));
            case Vit.NORM -> norm(data.get(":,:1"), name + "/");
            case Vit.HEAD -> dense(data.get(":,0"), name + "/");
            default ->
                Vit.isAdapter(name) ? adapt(data, name + "/") : block(data, name + "/", masks);
          };
      if (network.isLastBlock(place)) {
        data = data.get(":,:1");
      }
    }
    return data;
  }

  private NDArray patches(NDArray images) {
    long batch = images.getShape().get(0);
    int patch = network.patch();
    long grid = images.getShape().get(2) / patch;
    long used = grid * patch;
    NDArray cut =
        images.getShape().get(2) == used ? images : images.get(":,:,:" + used + ",:" + used);
    NDArray tiles =
        cut.reshape(batch, Vit.CHANNELS, grid, patch, grid, patch)
            .transpose(0, 2, 4, 1, 3, 5)
            .reshape(batch * grid * grid, (long) Vit.CHANNELS * patch * patch);
    NDArray kernel = parameters.get(Vit.EMBEDDING + "/kernel");
    NDArray flat = kernel.reshape(kernel.getShape().get(0), -1);
    flat.attach(images.getManager());
    return Linear.linear(tiles, flat, parameters.get(Vit.EMBEDDING + "/bias"))
        .singletonOrThrow()
        .reshape(batch, grid * grid, kernel.getShape().get(0));
  }

  private NDArray words(NDArray ids) {
    NDArray table = parameters.get(TextEncoder.WORDS + "/table");
    return ids.getNDArrayInternal().embedding(ids, table, SparseFormat.DENSE).singletonOrThrow();
  }

  private NDArray withClassToken(NDArray tokens) {
    Shape shape = tokens.getShape();
    NDArray cls =
        tokens
            .getManager()
            .zeros(new Shape(shape.get(0), 1, shape.get(2)))
            .add(parameters.get(Vit.CLS + "/token"));
    return NDArrays.concat(new NDList(cls, tokens), 1);
  }

  private NDArray positions(NDArray tokens) {
    NDArray all = parameters.get(Vit.POSITION + "/embedding");
    if (all.getShape().get(1) == tokens.getShape().get(1)) {
      return all;
    }
    NDArray used = all.get(":,:" + tokens.getShape().get(1));
    used.attach(tokens.getManager());
    return used;
  }

  private NDArray block(NDArray tokens, String name, NDArray... masks) {
    NDArray mixed = attention(norm(tokens, name + "norm1/"), name + "attention/", masks);
    NDArray attended = tokens.add(mixed);
    NDArray wide = dense(norm(attended, name + "norm2/"), name + "mlp/in/");
    return attended.add(dense(Activation.gelu(wide), name + "mlp/out/"));
  }

  private NDArray attention(NDArray tokens, String name, NDArray... masks) {
    long batch = tokens.getShape().get(0);
    long count = tokens.getShape().get(1);
    long hidden = tokens.getShape().get(2);
    long width = hidden / network.heads();
    NDArray qkv =
        dense(tokens, name + "qkv/")
            .reshape(batch, count, 3, network.heads(), width)
            .transpose(2, 0, 3, 1, 4);
    NDArray scale = tokens.getManager().create((float) (1 / Math.sqrt(width)));
    NDArray query = qkv.get(0).mul(scale);
    NDArray scores = query.matMul(qkv.get(1).transpose(0, 1, 3, 2));
    for (NDArray mask : masks) {
      scores = scores.add(mask);
    }
    NDArray mixed = scores.softmax(-1).matMul(qkv.get(2));
    return dense(mixed.transpose(0, 2, 1, 3).reshape(batch, count, hidden), name + "out/");
  }

  private NDArray adapt(NDArray tokens, String name) {
    NDArray narrow = dense(norm(tokens, name + "norm/"), name + "down/");
    return tokens.add(dense(Activation.gelu(narrow), name + "up/"));
  }

  private NDArray norm(NDArray data, String name) {
    return norm(
        data, parameters.get(name + "scale"), parameters.get(name + "bias"), network.isRms());
  }

  /**
   * Normalises the last axis.
   *
   * @param bias null for none
   */
  static NDArray norm(NDArray data, NDArray scale, NDArray bias, boolean isRms) {
    NDArray epsilon = data.getManager().create(EPSILON);
    NDArray centred = isRms ? data : data.sub(data.mean(LAST, true));
    NDArray length = centred.mul(centred).mean(LAST, true).add(epsilon).sqrt();
    NDArray result = centred.div(length).mul(scale);
    return bias == null ? result : result.add(bias);
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
