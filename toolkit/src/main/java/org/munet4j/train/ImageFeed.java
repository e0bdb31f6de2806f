package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.munet4j.tensor.RandomStream;

/** Makes what a network takes of a set of images, a batch at a time; results belong to the step. */
sealed interface ImageFeed permits Feed, RoutedFeed {
  /** The images at these places, as they are. */
  NDArray batch(NDManager step, int[] indices);

  /** The same, each cropped, mirrored and coloured in its own way; equal draws, equal batches. */
  NDArray batch(NDManager step, int[] indices, Augmentation augmentation, RandomStream draws);
}
