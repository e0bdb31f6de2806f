package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;

/**
 * What a model asks a cache for: answers of its first components to images.
 *
 * @param images SHA-256 of the set of images
 * @param draw names the batch where images are changed at random, else empty
 * @param places that are worth keeping, in order; the answers wanted are those before the last
 * @param count images in the set
 * @param group images that are computed together, always so many
 * @param input makes the network's input of some of the images
 */
record Request(
    DeviceLeaf model,
    String images,
    String draw,
    List<Integer> places,
    int count,
    int group,
    Input input) {

  /** Makes the network's input. */
  interface Input {
    NDArray batch(NDManager step, int[] images);
  }

  /** Names the rows: equal keys, equal bits. */
  record Key(String chain, String images, String draw) {}

  int place() {
    return places.get(places.size() - 1);
  }

  Key key() {
    return key(place());
  }

  Key key(int place) {
    return new Key(model.chain().name(place), images, draw);
  }

  /** The same for the place before the last, if there is one. */
  Optional<Request> below() {
    List<Integer> lower = places.subList(0, places.size() - 1);
    return lower.isEmpty()
        ? Optional.empty()
        : Optional.of(new Request(model, images, draw, lower, count, group, input));
  }
}
