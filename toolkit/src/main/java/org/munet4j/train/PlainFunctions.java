package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
  private final PlainSteps steps;

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
    this.steps = new PlainSteps(parameters, moments, learning, scope);
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
      NDArray loss = steps.loss(logits, labels);
      steps.take(step, loss, loss, rate);
      return loss.stopGradient();
    } finally {
      Torch.gradients(false);
    }
  }

  @Override
  public OptionalLong goodStepsBeforeFailure() {
    return steps.goodBeforeFailure();
  }

  @Override
  public void close() {}
}
