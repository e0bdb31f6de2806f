package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Optional;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.data.Images;
import org.munet4j.tensor.RandomStream;

/**
 * Images as a routed network takes them, 0 black to 1 white, with random changes where they are
 * asked for. A network that takes colours gets grey images in three equal channels.
 */
final class RoutedFeed implements ImageFeed {
  private final NDManager owner;
  private final Images images;
  private final RoutedNetwork network;
  private final Optional<RoutedImages> plain;
  private Feed changed;

  /**
   * @throws IllegalArgumentException if the images are coloured and the network takes grey ones
   */
  RoutedFeed(NDManager owner, Images images, RoutedNetwork network) {
    this.owner = owner;
    this.images = images;
    this.network = network;
    this.plain =
        images.channels() < network.channels()
            ? Optional.empty()
            : Optional.of(new RoutedImages(images, network));
  }

  /** What resizes, crops and colours, made when it is first needed. */
  private synchronized Feed changed() {
    if (changed == null) {
      changed = Feed.of(owner, images, network.side());
    }
    return changed;
  }

  @Override
  public NDArray batch(NDManager step, int[] indices) {
    return plain.isPresent()
        ? plain.get().batch(step, indices)
        : fromBlack(step, changed().batch(step, indices));
  }

  @Override
  public NDArray batch(
      NDManager step, int[] indices, Augmentation augmentation, RandomStream draws) {
    return augmentation.isNone()
        ? batch(step, indices)
        : fromBlack(step, changed().batch(step, indices, augmentation, draws));
  }

  /** From [batch, 3, side, side] in -1 to 1. */
  private NDArray fromBlack(NDManager step, NDArray images) {
    NDArray own = network.channels() == images.getShape().get(1) ? images : images.get(":,:1");
    NDArray half = step.create(0.5f);
    NDArray light = own.mul(half).add(half);
    light.attach(step);
    return light;
  }
}
