package org.munet4j.component;

import java.util.function.IntFunction;
import org.munet4j.internal.Require;

/** Networks of equal size, for fair comparisons. */
public final class Matched {
  private Matched() {}

  /**
   * The dense network with as many layers as a routed one and at most as many parameters: one
   * component in each layer, as wide as it can be.
   *
   * @param classes of the one head that is counted in both
   */
  public static RoutedNetwork dense(RoutedNetwork routed, int classes) {
    int layers = routed.layers().size();
    return widest(
        routed,
        classes,
        width ->
            RoutedNetwork.uniform(routed.channels(), routed.side(), layers, 1, Block.dense(width)));
  }

  /**
   * The widest network of a family that has at most as many parameters as another.
   *
   * @param limit the other
   * @param classes of the one head that is counted in both
   * @param family the network of each width from 1, with more parameters for more width
   * @throws IllegalArgumentException if even width 1 has more
   */
  public static RoutedNetwork widest(
      RoutedNetwork limit, int classes, IntFunction<RoutedNetwork> family) {
    long most = parameters(limit, classes);
    Require.that(
        parameters(family.apply(1), classes) <= most,
        "matched network: width 1 has %,d parameters, at most %,d are allowed; take fewer layers",
        parameters(family.apply(1), classes),
        most);
    int fits = 1;
    int tooWide = 2;
    while (parameters(family.apply(tooWide), classes) <= most) {
      fits = tooWide;
      tooWide *= 2;
    }
    while (tooWide - fits > 1) {
      int middle = fits + (tooWide - fits) / 2;
      boolean isFitting = parameters(family.apply(middle), classes) <= most;
      fits = isFitting ? middle : fits;
      tooWide = isFitting ? tooWide : middle;
    }
    return family.apply(fits);
  }

  private static long parameters(RoutedNetwork network, int classes) {
    return network.parameters() + (network.features() + 1L) * classes;
  }
}
