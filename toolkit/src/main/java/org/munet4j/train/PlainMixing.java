package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.core.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.munet4j.component.Mixing;
import org.munet4j.component.Multipath;
import org.munet4j.tensor.Torch;

/** The mixture in plain array operations, as {@link PlainForward} has them. */
final class PlainMixing implements MixingFunctions {
  private static final int[] LAST = {1};

  private final Mixing mixing;
  private final Map<String, NDArray> parameters;
  private final PlainSteps steps;

  PlainMixing(Multipath multipath, Parameters parameters, Learning learning, NDManager scope) {
    this.mixing = multipath.mixing();
    this.parameters = parameters.arrays();
    this.steps = new PlainSteps(parameters.arrays(), parameters.moments(), learning, scope);
  }

  @Override
  public NDArray weights(NDManager step, NDArray main) {
    String name = Multipath.ROUTER + "/";
    NDArray bias = parameters.get(name + "bias");
    if (mixing.condition() != Mixing.Condition.SAMPLE) {
      return main.mean(LAST, true).zerosLike().add(bias).softmax(1);
    }
    NDArray calm =
        PlainForward.norm(
            main, parameters.get(name + "norm/scale"), parameters.get(name + "norm/bias"), false);
    return Linear.linear(calm, parameters.get(name + "kernel"), bias).singletonOrThrow().softmax(1);
  }

  @Override
  public NDArray mixed(NDManager step, NDArray weights, List<NDArray> outputs) {
    return mixture(weights, votes(outputs));
  }

  private List<NDArray> votes(List<NDArray> outputs) {
    List<NDArray> votes = new ArrayList<>(List.of(outputs.get(0)));
    for (int path = 1; path < outputs.size(); path++) {
      String name = Multipath.connector(path) + "/";
      NDArray kernel = parameters.get(name + "kernel");
      NDArray bias = parameters.get(name + "bias");
      votes.add(Linear.linear(outputs.get(path), kernel, bias).singletonOrThrow());
    }
    return votes;
  }

  private static NDArray mixture(NDArray weights, List<NDArray> votes) {
    NDArray sum = votes.get(0).mul(column(weights, 0));
    for (int path = 1; path < votes.size(); path++) {
      sum = sum.add(votes.get(path).mul(column(weights, path)));
    }
    return sum;
  }

  private static NDArray column(NDArray weights, int path) {
    return weights.get(":," + path + ":" + (path + 1));
  }

  @Override
  public NDArray train(NDManager step, List<NDArray> outputs, NDArray labels, double rate) {
    try {
      Torch.gradients(true);
      NDArray weights = weights(step, outputs.get(0));
      List<NDArray> votes = votes(outputs);
      NDArray logits = mixture(weights.stopGradient(), constants(votes));
      NDArray loss = steps.loss(logits, labels);
      steps.take(step, surrogate(weights, votes, moves(logits, labels)), loss, rate);
      return loss;
    } finally {
      Torch.gradients(false);
    }
  }

  private static List<NDArray> constants(List<NDArray> votes) {
    return votes.stream().map(NDArray::stopGradient).toList();
  }

  /** How the loss moves with the mixture [image, class]. */
  private NDArray moves(NDArray logits, NDArray labels) {
    NDArray part = logits.getManager().create(1f / logits.getShape().get(0));
    return logits.softmax(1).sub(steps.truth(logits, labels)).mul(part);
  }

  /** A sum with the gradients that are wanted; its factors are constants. */
  private NDArray surrogate(NDArray weights, List<NDArray> votes, NDArray moves) {
    NDList said = new NDList();
    constants(votes).forEach(vote -> said.add(moves.mul(vote).sum(LAST, true)));
    NDArray multiplier = moves.getManager().create((float) mixing.multiplier());
    NDArray sum = NDArrays.concat(said, 1).mul(weights).sum().mul(multiplier);
    NDArray constant = weights.stopGradient();
    for (int path = 1; path < votes.size(); path++) {
      NDArray factor = mixing.isDecoupled() ? moves : moves.mul(column(constant, path));
      sum = sum.add(factor.mul(votes.get(path)).sum());
    }
    return sum;
  }

  @Override
  public OptionalLong goodStepsBeforeFailure() {
    return steps.goodBeforeFailure();
  }

  @Override
  public void close() {}
}
