package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.munet4j.component.Mixing;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.Multipath;
import org.munet4j.component.Routed;
import org.munet4j.data.Images;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Tensor;

/**
 * Measures a model on images it does not learn from. A path whose weight for an image is below its
 * multipath's threshold is not computed for that image, and its term is missing from the sum; the
 * other weights stay. That holds for multipaths within multipaths too, and never for the main path.
 * The cache counts such passes as asked for and not computed, so that {@link LayerPasses#saved} of
 * {@link FrozenCache#none} is what was skipped.
 */
public final class Evaluation {
  private Evaluation() {}

  /** Part of the images whose label is the model's first choice, 0 to 1; every image counts. */
  public static double accuracy(ModelGraph graph, Images images) {
    return accuracy(graph, images, new Stop()).orElse(0);
  }

  /** The same, empty if it was stopped or an answer was not a number. */
  public static OptionalDouble accuracy(ModelGraph graph, Images images, Stop stop) {
    try (FrozenCache none = FrozenCache.none()) {
      return accuracy(graph, images, none, stop);
    }
  }

  /** The same, with what the cache knows of the first components of the model's paths. */
  public static OptionalDouble accuracy(
      ModelGraph graph, Images images, FrozenCache cache, Stop stop) {
    checkClasses(graph, images);
    try (DeviceGraph model = DeviceGraph.of(graph, Precision.FLOAT32)) {
      DeviceGraph.Leaves leaves = new Known(model, images, cache);
      return accuracy(
          model, (step, some) -> model.answers(step, some, leaves), images, images.count(), stop);
    }
  }

  /** What the model answers: logits [image, class]. */
  public static Tensor logits(ModelGraph graph, Images images) {
    checkClasses(graph, images);
    try (FrozenCache none = FrozenCache.none();
        DeviceGraph model = DeviceGraph.of(graph, Precision.FLOAT32)) {
      DeviceGraph.Leaves leaves = new Known(model, images, none);
      return all(model, (step, some) -> model.answers(step, some, leaves), images, graph.classes());
    }
  }

  /** The weights that a multipath's router gives its paths: [image, path], the main path first. */
  public static Tensor weights(Multipath multipath, Images images) {
    try (FrozenCache none = FrozenCache.none()) {
      return weights(multipath, images, none);
    }
  }

  /** The same, with what the cache knows of the first components of the main path. */
  public static Tensor weights(Multipath multipath, Images images, FrozenCache cache) {
    try (DeviceMultipath model = new DeviceMultipath(multipath, Precision.FLOAT32)) {
      DeviceGraph.Leaves leaves = new Known(model, images, cache);
      int paths = multipath.branches().size() + 1;
      return all(model, (step, some) -> model.weights(step, some, leaves), images, paths);
    }
  }

  /** What is said of some images: [image, value], in the scope of the step. */
  interface Answers {
    NDArray of(NDManager step, int[] images);
  }

  private static Tensor all(DeviceGraph model, Answers answers, Images images, int width) {
    float[] all = new float[Math.multiplyExact(images.count(), width)];
    DeviceBatches.over(
        images.count(),
        (start, end) -> {
          try (NDManager step = model.step()) {
            float[] some = answers.of(step, IntStream.range(start, end).toArray()).toFloatArray();
            System.arraycopy(some, 0, all, start * width, some.length);
          }
          return true;
        });
    return Tensor.of(all, images.count(), width);
  }

  /** Accuracy on the first {@code count} images, of a model that is on the device. */
  static OptionalDouble accuracy(
      DeviceGraph model, Answers logits, Images images, int count, Stop stop) {
    long[] correct = {0};
    boolean isWhole =
        DeviceBatches.over(
            count,
            (start, end) -> {
              int[] indices = IntStream.range(start, end).toArray();
              try (NDManager step = model.step()) {
                NDArray answers = logits.of(step, indices);
                if (stop.isRequested() || !Float.isFinite(answers.sum().getFloat())) {
                  return false;
                }
                NDArray labels = Feed.labels(step, images, indices);
                correct[0] += answers.argMax(1).eq(labels).sum().getLong();
                return true;
              }
            });
    return isWhole ? OptionalDouble.of(correct[0] / (double) count) : OptionalDouble.empty();
  }

  private static void checkClasses(ModelGraph graph, Images images) {
    Require.that(
        graph.classes() == images.classes(),
        "the %s tells %d classes apart, the images have %d; take the model of their task",
        graph instanceof Multipath
            ? "multipath"
            : graph instanceof Routed ? "routed model" : "path",
        graph.classes(),
        images.classes());
  }

  /**
   * Leaves that are asked with what a cache knows. It learns nothing of a single path, and all that
   * the paths of a multipath answer, as other multipaths will ask them the same.
   */
  private static final class Known implements DeviceGraph.Leaves {
    private final Map<DeviceLeaf, Frozen> known = new IdentityHashMap<>();

    Known(DeviceGraph model, Images images, FrozenCache cache) {
      boolean isKept = cache.isOn() && model instanceof DeviceMultipath;
      Siblings alone = cache.siblings(List.of());
      model
          .leaves()
          .forEach(
              leaf ->
                  known.put(
                      leaf,
                      isKept ? alone.still(leaf, images) : Frozen.known(cache, leaf, images)));
    }

    @Override
    public NDArray answers(NDManager step, DeviceLeaf leaf, int[] images) {
      return known.get(leaf).logits(step, images);
    }

    @Override
    public double threshold(Mixing mixing) {
      return mixing.threshold();
    }

    @Override
    public void skip(DeviceLeaf leaf, int images) {
      known.get(leaf).skip(images);
    }
  }
}
