package org.munet4j.agent;

import java.util.OptionalInt;
import org.munet4j.component.Vit;
import org.munet4j.internal.Require;

/** What of a root a baseline trains; all else stays frozen and shared (muNet family, §4.6). */
public sealed interface Tuning {
  /** Begins the name of the agent. */
  String name();

  /** Whether a child's component of this name may change. */
  boolean trains(String component);

  /** Whether nothing of the root is used but its geometry. */
  default boolean isFresh() {
    return false;
  }

  /** Bottleneck width of an adapter before each block; empty for none. */
  default OptionalInt adapterDim() {
    return OptionalInt.empty();
  }

  /** Trains a clone of every component. */
  record FineTuning() implements Tuning {
    @Override
    public String name() {
      return "fine-tuning";
    }

    @Override
    public boolean trains(String component) {
      return true;
    }
  }

  /**
   * Trains clones of the upper blocks and of the final norm.
   *
   * @param layers blocks that stay frozen, as all before them does; from 0 to the root's
   */
  record FreezeBottom(int layers) implements Tuning {
    public FreezeBottom {
      Require.that(layers >= 0, "freeze bottom: %d blocks, needs 0 or more", layers);
    }

    @Override
    public String name() {
      return "freeze-" + layers;
    }

    @Override
    public boolean trains(String component) {
      return Vit.isBlock(component)
          ? Vit.layer(component) >= layers
          : component.equals(Vit.NORM) || component.equals(Vit.HEAD);
    }
  }

  /**
   * Trains a residual adapter before each block and a clone of the final norm.
   *
   * @param dim bottleneck width of the adapters
   */
  record Adapters(int dim) implements Tuning {
    public Adapters {
      Require.that(dim >= 1, "adapters: bottleneck width is %d, needs at least 1", dim);
    }

    @Override
    public String name() {
      return "adapters-" + dim;
    }

    @Override
    public boolean trains(String component) {
      return Vit.isAdapter(component) || component.equals(Vit.NORM) || component.equals(Vit.HEAD);
    }

    @Override
    public OptionalInt adapterDim() {
      return OptionalInt.of(dim);
    }
  }

  /** Trains a fresh model of the root's geometry. */
  record FromScratch() implements Tuning {
    @Override
    public String name() {
      return "from-scratch";
    }

    @Override
    public boolean trains(String component) {
      return true;
    }

    @Override
    public boolean isFresh() {
      return true;
    }
  }
}
