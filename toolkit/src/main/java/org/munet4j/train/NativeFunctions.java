package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.munet4j.tensor.Script;
import org.munet4j.tensor.Torch;
import org.munet4j.tensor.Value;

/** The numeric core as TorchScript functions: a pass or a step is one native call. */
final class NativeFunctions implements Functions {
  private final Network network;
  private final LinearKernels kernels;
  private final Learning learning;
  private final Map<String, NDArray> parameters;
  private final List<Value> open = Collections.synchronizedList(new ArrayList<>());
  private final Map<List<Integer>, Chain> chains = new ConcurrentHashMap<>();
  private final NDArray health;
  private final Value geometry;
  private final Value noMask;
  private List<Object> state = List.of();

  /**
   * @param parameters by {@code component/tensor}, in order
   * @param moments mean gradients to begin with, by the names of what training changes; each step
   *     changes them
   */
  NativeFunctions(
      Network network,
      Map<String, NDArray> parameters,
      Map<String, NDArray> moments,
      Learning learning,
      LinearKernels kernels,
      NDManager scope) {
    this.network = network;
    this.kernels = kernels;
    this.learning = learning;
    this.parameters = parameters;
    this.geometry = keep(network.geometry());
    this.noMask = keep(List.of());
    this.health = scope.zeros(new Shape(2));
    if (!moments.isEmpty()) {
      state = state(moments, scope);
    }
  }

  /** What a step of training changes, in the order of the script's arguments. */
  private List<Object> state(Map<String, NDArray> moments, NDManager scope) {
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

  private Value keep(Object content) {
    Value value = Value.of(content);
    open.add(value);
    return value;
  }

  @Override
  public NDArray run(NDManager step, NDArray input, int from, int to, NDArray... masks) {
    Chain chain = chain(from, to);
    Object added = masks.length == 0 ? noMask : List.of(masks);
    try (Value result =
        script().call("run", input, chain.plan, chain.parameters, geometry, added)) {
      return result.array(step);
    }
  }

  @Override
  public NDArray train(NDManager step, NDArray input, int from, NDArray labels, double rate) {
    Chain chain = chain(from, network.size());
    List<Object> arguments =
        new ArrayList<>(List.of(input, labels, chain.plan, chain.parameters, geometry, noMask));
    arguments.addAll(state);
    Optimiser optimiser = learning.optimiser();
    if (optimiser instanceof Sgd sgd) {
      arguments.addAll(List.of(rate, momentum(sgd), sgd.nesterov()));
    } else if (optimiser instanceof AdamW adam) {
      arguments.add(new double[] {rate, adam.beta1(), adam.beta2(), adam.epsilon(), adam.decay()});
    }
    Script script = script();
    Torch.gradients(true);
    String function = optimiser instanceof Sgd ? "train_sgd" : "train_adamw";
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

  @Override
  public OptionalLong goodStepsBeforeFailure() {
    float[] flags = health.toFloatArray();
    return flags[0] == 0 ? OptionalLong.empty() : OptionalLong.of((long) flags[1]);
  }

  private Chain chain(int from, int to) {
    return chains.computeIfAbsent(List.of(from, to), range -> new Chain(from, to));
  }

  @Override
  public void close() {
    open.forEach(Value::close);
  }

  /** Whether PyTorch takes the script; if not, a warning says why, once. */
  static boolean areAvailable() {
    return Holder.SCRIPT.isPresent();
  }

  static Script script() {
    return Holder.SCRIPT.orElseThrow();
  }

  private static final class Holder {
    private static final Optional<Script> SCRIPT = load();

    private static Optional<Script> load() {
      Torch.engine();
      try {
        return Optional.of(Script.load(NativeFunctions.class, SOURCE));
      } catch (IllegalStateException | LinkageError otherEngine) {
        System.getLogger("munet4j")
            .log(Level.WARNING, "plain array operations train, more slowly: " + otherEngine);
        return Optional.empty();
      }
    }
  }

  /** The script's view of some components. */
  private final class Chain {
    private final Value plan;
    private final Value parameters;

    Chain(int from, int to) {
      List<NDArray> arrays = new ArrayList<>();
      network
          .components()
          .subList(from, to)
          .forEach(
              component ->
                  component
                      .shapes()
                      .keySet()
                      .forEach(name -> arrays.add(parameter(component.name() + "/" + name))));
      this.plan = keep(network.plan(from, to, kernels));
      this.parameters = keep(arrays);
    }

    private NDArray parameter(String name) {
      return NativeFunctions.this.parameters.get(name);
    }
  }
}
