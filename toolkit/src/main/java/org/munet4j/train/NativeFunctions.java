package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.munet4j.tensor.Script;
import org.munet4j.tensor.Torch;
import org.munet4j.tensor.Value;

/** The numeric core as TorchScript functions: a pass or a step is one native call. */
final class NativeFunctions implements Functions {
  private final Network network;
  private final LinearKernels kernels;
  private final Map<String, NDArray> parameters;
  private final NativeSteps steps;
  private final Map<List<Integer>, Chain> chains = new ConcurrentHashMap<>();
  private final Value geometry;
  private final Value noMask;

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
    this.parameters = parameters;
    this.steps = new NativeSteps(parameters, moments, learning, scope);
    this.geometry = steps.keep(network.geometry());
    this.noMask = steps.keep(List.of());
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
    return steps.take(
        step,
        script(),
        "train",
        List.of(input, labels, chain.plan, chain.parameters, geometry, noMask),
        rate);
  }

  @Override
  public OptionalLong goodStepsBeforeFailure() {
    return steps.goodBeforeFailure();
  }

  private Chain chain(int from, int to) {
    return chains.computeIfAbsent(List.of(from, to), range -> new Chain(from, to));
  }

  @Override
  public void close() {
    steps.close();
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
      this.plan = steps.keep(network.plan(from, to, kernels));
      this.parameters = steps.keep(arrays);
    }

    private NDArray parameter(String name) {
      return NativeFunctions.this.parameters.get(name);
    }
  }
}
