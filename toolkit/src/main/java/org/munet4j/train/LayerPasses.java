package org.munet4j.train;

import org.munet4j.internal.Require;

/**
 * What trainings and evaluations cost in layer passes: one is one image through one layer, which is
 * the embedding, a block, an adapter or a whole routed model. Back through a layer that is trained
 * counts as two more, through a frozen one that lies behind as one more.
 *
 * @param frozen passes through frozen layers that could be shared, as often as they were asked for
 * @param computed how many of them were computed
 * @param own passes that belong to one child alone and are never saved
 */
public record LayerPasses(long frozen, long computed, long own) {
  /** Passes that were not computed again. */
  public long saved() {
    return frozen - computed;
  }

  /** How many times as many passes there would be without reuse. */
  public double factor() {
    return (double) (frozen + own) / Math.max(1, computed + own);
  }

  @Override
  public String toString() {
    return Require.text(
        "%,d layer passes computed, %,d saved: %.1f times fewer",
        computed + own, saved(), factor());
  }
}
