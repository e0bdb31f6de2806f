package org.munet4j.train;

import java.util.Set;
import org.munet4j.internal.Require;

/**
 * Adam with decoupled weight decay: {@code m ← β₁m + (1−β₁)g}, {@code v ← β₂v + (1−β₂)g²}, {@code p
 * ← p − rate·decay·p − rate·m̂ / (√v̂ + ε)} with {@code m̂ = m / (1−β₁ᵗ)} and {@code v̂ = v /
 * (1−β₂ᵗ)}.
 *
 * @param peak largest learning rate
 * @param schedule how the rate moves
 * @param warmupRatio part of the steps that warm up, 0 to below 1
 * @param beta1 memory of the mean gradient, 0 to below 1
 * @param beta2 memory of the squared gradient, 0 to below 1
 * @param epsilon added to the root of the squares, above 0
 * @param decay part of a weight that a step of rate 1 takes away, 0 or more
 * @param decayed last parts of the names of the tensors that decay
 */
public record AdamW(
    double peak,
    Schedule schedule,
    double warmupRatio,
    double beta1,
    double beta2,
    double epsilon,
    double decay,
    Set<String> decayed)
    implements Optimiser {
  public AdamW {
    Sgd.checkRate(peak, warmupRatio);
    Require.that(
        beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1,
        "betas are %s and %s, each needs 0 to below 1",
        beta1,
        beta2);
    Require.that(epsilon > 0, "epsilon is %s, needs to be above 0", epsilon);
    Require.that(decay >= 0, "weight decay is %s, needs 0 or more", decay);
    decayed = Set.copyOf(decayed);
  }

  /** 0.001, cosine with warm-up 0.1, betas 0.9 and 0.999, epsilon 1e-8, kernels decay by 0.01. */
  public static AdamW standard() {
    return new AdamW(0.001, Schedule.COSINE, 0.1, 0.9, 0.999, 1e-8, 0.01, Set.of("kernel"));
  }

  /** Whether a tensor, such as {@code mlp/in/kernel}, decays. */
  public boolean decays(String tensor) {
    return decayed.contains(tensor.substring(tensor.lastIndexOf('/') + 1));
  }
}
