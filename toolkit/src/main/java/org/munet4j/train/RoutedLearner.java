package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.munet4j.component.Component;
import org.munet4j.component.Routed;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.component.Vit;
import org.munet4j.data.Images;
import org.munet4j.internal.Require;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;
import org.munet4j.tensor.Torch;

/**
 * A routed network that learns several tasks on the device: its components, a head for each task or
 * for several, and the scores of a router. Closing it frees all of it. Samples may be of several
 * tasks; each goes its own task's way.
 */
public final class RoutedLearner implements AutoCloseable {
  private final RoutedNetwork network;
  private final Descent descent;
  private final NDManager scope;
  private final RoutedFunctions functions;
  private final RoutedParameters parameters;
  private final List<RoutedTask> tasks = new ArrayList<>();
  private final Map<NDArray, RoutedFunctions.Pull> pulls = new IdentityHashMap<>();

  /**
   * @param start all components of the network that have parameters, such as {@link
   *     RoutedNetwork#fresh}
   */
  public RoutedLearner(RoutedNetwork network, List<Component> start, Descent descent) {
    this.network = network;
    this.descent = descent;
    this.scope = Torch.scope();
    try {
      this.parameters = new RoutedParameters(network, start, scope);
      this.functions = RoutedFunctions.of(network);
    } catch (RuntimeException | Error noMemory) {
      scope.close();
      throw noMemory;
    }
  }

  /** Adds a task with a head of its own; answers its place, from 0. */
  public int add(Task task, Route route, Component head) {
    Require.that(
        head.name().equals(Vit.HEAD) && head.hasShapes(network.headShapes(task.classes())),
        "task '%s' has %d classes and the network %d features; its head is %s",
        task.name(),
        task.classes(),
        network.features(),
        head);
    List<Moving> own = head.tensors().values().stream().map(t -> Moving.of(t, scope)).toList();
    return add(task, route, own);
  }

  /** Adds a task that shares the head of an earlier one; answers its place. */
  public int addSharing(Task task, Route route, int other) {
    Task first = tasks.get(other).task();
    Require.that(
        first.classes() == task.classes(),
        "task '%s' has %d classes and cannot share the head of '%s', which has %d",
        task.name(),
        task.classes(),
        first.name(),
        first.classes());
    return add(task, route, tasks.get(other).head());
  }

  private int add(Task task, Route route, List<Moving> head) {
    List<Integer> routed = network.routed();
    Require.that(
        route.fixed().size() == routed.size(),
        "task '%s': a route of %d layers, the network has %d routed layers",
        task.name(),
        route.fixed().size(),
        routed.size());
    for (int i = 0; i < routed.size(); i++) {
      Require.that(
          route.fixed().get(i).size() == network.width(routed.get(i)),
          "task '%s': layer %d has %d components, its route tells of %d",
          task.name(),
          routed.get(i),
          network.width(routed.get(i)),
          route.fixed().get(i).size());
    }
    tasks.add(RoutedTask.of(task, route, head, network, scope));
    return tasks.size() - 1;
  }

  /**
   * One step on the mean loss of samples: components, the heads of the samples' tasks, their
   * scores.
   *
   * @param draws of the noise on the scores; equal draws give equal noise
   * @return the cross-entropy
   * @throws IllegalStateException if it is not finite; nothing has changed then
   */
  public double train(Samples samples, Gating gating, Penalties penalties, RandomStream draws) {
    return train(samples, gating, penalties, draws, 0);
  }

  /**
   * The same with dropout before the head.
   *
   * @param dropout part of the features that is left out, 0 to below 1; the others grow by 1 / (1 −
   *     dropout)
   */
  public double train(
      Samples samples, Gating gating, Penalties penalties, RandomStream draws, double dropout) {
    try (NDManager step = scope.newSubManager()) {
      RoutedBatch batch = RoutedBatch.of(samples, tasks, step, network);
      List<Moving> moved = new ArrayList<>(parameters.all());
      moved.addAll(batch.heads());
      int weights = moved.size();
      RoutedFunctions.Choices choices = batch.choices(step, gating, penalties, draws);
      if (gating.gate() != Gating.Gate.FIXED) {
        batch.tasks().forEach(task -> moved.addAll(task.scores()));
      }
      List<NDArray> kept = mask(step, samples.count(), dropout, draws.split("dropout"));
      RoutedFunctions.Pass pass = batch.pass(parameters.every(), parameters.arrays(), kept);
      List<NDArray> gradients =
          functions.gradients(step, pass, choices, batch.labels(), leaves(moved));
      List<RoutedFunctions.Pull> pull =
          pulls.isEmpty() ? List.of() : moved.subList(0, weights).stream().map(this::pull).toList();
      functions.move(gradients, moved, weights, descent, penalties.l2(), pull);
      return finite(gradients.get(moved.size()).getFloat());
    }
  }

  private List<NDArray> mask(NDManager step, int batch, double dropout, RandomStream draws) {
    Require.that(dropout >= 0 && dropout < 1, "dropout is %s, needs 0 to below 1", dropout);
    if (dropout == 0) {
      return List.of();
    }
    SplittableRandom random = draws.generator();
    float[] kept = new float[batch * network.features()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = random.nextDouble() < dropout ? 0 : (float) (1 / (1 - dropout));
    }
    return List.of(step.create(kept, new Shape(batch, network.features())));
  }

  private RoutedFunctions.Pull pull(Moving moving) {
    return pulls.computeIfAbsent(
        moving.leaf(), leaf -> new RoutedFunctions.Pull(leaf.zerosLike(), leaf.zerosLike()));
  }

  private static List<NDArray> leaves(List<Moving> moved) {
    return moved.stream().map(Moving::leaf).toList();
  }

  private static double finite(double loss) {
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException(
          "the loss is "
              + loss
              + "; a smaller learning rate helps. Nothing was changed by the step");
    }
    return loss;
  }

  /**
   * One step of plain gradient descent on some components alone, with given weights for all
   * samples: no other component, no score and no head changes.
   *
   * @param weights of each routed layer: [component]
   * @param trained names of the components that change, {@link RoutedNetwork#name}
   * @return the cross-entropy
   */
  public double trainOnly(Samples samples, List<Tensor> weights, Set<String> trained, double rate) {
    try (NDManager step = scope.newSubManager()) {
      RoutedBatch batch = RoutedBatch.of(samples, tasks, step, network);
      boolean[] active = parameters.active(weights);
      List<Moving> moved = parameters.named(trained);
      RoutedFunctions.Choices choices = RoutedBatch.fixed(step, weights);
      RoutedFunctions.Pass pass = batch.pass(active, parameters.arrays(active), List.of());
      List<NDArray> gradients =
          functions.gradients(step, pass, choices, batch.labels(), leaves(moved));
      functions.move(gradients, moved, moved.size(), Descent.sgd(rate, 0), 0, List.of());
      return finite(gradients.get(moved.size()).getFloat());
    }
  }

  /**
   * Elastic weight consolidation: from now on each step is pulled towards the parameters as they
   * are now, {@code λ/2 · Σ F (θ − θ*)²}, where F is the mean of the squared gradients of single
   * samples (the diagonal of the empirical Fisher information). Pulls of several calls add up.
   */
  public void consolidate(Samples samples, Gating gating, double lambda) {
    for (int i = 0; i < samples.count(); i++) {
      Samples one = Samples.of(samples.tasks()[i], samples.images()[i]);
      try (NDManager step = scope.newSubManager()) {
        RoutedBatch batch = RoutedBatch.of(one, tasks, step, network);
        List<Moving> moved = new ArrayList<>(parameters.all());
        moved.addAll(batch.heads());
        RoutedFunctions.Choices choices =
            batch.choices(step, gating.still(), Penalties.none(), RandomStream.seeded(0));
        RoutedFunctions.Pass pass = batch.pass(parameters.every(), parameters.arrays(), List.of());
        List<NDArray> gradients =
            functions.gradients(step, pass, choices, batch.labels(), leaves(moved));
        for (int j = 0; j < moved.size(); j++) {
          NDArray gradient = gradients.get(j);
          NDArray fisher = gradient.mul(gradient).mul((float) (lambda / samples.count()));
          pull(moved.get(j)).anchor().addi(fisher.mul(moved.get(j).target()));
          pull(moved.get(j)).fisher().addi(fisher);
        }
      }
    }
  }

  /** The scores of a task as they are now, of each routed layer. */
  public List<Tensor> scores(int task) {
    return tasks.get(task).scores().stream().map(Moving::now).toList();
  }

  /** The weights [component] of each routed layer that gates without noise give a task. */
  public List<Tensor> weights(int task, Gating gating) {
    try (NDManager step = scope.newSubManager()) {
      RoutedFunctions.Choices choices =
          RoutedBatch.choices(
              step,
              List.of(tasks.get(task)),
              gating.still(),
              Penalties.none(),
              RandomStream.seeded(0));
      return functions.weights(step, choices).stream()
          .map(each -> Tensor.from(each.reshape(each.size())))
          .toList();
    }
  }

  /**
   * Accuracy of a task's model without noise, 0 to 1. All components are computed, whatever their
   * weights; {@link #snapshot} computes those that are used and answers the same.
   */
  public double accuracy(int task, Images images, Gating gating) {
    RoutedTask of = tasks.get(task);
    RoutedImages source = new RoutedImages(images, network);
    List<Tensor> weights = weights(task, gating);
    long[] correct = {0};
    DeviceBatches.over(
        images.count(),
        (start, end) -> {
          int[] indices = IntStream.range(start, end).toArray();
          try (NDManager step = scope.newSubManager()) {
            NDArray answers = answers(step, of, source.batch(step, indices), weights);
            NDArray labels = Feed.labels(step, images, indices);
            correct[0] += answers.argMax(1).eq(labels).sum().getLong();
            return true;
          }
        });
    return correct[0] / (double) images.count();
  }

  /** Logits [image, class] of a task for its own images, all components computed. */
  public Tensor logits(int task, Images images, Gating gating) {
    List<Tensor> weights = weights(task, gating);
    RoutedImages source = new RoutedImages(images, network);
    try (NDManager step = scope.newSubManager()) {
      NDArray batch = source.batch(step, IntStream.range(0, images.count()).toArray());
      return Tensor.from(answers(step, tasks.get(task), batch, weights));
    }
  }

  private NDArray answers(NDManager step, RoutedTask of, NDArray images, List<Tensor> weights) {
    NDArray groups = step.create(new long[(int) images.getShape().get(0)]);
    List<NDArray> heads = of.head().stream().map(Moving::leaf).toList();
    RoutedFunctions.Pass pass =
        new RoutedFunctions.Pass(
            images, groups, parameters.every(), parameters.arrays(), heads, List.of());
    return functions.logits(step, pass, RoutedBatch.fixed(step, weights).fixed());
  }

  /** The task's model as it is now: the components that it uses without noise, and its head. */
  public Routed snapshot(int task, Gating gating, String owner) {
    return parameters.routed(weights(task, gating), tasks.get(task).headNow(owner), owner);
  }

  @Override
  public void close() {
    functions.close();
    scope.close();
  }
}
