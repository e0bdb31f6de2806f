package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.munet4j.component.Mixing;
import org.munet4j.component.Multipath;
import org.munet4j.tensor.Script;
import org.munet4j.tensor.Value;

/** The mixture as TorchScript functions: a pass or a step is one native call. */
final class NativeMixing implements MixingFunctions {
  private final Mixing mixing;
  private final NativeSteps steps;
  private final Value connectors;
  private final Value router;

  NativeMixing(Multipath multipath, Parameters parameters, Learning learning, NDManager scope) {
    this.mixing = multipath.mixing();
    this.steps = new NativeSteps(parameters.arrays(), parameters.moments(), learning, scope);
    Predicate<String> isRouter = name -> name.startsWith(Multipath.ROUTER + "/");
    this.connectors = steps.keep(arrays(parameters, isRouter.negate()));
    this.router = steps.keep(arrays(parameters, isRouter));
  }

  private static List<NDArray> arrays(Parameters parameters, Predicate<String> which) {
    return parameters.arrays().entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .map(entry -> entry.getValue())
        .toList();
  }

  @Override
  public NDArray weights(NDManager step, NDArray main) {
    return call(step, "weights", main, router);
  }

  @Override
  public NDArray mixed(NDManager step, NDArray weights, List<NDArray> outputs) {
    return call(step, "mix", weights, outputs, connectors);
  }

  private static NDArray call(NDManager step, String function, Object... arguments) {
    try (Value result = Holder.SCRIPT.call(function, arguments)) {
      return result.array(step);
    }
  }

  @Override
  public NDArray train(NDManager step, List<NDArray> outputs, NDArray labels, double rate) {
    List<Object> given =
        List.of(outputs, labels, connectors, router, mixing.multiplier(), mixing.isDecoupled());
    return steps.take(step, Holder.SCRIPT, "mix", given, rate);
  }

  @Override
  public OptionalLong goodStepsBeforeFailure() {
    return steps.goodBeforeFailure();
  }

  @Override
  public void close() {
    steps.close();
  }

  private static final class Holder {
    private static final Script SCRIPT = Script.load(NativeMixing.class, Functions.SOURCE, SOURCE);
  }
}
