package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.tensor.Script;
import org.munet4j.tensor.Torch;
import org.munet4j.tensor.Value;

/** The routed network as TorchScript functions: a pass is one native call, a step two. */
final class NativeRouted implements RoutedFunctions {
  private final Script script;
  private final Value plan;

  NativeRouted(RoutedNetwork network) {
    this.script = Holder.SCRIPT;
    this.plan = Value.of(RoutedPlan.of(network));
  }

  @Override
  public List<NDArray> weights(NDManager step, Choices choices) {
    try (Value result =
        script.call(
            "weights",
            choices.scores(),
            choices.noise(),
            choices.fixed(),
            choices.free(),
            kinds(choices.gating()),
            choices.gating().temperature())) {
      return result.arrays(step);
    }
  }

  @Override
  public NDArray logits(NDManager step, Pass pass, List<NDArray> weights) {
    try (Value result =
        script.call(
            "logits",
            pass.images(),
            pass.groups(),
            plan,
            flags(pass.active()),
            pass.parameters(),
            weights,
            pass.heads(),
            pass.dropout(),
            false)) {
      return result.array(step);
    }
  }

  @Override
  public List<NDArray> gradients(
      NDManager step, Pass pass, Choices choices, NDArray labels, List<NDArray> trained) {
    Torch.gradients(true);
    try (Value result =
        script.call(
            "gradients",
            pass.images(),
            labels,
            pass.groups(),
            plan,
            flags(pass.active()),
            pass.parameters(),
            pass.heads(),
            pass.dropout(),
            choices.scores(),
            choices.noise(),
            choices.fixed(),
            choices.free(),
            kinds(choices.gating()),
            numbers(choices),
            trained)) {
      return result.arrays(step);
    } finally {
      Torch.gradients(false);
    }
  }

  @Override
  public void move(
      List<NDArray> gradients,
      List<Moving> moved,
      int parameters,
      Descent descent,
      double l2,
      List<Pull> pull) {
    List<Moving> components = moved.subList(0, parameters);
    List<Moving> scores = moved.subList(parameters, moved.size());
    List<Object> arguments = new ArrayList<>();
    arguments.add(gradients);
    arguments.add(components.stream().map(Moving::target).toList());
    arguments.add(scores.stream().map(Moving::target).toList());
    if (descent.isAdam()) {
      for (List<Moving> part : List.of(components, scores)) {
        arguments.add(part.stream().map(Moving::mean).toList());
        arguments.add(part.stream().map(Moving::square).toList());
        arguments.add(part.stream().map(Moving::steps).toList());
      }
    }
    arguments.add(pull.stream().map(Pull::fisher).toList());
    arguments.add(pull.stream().map(Pull::anchor).toList());
    arguments.add(new double[] {descent.rate(), descent.routerRate(), l2});
    script.call(descent.isAdam() ? "adam" : "sgd", arguments.toArray()).close();
  }

  private static long[] kinds(Gating gating) {
    return new long[] {gating.gate().ordinal(), gating.top()};
  }

  private static double[] numbers(Choices choices) {
    Penalties price = choices.penalties();
    return new double[] {
      choices.gating().temperature(),
      price.budget(),
      price.allowed(),
      price.entropy(),
      price.disconnect(),
      price.connection(),
      price.sparsity()
    };
  }

  private static long[] flags(boolean[] active) {
    long[] flags = new long[active.length];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = active[i] ? 1 : 0;
    }
    return flags;
  }

  @Override
  public void close() {
    plan.close();
  }

  private static final class Holder {
    private static final Script SCRIPT = Script.load(NativeRouted.class, SOURCE);
  }
}
