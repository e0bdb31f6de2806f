package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.munet4j.component.Block;
import org.munet4j.component.Operation;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.tensor.Torch;

/**
 * The routed network in plain array operations: what the native functions must give. What {@link
 * PlainForward} says of scopes and factors holds here, too.
 */
final class PlainRouted implements RoutedFunctions {
  private static final double NEVER = -1e30;

  private final RoutedNetwork network;

  PlainRouted(RoutedNetwork network) {
    this.network = network;
  }

  @Override
  public List<NDArray> weights(NDManager step, Choices choices) {
    List<NDArray> weights = new ArrayList<>();
    for (int layer = 0; layer < choices.fixed().size(); layer++) {
      weights.add(weights(step, choices, layer));
    }
    return weights;
  }

  private static NDArray weights(NDManager step, Choices choices, int layer) {
    NDArray fixed = choices.fixed().get(layer);
    NDArray free = choices.free().get(layer);
    Gating gating = choices.gating();
    if (gating.gate() == Gating.Gate.FIXED) {
      return fixed;
    }
    NDArray scores = scores(step, choices, layer);
    NDArray noisy = scores.add(choices.noise().get(layer));
    NDArray gates =
        switch (gating.gate()) {
          case GUMBEL -> averaged(straightThrough(noisy, free, gating.temperature()), 1);
          case RELAXED -> averaged(soft(noisy, free, gating.temperature()), 1e-6f);
          case TOP -> top(scores, noisy, free, gating.top());
          default -> threshold(scores.mul(free));
        };
    return gates.add(fixed);
  }

  /** Scores of the batch's tasks in a layer: [task, component] or [task, component, 2]. */
  private static NDArray scores(NDManager step, Choices choices, int layer) {
    int tasks = (int) choices.free().get(layer).getShape().get(0);
    NDList each = new NDList();
    for (int task = 0; task < tasks; task++) {
      NDArray own = choices.scores().get(layer * tasks + task);
      NDArray row = step.zeros(own.getShape()).add(own);
      each.add(row.expandDims(0));
    }
    return tasks == 1
        ? each.get(0)
        : NDArrays.concat(each, 0); // of one it is a copy without gradient
  }

  private static NDArray soft(NDArray noisy, NDArray free, double temperature) {
    NDArray scale = noisy.getManager().create((float) (1 / temperature));
    return noisy.mul(scale).softmax(-1).get("...,0").mul(free);
  }

  private static NDArray straightThrough(NDArray noisy, NDArray free, double temperature) {
    NDArray soft = soft(noisy, free, temperature);
    NDArray hard =
        noisy.get("...,0").gte(noisy.get("...,1")).toType(DataType.FLOAT32, false).mul(free);
    return hard.stopGradient().add(soft.sub(soft.stopGradient()));
  }

  private static NDArray averaged(NDArray gates, float least) {
    NDArray sum = gates.sum(new int[] {-1}, true);
    NDArray bound = sum.zerosLike().add(gates.getManager().create(least));
    NDArray isOver = sum.gte(bound).toType(DataType.FLOAT32, false).stopGradient();
    NDArray isUnder = isOver.onesLike().sub(isOver);
    return gates.div(sum.mul(isOver).add(bound.mul(isUnder)));
  }

  private static NDArray top(NDArray scores, NDArray noisy, NDArray free, int count) {
    NDManager step = scores.getManager();
    NDArray never = step.create((float) NEVER);
    NDArray shut = free.onesLike().sub(free).mul(never);
    NDArray order = noisy.stopGradient().add(shut).argSort(-1, false);
    NDArray chosen = order.get(":,:" + count);
    NDArray mask = chosen.oneHot((int) free.getShape().get(1)).sum(new int[] {1});
    return scores.mul(mask).add(mask.onesLike().sub(mask).mul(never)).softmax(-1);
  }

  private static NDArray threshold(NDArray scores) {
    NDArray hard = scores.gt(scores.zerosLike()).toType(DataType.FLOAT32, false).stopGradient();
    return hard.add(scores.sub(scores.stopGradient()));
  }

  @Override
  public NDArray logits(NDManager step, Pass pass, List<NDArray> weights) {
    List<NDArray> own =
        weights.stream()
            .map(
                each ->
                    each.getShape().get(0) > 1
                        ? step.zeros(each.getShape())
                            .add(each)
                            .get(new NDIndex("{}", pass.groups()))
                        : each)
            .toList();
    NDArray features = features(pass, own);
    if (!pass.dropout().isEmpty()) {
      features = features.mul(pass.dropout().get(0));
    }
    if (pass.heads().size() == 2) {
      return Linear.linear(features, pass.heads().get(1), pass.heads().get(0)).singletonOrThrow();
    }
    NDList each = new NDList();
    for (int head = 0; head < pass.heads().size(); head += 2) {
      NDArray all =
          Linear.linear(features, pass.heads().get(head + 1), pass.heads().get(head))
              .singletonOrThrow();
      NDArray place = step.create((long) head / 2);
      NDArray mine = pass.groups().eq(place).toType(DataType.FLOAT32, false).expandDims(1);
      each.add(all.mul(mine));
    }
    return sum(each);
  }

  private NDArray features(Pass pass, List<NDArray> weights) {
    NDArray data = pass.images();
    Iterator<NDArray> parameters = pass.parameters().iterator();
    int place = 0;
    int routed = 0;
    for (int layer = 0; layer < network.layers().size(); layer++) {
      List<NDArray> parts = new ArrayList<>();
      boolean isRouted = network.width(layer) > 1;
      for (int component = 0; component < network.width(layer); component++) {
        if (pass.active()[place++]) {
          NDArray part = block(network.layers().get(layer).get(component), data, parameters);
          parts.add(isRouted ? weighted(part, weights.get(routed), component) : part);
        }
      }
      routed += isRouted ? 1 : 0;
      data = parts.isEmpty() ? zeros(data, layer) : sum(parts);
    }
    return data.reshape(data.getShape().get(0), -1);
  }

  private static NDArray sum(List<NDArray> parts) {
    return parts.stream().reduce(NDArray::add).orElseThrow();
  }

  private NDArray zeros(NDArray data, int layer) {
    Shape shape = new Shape(data.getShape().get(0));
    for (int axis : network.input(layer + 1)) {
      shape = shape.add(axis);
    }
    return data.getManager().zeros(shape);
  }

  private static NDArray weighted(NDArray part, NDArray weights, int component) {
    NDArray column = weights.get(":," + component);
    column.attach(part.getManager());
    Shape shape = new Shape(-1, 1);
    return part.mul(column.reshape(part.getShape().dimension() == 4 ? shape.add(1, 1) : shape));
  }

  private static NDArray block(Block block, NDArray input, Iterator<NDArray> parameters) {
    NDArray data = input;
    for (Operation operation : block.operations()) {
      data = operation(operation, data, parameters);
    }
    return data;
  }

  private static NDArray operation(Operation of, NDArray data, Iterator<NDArray> parameters) {
    Shape stride = new Shape(of.stride(), of.stride());
    Shape window = new Shape(of.rows(), of.columns());
    Shape around = new Shape((of.rows() - 1) / 2, (of.columns() - 1) / 2);
    long batch = data.getShape().get(0);
    return switch (of.kind()) {
      case LINEAR -> {
        NDArray bias = parameters.next();
        yield Linear.linear(data.reshape(batch, -1), parameters.next(), bias).singletonOrThrow();
      }
      case LINEAR_WITHOUT_BIAS ->
          Linear.linear(data.reshape(batch, -1), parameters.next()).singletonOrThrow();
      case RELU -> data.getNDArrayInternal().relu();
      case CONVOLUTION -> convolved(data, parameters, stride, around);
      case VALID_CONVOLUTION -> convolved(data, parameters, stride, new Shape(0, 0));
      case GROUP_NORM -> normed(data, of.size(), parameters.next(), parameters.next());
      case MAX_POOL -> Pool.maxPool2d(data, window, stride, around, false);
      case AVERAGE_POOL -> {
        NDArray mean = Pool.avgPool2d(data, window, stride, around, false, true);
        yield mean.div(Pool.avgPool2d(data.onesLike(), window, stride, around, false, true));
      }
    };
  }

  private static NDArray convolved(
      NDArray data, Iterator<NDArray> parameters, Shape stride, Shape around) {
    NDArray bias = parameters.next();
    return Conv2d.conv2d(data, parameters.next(), bias, stride, around).singletonOrThrow();
  }

  private static NDArray normed(NDArray data, int groups, NDArray bias, NDArray scale) {
    Shape shape = data.getShape();
    NDManager step = data.getManager();
    NDArray grouped = data.reshape(shape.get(0), groups, -1);
    NDArray centred = grouped.sub(grouped.mean(new int[] {2}, true));
    NDArray spread = centred.mul(centred).mean(new int[] {2}, true).add(step.create(1e-5f)).sqrt();
    NDArray calm = centred.div(spread).reshape(shape);
    Shape each = new Shape(1, -1, 1, 1);
    NDArray scaled = calm.mul(kept(step, scale).reshape(each));
    return scaled.add(kept(step, bias).reshape(each));
  }

  /** A parameter as data of the step. */
  private static NDArray kept(NDManager step, NDArray parameter) {
    return step.zeros(parameter.getShape()).add(parameter);
  }

  @Override
  public List<NDArray> gradients(
      NDManager step, Pass pass, Choices choices, NDArray labels, List<NDArray> trained) {
    Torch.gradients(true);
    try {
      NDArray logits = logits(step, pass, weights(step, choices));
      NDArray mean = step.create(-1f / labels.size());
      NDArray truth = labels.oneHot((int) logits.getShape().get(1));
      NDArray loss = logits.logSoftmax(1).mul(truth).sum().mul(mean);
      NDArray total =
          choices.scores().isEmpty()
              ? loss
              : loss.add(PlainPenalty.of(step, choices, scores(step, choices)));
      JniUtils.backward((PtNDArray) total, (PtNDArray) total.onesLike(), false, false);
      Torch.gradients(false);
      List<NDArray> gradients = new ArrayList<>();
      for (NDArray each : trained) {
        gradients.add(gradient(step, each));
      }
      gradients.add(loss.stopGradient());
      return gradients;
    } finally {
      Torch.gradients(false);
    }
  }

  private static NDArray gradient(NDManager step, NDArray leaf) {
    if (!leaf.hasGradient()) {
      return step.zeros(leaf.getShape());
    }
    NDArray gradient = leaf.getGradient();
    gradient.attach(step);
    NDArray copy = gradient.duplicate();
    JniUtils.zeroGrad((PtNDArray) leaf);
    return copy;
  }

  private static List<NDArray> scores(NDManager step, Choices choices) {
    List<NDArray> all = new ArrayList<>();
    for (int layer = 0; layer < choices.free().size(); layer++) {
      all.add(scores(step, choices, layer));
    }
    return all;
  }

  @Override
  public void move(
      List<NDArray> gradients,
      List<Moving> moved,
      int parameters,
      Descent descent,
      double l2,
      List<Pull> pull) {
    if (!Float.isFinite(gradients.get(moved.size()).getFloat())) {
      return;
    }
    for (int i = 0; i < moved.size(); i++) {
      Moving moving = moved.get(i);
      NDArray gradient = gradients.get(i);
      if (i < parameters) {
        NDArray now = gradient.zerosLike().add(moving.target());
        if (l2 > 0 && now.getShape().dimension() > 1) {
          gradient = gradient.add(now.mul((float) l2));
        }
        if (i < pull.size()) {
          NDArray force = now.mul(pull.get(i).fisher()).sub(pull.get(i).anchor());
          gradient = gradient.add(force);
        }
      }
      double rate = i < parameters ? descent.rate() : descent.routerRate();
      moving.target().subi(descent.isAdam() ? adam(gradient, moving, rate) : gradient.mul(rate));
    }
  }

  private static NDArray adam(NDArray gradient, Moving moving, double rate) {
    moving.steps().addi(1);
    double steps = moving.steps().getFloat();
    moving.mean().muli(0.9).addi(gradient.mul(0.1));
    moving.square().muli(0.999).addi(gradient.mul(gradient).mul(0.001));
    NDArray zeros = gradient.zerosLike();
    NDArray length = zeros.add(moving.square()).div(1 - Math.pow(0.999, steps)).sqrt().add(1e-8);
    return zeros.add(moving.mean()).div(1 - Math.pow(0.9, steps)).div(length).mul(rate);
  }

  @Override
  public void close() {}
}
