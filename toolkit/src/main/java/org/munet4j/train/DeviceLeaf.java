package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.munet4j.data.Images;

/** A graph that is made of no others; what its frozen components answer may be kept. */
sealed interface DeviceLeaf extends DeviceGraph permits DeviceModel, DeviceRouted {
  /** Its components in order. */
  Chain chain();

  /** Whether training may change the component at a place. */
  boolean isTrainable(int place);

  /** Place of the first component that training may change; all before it are frozen. */
  int firstTrainable();

  /** Batches of these images for it; freed with it. */
  ImageFeed feed(Images images);

  /** The same, freed with their owner. */
  ImageFeed feed(NDManager owner, Images images);

  /**
   * What its components {@code from} to before {@code to} answer to what enters them, a batch of a
   * feed at place 0.
   */
  NDArray activations(NDManager step, NDArray activations, int from, int to);

  /** What it answers, logits or class tokens, to what enters its component at a place. */
  default NDArray logits(NDManager step, NDArray activations, int from) {
    return activations(step, activations, from, chain().size());
  }

  /** This leaf, loaded now; closed if the device has no memory for it. */
  DeviceLeaf loaded();

  @Override
  default List<DeviceLeaf> leaves() {
    return List.of(this);
  }

  @Override
  default NDArray answers(NDManager step, int[] images, Leaves leaves) {
    return leaves.answers(step, this, images);
  }
}
