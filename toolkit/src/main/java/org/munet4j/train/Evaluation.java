package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Set;
import java.util.stream.IntStream;
import org.munet4j.component.ModelPath;
import org.munet4j.data.Images;
import org.munet4j.tensor.Tensor;

/** Measures a path on images it does not learn from. */
public final class Evaluation {
  private static final int BATCH = 250;

  private Evaluation() {}

  /** Part of the images whose label is the path's first choice, 0 to 1; every image counts. */
  public static double accuracy(ModelPath path, Images images) {
    try (DeviceModel model = new DeviceModel(path, Set.of())) {
      return correct(model, images, path, images.count()) / (double) images.count();
    }
  }

  /** What the path answers: logits [image, class]. */
  public static Tensor logits(ModelPath path, Images images) {
    int classes = path.classes();
    float[] all = new float[images.count() * classes];
    try (DeviceModel model = new DeviceModel(path, Set.of())) {
      Preprocessing preprocessing = new Preprocessing(images, path.vit().imageSize());
      for (int start = 0; start < images.count(); start += BATCH) {
        int[] indices = range(start, images.count());
        try (NDManager step = model.step()) {
          float[] some = model.logits(step, preprocessing.batch(indices)).toFloatArray();
          System.arraycopy(some, 0, all, start * classes, some.length);
        }
      }
    }
    return Tensor.of(all, images.count(), classes);
  }

  /** How many of the first {@code count} images are answered rightly. */
  static long correct(DeviceModel model, Images images, ModelPath path, int count) {
    Preprocessing preprocessing = new Preprocessing(images, path.vit().imageSize());
    long correct = 0;
    for (int start = 0; start < count; start += BATCH) {
      int[] indices = range(start, count);
      try (NDManager step = model.step()) {
        NDArray answers = model.logits(step, preprocessing.batch(indices)).argMax(1);
        long[] labels = IntStream.of(indices).mapToLong(images::label).toArray();
        correct += answers.eq(step.create(labels)).sum().getLong();
      }
    }
    return correct;
  }

  private static int[] range(int start, int end) {
    return IntStream.range(start, Math.min(start + BATCH, end)).toArray();
  }
}
