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

/** Loss, clipping and the optimisers in plain array operations. */
final class PlainSteps {
  private final Map<String, NDArray> parameters;
  private final List<String> trained;
  private final Learning learning;
  private final List<NDArray> means;
  private final List<NDArray> squares = new ArrayList<>();
  private long goodSteps;
  private boolean isBroken;

  /**
   * @param parameters by {@code component/tensor}
   * @param moments mean gradients to begin with, by the names of what training changes; each step
   *     changes them
   */
  PlainSteps(
      Map<String, NDArray> parameters,
      Map<String, NDArray> moments,
      Learning learning,
      NDManager scope) {
    this.parameters = parameters;
    this.trained = List.copyOf(moments.keySet());
    this.means = List.copyOf(moments.values());
    this.learning = learning;
    for (String name : trained) {
      squares.add(scope.zeros(parameters.get(name).getShape()));
    }
  }

  /** The mean cross-entropy. */
  NDArray loss(NDArray logits, NDArray labels) {
    NDManager scope = logits.getManager();
    NDArray mean = scope.create(-1f / logits.getShape().get(0));
    return logits.logSoftmax(1).mul(truth(logits, labels)).sum().mul(mean);
  }

  /** What is true of each class [batch, class], smoothed. */
  NDArray truth(NDArray logits, NDArray labels) {
    NDManager scope = logits.getManager();
    long classes = logits.getShape().get(1);
    NDArray own = scope.create((float) (1 - learning.smoothing()));
    NDArray other = scope.create((float) (learning.smoothing() / classes));
    return labels.oneHot((int) classes, DataType.FLOAT32).mul(own).add(other);
  }

  /** Moves along the gradient of a sum, unless it or the loss is not finite. */
  void take(NDManager step, NDArray sum, NDArray loss, double rate) {
    JniUtils.backward((PtNDArray) sum, (PtNDArray) sum.onesLike(), false, false);
    Torch.gradients(false);
    update(gradients(step), loss, rate);
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

  /** Steps that went well before the first that was not finite; empty if all were. */
  OptionalLong goodBeforeFailure() {
    return isBroken ? OptionalLong.of(goodSteps) : OptionalLong.empty();
  }
}
