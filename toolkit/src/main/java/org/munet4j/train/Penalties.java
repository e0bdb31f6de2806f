package org.munet4j.train;

import org.munet4j.internal.Require;

/**
 * What a step's loss has beside the cross-entropy (1910.04915, public code). P is the probability
 * that a gate is open, softmax of its two scores; 0 switches a term off.
 *
 * @param budget factor of {@code max(0, mean of P over all routed components − allowed)}
 * @param allowed part of the components that costs nothing, 0 to 1
 * @param entropy factor of the sum of the gates' binary entropies
 * @param disconnect factor of the sum over layers of the product of {@code 1 − P}
 * @param connection factor of the sum of P
 * @param sparsity factor of the mean magnitude of the scores (TAPS)
 * @param l2 factor of half the sum of the squared kernels
 */
public record Penalties(
    double budget,
    double allowed,
    double entropy,
    double disconnect,
    double connection,
    double sparsity,
    double l2) {
  public Penalties {
    Require.that(
        budget >= 0
            && allowed >= 0
            && allowed <= 1
            && entropy >= 0
            && disconnect >= 0
            && connection >= 0
            && sparsity >= 0
            && l2 >= 0,
        "penalties: budget %s beyond %s, entropy %s, disconnect %s, connection %s, sparsity %s, l2"
            + " %s; factors are 0 or more, a budget 0 to 1",
        budget,
        allowed,
        entropy,
        disconnect,
        connection,
        sparsity,
        l2);
  }

  public static Penalties none() {
    return new Penalties(0, 1, 0, 0, 0, 0, 0);
  }

  /** The same with a price for more than a part of the components. */
  public Penalties budget(double factor, double allowedPart) {
    return new Penalties(factor, allowedPart, entropy, disconnect, connection, sparsity, l2);
  }

  public Penalties entropy(double factor) {
    return new Penalties(budget, allowed, factor, disconnect, connection, sparsity, l2);
  }

  public Penalties disconnect(double factor) {
    return new Penalties(budget, allowed, entropy, factor, connection, sparsity, l2);
  }

  public Penalties connection(double factor) {
    return new Penalties(budget, allowed, entropy, disconnect, factor, sparsity, l2);
  }

  public Penalties sparsity(double factor) {
    return new Penalties(budget, allowed, entropy, disconnect, connection, factor, l2);
  }

  public Penalties l2(double factor) {
    return new Penalties(budget, allowed, entropy, disconnect, connection, sparsity, factor);
  }
}
