package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.munet4j.tensor.Script;
import org.munet4j.tensor.Torch;
import org.munet4j.tensor.Value;

/** What the training functions of a script change from step to step, and what else they keep. */
final class NativeSteps implements AutoCloseable {
  private final Learning learning;
  private final NDArray health;
  private final List<Value> open = Collections.synchronizedList(new ArrayList<>());
  private final List<Object> state;

  /**
   * @param parameters by {@code component/tensor}
   * @param moments mean gradients to begin with, by the names of what training changes; each step
   *     changes them
   */
  NativeSteps(
      Map<String, NDArray> parameters,
      Map<String, NDArray> moments,
      Learning learning,
      NDManager scope) {
    this.learning = learning;
    this.health = scope.zeros(new Shape(2));
    this.state = moments.isEmpty() ? List.of() : state(parameters, moments, scope);
  }

  /** What a step of training changes, in the order of the script's arguments. */
  private List<Object> state(
      Map<String, NDArray> parameters, Map<String, NDArray> moments, NDManager scope) {
    List<String> trained = List.copyOf(moments.keySet());
    List<NDArray> leaves = trained.stream().map(parameters::get).toList();
    List<NDArray> flags = List.of(health.get(0), health.get(1));
    List<Object> all = new ArrayList<>();
    all.add(keep(leaves));
    all.add(learning.smoothing());
    all.add(learning.clip());
    all.add(keep(flags));
    List<NDArray> targets = leaves.stream().map(NDArray::stopGradient).toList();
    all.add(keep(targets));
    all.add(keep(List.copyOf(moments.values())));
    if (learning.optimiser() instanceof AdamW adam) {
      all.add(keep(leaves.stream().map(leaf -> scope.zeros(leaf.getShape())).toList()));
      all.add(keep(Collections.nCopies(leaves.size(), flags.get(1))));
      all.add(
          keep(
              IntStream.range(0, targets.size())
                  .filter(i -> adam.decays(trained.get(i)))
                  .mapToObj(targets::get)
                  .toList()));
    }
    return all;
  }

  /** A value for the script that lives until this closes. */
  Value keep(Object content) {
    Value value = Value.of(content);
    open.add(value);
    return value;
  }

  /**
   * One step by the script's function of this name for the optimiser.
   *
   * @param given the function's first arguments
   * @return the loss, in the scope of the step
   */
  NDArray take(NDManager step, Script script, String name, List<Object> given, double rate) {
    List<Object> arguments = new ArrayList<>(given);
    arguments.addAll(state);
    Optimiser optimiser = learning.optimiser();
    if (optimiser instanceof Sgd sgd) {
      arguments.addAll(List.of(rate, momentum(sgd), sgd.nesterov()));
    } else if (optimiser instanceof AdamW adam) {
      arguments.add(new double[] {rate, adam.beta1(), adam.beta2(), adam.epsilon(), adam.decay()});
    }
    Torch.gradients(true);
    String function = name + (optimiser instanceof Sgd ? "_sgd" : "_adamw");
    try (Value loss = script.call(function, arguments.toArray())) {
      return loss.array(step);
    } finally {
      Torch.gradients(false);
    }
  }

  /** PyTorch takes no velocities beside momentum 0; the smallest double is 0 in its float32. */
  private static double momentum(Sgd sgd) {
    return Math.max(sgd.momentum(), Double.MIN_VALUE);
  }

  /** Steps that went well before the first that was not finite; empty if all were. */
  OptionalLong goodBeforeFailure() {
    float[] flags = health.toFloatArray();
    return flags[0] == 0 ? OptionalLong.empty() : OptionalLong.of((long) flags[1]);
  }

  @Override
  public void close() {
    open.forEach(Value::close);
  }
}
