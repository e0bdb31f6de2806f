package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.munet4j.component.ModelPath;
import org.munet4j.data.Images;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Tensor;

/** Measures a path on images it does not learn from. */
public final class Evaluation {
  private Evaluation() {}

  /** Part of the images whose label is the path's first choice, 0 to 1; every image counts. */
  public static double accuracy(ModelPath path, Images images) {
    return accuracy(path, images, new Stop()).orElse(0);
  }

  /** The same, empty if it was stopped or an answer was not a number. */
  public static OptionalDouble accuracy(ModelPath path, Images images, Stop stop) {
    try (FrozenCache none = FrozenCache.none()) {
      return accuracy(path, images, none, stop);
    }
  }

  /** The same, with what the cache knows of the path's first components. */
  public static OptionalDouble accuracy(
      ModelPath path, Images images, FrozenCache cache, Stop stop) {
    checkClasses(path, images);
    try (DeviceModel model = new DeviceModel(path)) {
      Frozen frozen = Frozen.known(cache, model, images);
      return accuracy(model, frozen, images, images.count(), stop);
    }
  }

  /** What the path answers: logits [image, class]. */
  public static Tensor logits(ModelPath path, Images images) {
    checkClasses(path, images);
    int classes = path.classes();
    float[] all = new float[Math.multiplyExact(images.count(), classes)];
    try (DeviceModel model = new DeviceModel(path)) {
      Feed feed = model.feed(images);
      DeviceBatches.over(
          images.count(),
          (start, end) -> {
            int[] indices = IntStream.range(start, end).toArray();
            try (NDManager step = model.step()) {
              NDArray batch = feed.batch(step, indices);
              float[] some = model.logits(step, batch).toFloatArray();
              System.arraycopy(some, 0, all, start * classes, some.length);
            }
            return true;
          });
    }
    return Tensor.of(all, images.count(), classes);
  }

  /** Accuracy on the first {@code count} images, of a model that is on the device. */
  static OptionalDouble accuracy(
      DeviceModel model, Frozen frozen, Images images, int count, Stop stop) {
    long[] correct = {0};
    boolean isWhole =
        DeviceBatches.over(
            count,
            (start, end) -> {
              int[] indices = IntStream.range(start, end).toArray();
              try (NDManager step = model.step()) {
                NDArray logits = frozen.logits(step, indices);
                if (stop.isRequested() || !Float.isFinite(logits.sum().getFloat())) {
                  return false;
                }
                long[] truth = IntStream.of(indices).mapToLong(images::label).toArray();
                NDArray labels = step.create(truth);
                correct[0] += logits.argMax(1).eq(labels).sum().getLong();
                return true;
              }
            });
    return isWhole ? OptionalDouble.of(correct[0] / (double) count) : OptionalDouble.empty();
  }

  private static void checkClasses(ModelPath path, Images images) {
    Require.that(
        path.classes() == images.classes(),
        "the path tells %d classes apart, the images have %d; take the model of their task",
        path.classes(),
        images.classes());
  }
}
