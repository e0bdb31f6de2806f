package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.munet4j.tensor.Torch;

/**
 * The numeric core in plain array operations: the form that is easy to read, the oracle of the
 * native functions, and what runs where they do not.
 */
final class PlainFunctions implements Functions {
  private final Network network;
  private final PlainForward forward;
  private final Map<String, NDArray> parameters;
  private final List<String> trained;
  private final Learning learning;
  private final List<NDArray> means;
  private final List<NDArray> squares = new ArrayList<>();
  private long goodSteps;
  private boolean isBroken;

  /**
   * @param moments mean gradients to begin with, by the names of what training changes; each step
   *     changes them
   */
  PlainFunctions(
      Network network,
      Map<String, NDArray> parameters,
      Map<String, NDArray> moments,
      Learning learning,
      NDManager scope) {
    this.network = network;
    this.forward = new PlainForward(network, parameters);
    this.parameters = parameters;
    this.trained = List.copyOf(moments.keySet());
    this.means = List.copyOf(moments.values());
    this.learning = learning;
    for (String name : trained) {
      squares.add(scope.zeros(parameters.get(name).getShape()));
    }
  }

  @Override
  public NDArray run(NDManager step, NDArray input, int from, int to, NDArray... masks) {
    try (NDArray own = input.duplicate()) {
      own.attach(step);
      NDArray result = forward.run(own, from, to, masks);
      return result == own ? own.duplicate() : result;
    }
  }

  @Override
  public NDArray train(NDManager step, NDArray input, int from, NDArray labels, double rate) {
    try {
      Torch.gradients(true);
      NDArray logits = forward.run(input, from, network.size());
      NDArray loss = loss(logits, labels);
      JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
      Torch.gradients(false);
      update(gradients(step), loss, rate);
      return loss.stopGradient();
    } finally {
      Torch.gradients(false);
    }
  }

  private NDArray loss(NDArray logits, NDArray labels) {
    NDManager scope = logits.getManager();
    long classes = logits.getShape().get(1);
    NDArray own = scope.create((float) (1 - learning.smoothing()));
    NDArray other = scope.create((float) (learning.smoothing() / classes));
    NDArray truth = labels.oneHot((int) classes, DataType.FLOAT32).mul(own).add(other);
    NDArray mean = scope.create(-1f / logits.getShape().get(0));
    return logits.logSoftmax(1).mul(truth).sum().mul(mean);
  }

  private List<NDArray> gradients(NDManager step) {
    List<NDArray> gradients = new ArrayList<>();
    for (String name : trained) {
      NDArray gradient = parameters.get(name).getGradient();
      gradient.attach(step);
      gradients.add(gradient);
    }
    return gradients;
  }

  private void update(List<NDArray> gradients, NDArray loss, double rate) {
    double squared = 0;
    for (NDArray gradient : gradients) {
      double length = gradient.norm().getFloat();
      squared += length * length;
    }
    double norm = Math.sqrt(squared);
    isBroken |= !Double.isFinite(norm + loss.getFloat());
    goodSteps += isBroken ? 0 : 1;
    for (int i = 0; i < gradients.size(); i++) {
      PtNDArray parameter = (PtNDArray) parameters.get(trained.get(i));
      if (!isBroken) {
        NDArray gradient = gradients.get(i).mul(Math.min(1, learning.clip() / norm));
        parameter.subi(change(gradient, i, rate));
      }
      JniUtils.zeroGrad(parameter);
    }
  }

  private NDArray change(NDArray gradient, int place, double rate) {
    NDArray mean = means.get(place);
    if (learning.optimiser() instanceof Sgd sgd) {
      mean.muli(sgd.momentum()).addi(gradient);
      return sgd.nesterov()
          ? gradient.add(gradient.zerosLike().add(mean).mul(sgd.momentum())).mul(rate)
          : gradient.zerosLike().add(mean).mul(rate);
    }
    AdamW adam = (AdamW) learning.optimiser();
    NDArray square = squares.get(place);
    mean.muli(adam.beta1()).addi(gradient.mul(1 - adam.beta1()));
    square.muli(adam.beta2()).addi(gradient.mul(gradient).mul(1 - adam.beta2()));
    NDArray zeros = gradient.zerosLike();
    NDArray length =
        zeros.add(square).div(1 - Math.pow(adam.beta2(), goodSteps)).sqrt().add(adam.epsilon());
    NDArray step = zeros.add(mean).div(1 - Math.pow(adam.beta1(), goodSteps)).div(length);
    double decay = adam.decays(trained.get(place)) ? adam.decay() : 0;
    return step.add(zeros.add(parameters.get(trained.get(place))).mul(decay)).mul(rate);
  }

  @Override
  public OptionalLong goodStepsBeforeFailure() {
    return isBroken ? OptionalLong.of(goodSteps) : OptionalLong.empty();
  }

  @Override
  public void close() {}
}
