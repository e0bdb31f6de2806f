package org.munet4j.agent;

import java.util.OptionalDouble;
import org.munet4j.component.ModelGraph;
import org.munet4j.internal.Require;

/**
 * What a model is worth: quality · size^(accounted parameters / P) · compute^(FLOPs / F). A base of
 * 1 switches its factor off; "size scale X" of muNet is a size base of X/100 (muNet family, §4.4),
 * both factors are µ2Net+'s (§6.2).
 *
 * @param size price of parameters, above 0 to 1
 * @param compute price of operations, above 0 to 1
 * @param parameters P; empty takes those of the whole root
 * @param flops F, in FLOPs per image; empty takes those of the whole root
 */
public record Score(double size, double compute, OptionalDouble parameters, OptionalDouble flops) {
  public Score {
    check("size", size);
    check("compute", compute);
    parameters.ifPresent(value -> checkReference("parameters", value));
    flops.ifPresent(value -> checkReference("FLOPs", value));
  }

  private static void check(String name, double base) {
    Require.that(base > 0 && base <= 1, "score: base of %s is %s, needs above 0 to 1", name, base);
  }

  private static void checkReference(String name, double value) {
    Require.that(value > 0, "score: reference is %s %s, needs above 0", value, name);
  }

  /** Validation accuracy and nothing else. */
  public static Score quality() {
    return size(1);
  }

  /** Accuracy and size; the reference is the root. */
  public static Score size(double base) {
    return new Score(base, 1, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** Accuracy, size and compute, at one price; the references are the root's. */
  public static Score sizeAndCompute(double base) {
    return new Score(base, base, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** The same prices of other amounts: parameters, and FLOPs per image. */
  public Score reference(double newParameters, double newFlops) {
    return new Score(size, compute, OptionalDouble.of(newParameters), OptionalDouble.of(newFlops));
  }

  /**
   * The score of a model.
   *
   * @param quality validation accuracy, 0 to 1
   * @param accountedParameters what the model costs its task
   * @param operations of one image, in FLOPs
   * @param root stands in for references that are empty
   */
  public double of(double quality, double accountedParameters, double operations, ModelGraph root) {
    double large = parameters.orElse(root.parameters());
    double slow = flops.orElse(root.flops());
    return quality
        * Math.pow(size, accountedParameters / large)
        * Math.pow(compute, operations / slow);
  }
}
