package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.munet4j.data.Images;
import org.munet4j.tensor.RandomStream;

/**
 * A model and the images it is applied to. Its frozen components are asked from a cache where that
 * can save work; the model goes on behind them.
 */
final class Frozen {
  private final FrozenCache cache;
  private final DeviceLeaf model;
  private final Images images;
  private final List<Integer> places;
  private final int entry;
  private ImageFeed feed;

  /**
   * @param places whose input the cache keeps, in order; the model is entered at the last
   */
  Frozen(FrozenCache cache, DeviceLeaf model, Images images, List<Integer> places) {
    this.cache = cache;
    this.model = model;
    this.images = images;
    this.places = places;
    this.entry = places.isEmpty() ? 0 : places.get(places.size() - 1);
  }

  /** For a model that is only asked: uses what is kept, keeps no more. */
  static Frozen known(FrozenCache cache, DeviceLeaf model, Images images) {
    int deepest = cache.deepest(model.chain(), images.provenance().sha256());
    return new Frozen(cache, model, images, deepest == 0 ? List.of() : List.of(deepest));
  }

  /** What the model answers to images as they are. */
  NDArray logits(NDManager step, int[] indices) {
    count(indices.length, 0);
    return model.logits(step, plain(step, indices), entry);
  }

  /**
   * The same, for a model that is frozen as a whole, and with the same bits whatever is kept: what
   * is not kept is computed in groups of the cache's size, a smaller batch with rows repeated.
   */
  NDArray answers(NDManager step, int[] indices) {
    int size = Math.max(indices.length, Math.min(FrozenCache.GROUP, images.count()));
    if (entry == model.chain().size() || size == indices.length) {
      return logits(step, indices);
    }
    count(indices.length, 0);
    int[] group = new int[size];
    Arrays.setAll(group, i -> indices[i % indices.length]);
    return model.logits(step, plain(step, group), entry).get(":" + indices.length);
  }

  /** What a model that is frozen as a whole answers to the images of a step. */
  NDArray answers(NDManager step, int[] indices, Training training, int number) {
    if (training.augmentation().isNone()) {
      return answers(step, indices);
    }
    count(indices.length, 0);
    return model.logits(step, input(step, indices, training, number), entry);
  }

  /** Counts images that the model could be asked about and is not. */
  void skip(int images) {
    cache.count((long) images * model.chain().layers(0, model.chain().size()), 0, 0);
  }

  /**
   * One step of training.
   *
   * @param learner the model, which is a single path
   * @param number of the step, from 0
   */
  NDArray train(
      DeviceModel learner,
      NDManager step,
      int[] indices,
      Training training,
      int number,
      double rate) {
    count(indices.length, backward());
    NDArray labels = Feed.labels(step, images, indices);
    return learner.train(step, input(step, indices, training, number), entry, labels, rate);
  }

  private NDArray input(NDManager step, int[] indices, Training training, int number) {
    RandomStream draws = training.batches().split("augmentation").split(number);
    return training.augmentation().isNone()
        ? plain(step, indices)
        : changed(step, indices, training, draws);
  }

  private NDArray plain(NDManager step, int[] indices) {
    if (entry == 0) {
      return feed().batch(step, indices);
    }
    int group = Math.min(FrozenCache.GROUP, images.count());
    Request request =
        request("", images.count(), group, (scope, some) -> feed().batch(scope, some));
    return cache.rows(step, request, indices);
  }

  /** A batch of changed images is kept as a whole, so its rows are counted from 0. */
  private NDArray changed(NDManager step, int[] indices, Training training, RandomStream draws) {
    if (entry == 0) {
      return feed().batch(step, indices, training.augmentation(), draws);
    }
    String draw =
        Siblings.draw(training.batches())
            + draws.key()
            + training.augmentation()
            + Arrays.toString(indices);
    int[] all = new int[indices.length];
    Arrays.setAll(all, i -> i);
    Request.Input input =
        (scope, whole) -> feed().batch(scope, indices, training.augmentation(), draws);
    return cache.rows(step, request(draw, all.length, all.length, input), all);
  }

  private Request request(String draw, int count, int group, Request.Input input) {
    String content = images.provenance().sha256();
    return new Request(model, content, draw, places, count, group, input);
  }

  private ImageFeed feed() {
    if (feed == null) {
      feed = model.feed(images);
    }
    return feed;
  }

  private void count(long batch, int backward) {
    Chain chain = model.chain();
    int frozen = model.firstTrainable();
    int direct = entry < frozen ? chain.layers(entry, frozen) : 0;
    int own = chain.layers(frozen, chain.size()) + backward;
    cache.count(batch * chain.layers(0, frozen), batch * direct, batch * own);
  }

  /** Passes back through the layers of the model, for one image. */
  private int backward() {
    int passes = 0;
    for (int place = model.firstTrainable(); place < model.chain().size(); place++) {
      passes += model.chain().layers(place, place + 1) * (model.isTrainable(place) ? 2 : 1);
    }
    return passes;
  }
}
