package org.munet4j.train;

import java.util.List;
import java.util.TreeSet;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.ModelPath;
import org.munet4j.data.Images;
import org.munet4j.tensor.RandomStream;

/**
 * Trainings of one generation. Where they see the same batches of changed images, what their common
 * frozen components answer is computed by the first and kept until this closes.
 */
public final class Siblings implements AutoCloseable {
  private final FrozenCache cache;
  private final List<Training> trainings;

  Siblings(FrozenCache cache, List<Training> trainings) {
    this.cache = cache;
    this.trainings = List.copyOf(trainings);
  }

  FrozenCache cache() {
    return cache;
  }

  /** Images as they are, with all that is frozen of the model computed once. */
  Frozen still(DeviceLeaf model, Images images) {
    int most = model.firstTrainable();
    boolean isKept = cache.isOn() && most > 0;
    return new Frozen(cache, model, images, isKept ? List.of(most) : List.of());
  }

  /** The images that a training learns from, with what is worth keeping of them. */
  Frozen taught(Training training, DeviceLeaf model) {
    Images images = training.task().train();
    return training.augmentation().isNone()
        ? still(model, images)
        : new Frozen(cache, model, images, cache.isOn() ? shared(training, model) : List.of());
  }

  /** Places up to which other trainings have the same components and see the same batches. */
  private List<Integer> shared(Training training, DeviceLeaf model) {
    TreeSet<Integer> places = new TreeSet<>();
    for (Training other : trainings) {
      if (other != training && seesSameBatches(other, training)) {
        for (ModelGraph leaf : other.graph().leaves()) {
          places.add(common(model, leaf, other));
        }
      }
    }
    places.remove(0);
    return List.copyOf(places);
  }

  private static int common(DeviceLeaf model, ModelGraph leaf, Training other) {
    Chain chain = Chain.of(leaf, other.precision());
    int frozen = leaf instanceof ModelPath path ? path.firstOf(other.trainable()) : chain.size();
    return model.chain().common(chain, Math.min(model.firstTrainable(), frozen));
  }

  private static boolean seesSameBatches(Training one, Training other) {
    return one.batches().equals(other.batches())
        && one.augmentation().equals(other.augmentation())
        && one.budget().batch() == other.budget().batch()
        && one.task().equals(other.task());
  }

  /** Names all batches that are drawn from a stream. */
  static String draw(RandomStream batches) {
    return Long.toHexString(batches.key()) + "/";
  }

  @Override
  public void close() {
    trainings.forEach(
        training -> cache.forget(key -> key.draw().startsWith(draw(training.batches()))));
  }
}
