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
    checkClasses(path, images);
    try (DeviceModel model = new DeviceModel(path)) {
      return accuracy(model, path, images, images.count(), stop);
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
      DeviceModel model, ModelPath path, Images images, int count, Stop stop) {
    Feed feed = model.feed(images);
    long[] correct = {0};
    boolean isWhole =
        DeviceBatches.over(
            count,
            (start, end) -> {
              int[] indices = IntStream.range(start, end).toArray();
              try (NDManager step = model.step()) {
                NDArray batch = feed.batch(step, indices);
                NDArray logits = model.logits(step, batch);
                if (stop.isRequested() || !Float.isFinite(logits.sum().getFloat())) {
                  return false;
                }
                NDArray labels = feed.labels(step, indices);
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
