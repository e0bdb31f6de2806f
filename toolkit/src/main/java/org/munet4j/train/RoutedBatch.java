package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;

/**
 * Samples on the device, and the tasks that they are of.
 *
 * @param images [batch, channel, side, side]
 * @param labels [batch] of type int64
 * @param groups [batch] of type int64, places in {@code tasks}
 */
record RoutedBatch(NDArray images, NDArray labels, NDArray groups, List<RoutedTask> tasks) {

  static RoutedBatch of(
      Samples samples, List<RoutedTask> all, NDManager step, RoutedNetwork network) {
    List<Integer> places = new ArrayList<>();
    int count = samples.count();
    float[] pixels = new float[count * all.get(samples.tasks()[0]).images().size()];
    long[] labels = new long[count];
    long[] groups = new long[count];
    for (int i = 0; i < count; i++) {
      int task = samples.tasks()[i];
      if (!places.contains(task)) {
        places.add(task);
      }
      RoutedTask of = all.get(task);
      of.images().copy(samples.images()[i], pixels, i * of.images().size());
      labels[i] = of.task().train().label(samples.images()[i]);
      groups[i] = places.indexOf(task);
    }
    return new RoutedBatch(
        RoutedImages.array(step, network, pixels),
        step.create(labels),
        step.create(groups),
        places.stream().map(all::get).toList());
  }

  /** The heads' tensors, each once: those of tasks that share one are the same list. */
  List<Moving> heads() {
    List<List<Moving>> heads = new ArrayList<>();
    for (RoutedTask task : tasks) {
      if (heads.stream().noneMatch(head -> head == task.head())) {
        heads.add(task.head());
      }
    }
    return heads.stream().flatMap(List::stream).toList();
  }

  RoutedFunctions.Pass pass(boolean[] active, List<NDArray> parameters, List<NDArray> dropout) {
    boolean isOneHead = heads().size() == 2;
    List<NDArray> heads =
        (isOneHead ? tasks.subList(0, 1) : tasks)
            .stream().flatMap(task -> task.head().stream()).map(Moving::leaf).toList();
    return new RoutedFunctions.Pass(images, groups, active, parameters, heads, dropout);
  }

  RoutedFunctions.Choices choices(
      NDManager step, Gating gating, Penalties penalties, RandomStream draws) {
    return choices(step, tasks, gating, penalties, draws);
  }

  static RoutedFunctions.Choices choices(
      NDManager step,
      List<RoutedTask> tasks,
      Gating gating,
      Penalties penalties,
      RandomStream draws) {
    int layers = tasks.get(0).route().fixed().size();
    boolean isLearned = gating.gate() != Gating.Gate.FIXED;
    List<NDArray> scores = new ArrayList<>();
    List<NDArray> noise = new ArrayList<>();
    List<NDArray> fixed = new ArrayList<>();
    List<NDArray> free = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      int place = layer;
      fixed.add(rows(step, tasks.stream().map(task -> task.route().fixed().get(place)).toList()));
      free.add(rows(step, tasks.stream().map(task -> task.route().free().get(place)).toList()));
      if (isLearned) {
        tasks.forEach(task -> scores.add(task.scores().get(place).leaf()));
        noise.add(noise(step, tasks, layer, gating, draws.split("layer").split(layer)));
      }
    }
    return new RoutedFunctions.Choices(scores, noise, fixed, free, gating, penalties);
  }

  /** Weights that nothing decides. */
  static RoutedFunctions.Choices fixed(NDManager step, List<Tensor> weights) {
    List<NDArray> fixed =
        weights.stream().map(each -> each.on(step).reshape(1, each.size())).toList();
    return new RoutedFunctions.Choices(
        List.of(), List.of(), fixed, fixed, Gating.fixed(), Penalties.none());
  }

  private static NDArray rows(NDManager step, List<Tensor> rows) {
    NDList each = new NDList();
    rows.forEach(row -> each.add(row.on(step).reshape(1, row.size())));
    return NDArrays.concat(each, 0);
  }

  private static NDArray noise(
      NDManager step, List<RoutedTask> tasks, int layer, Gating gating, RandomStream draws) {
    NDList each = new NDList();
    for (int task = 0; task < tasks.size(); task++) {
      Tensor scores = tasks.get(task).route().scores().get(layer);
      SplittableRandom random = draws.split(task).generator();
      float[] noise = new float[scores.size()];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (float) (gating.noise() * drawn(gating.gate(), random));
      }
      each.add(Tensor.of(noise, scores.shape()).on(step).expandDims(0));
    }
    return NDArrays.concat(each, 0);
  }

  /** Gumbel noise of binary gates, normal noise of others (1910.04915, public code). */
  private static double drawn(Gating.Gate gate, SplittableRandom random) {
    return switch (gate) {
      case GUMBEL, RELAXED -> -Math.log(-Math.log(random.nextDouble() + 1e-20) + 1e-20);
      default -> random.nextGaussian();
    };
  }
}
