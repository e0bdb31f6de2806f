package org.munet4j.train;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.munet4j.component.Component;
import org.munet4j.component.Mixing;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Multipath;
import org.munet4j.component.Routed;
import org.munet4j.internal.Require;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Torch;

/**
 * One training to be done: a model, what of it may change, and on what it is judged.
 *
 * @param graph where training starts: a path, or paths side by side
 * @param trainable names of the components that may change
 * @param task its training images teach, its validation images judge
 * @param optimiser rule and schedule
 * @param augmentation random changes of the training images
 * @param budget batch size, steps and validations
 * @param score from validation quality to the score that decides
 * @param bestScore the score to beat; negative infinity keeps any result
 * @param batches draws the batches; children of one generation share it
 * @param precision of the linear maps
 * @param improvement whether a tie with the score to beat is kept
 * @param momentum empty where velocities begin with zeros and are not kept; else what the
 *     components of the path begin with, by their names, zeros for one that is not there (muNet
 *     family, §2.4)
 */
public record Training(
    ModelGraph graph,
    Set<String> trainable,
    Task task,
    Optimiser optimiser,
    Augmentation augmentation,
    Budget budget,
    DoubleUnaryOperator score,
    double bestScore,
    RandomStream batches,
    Precision precision,
    Improvement improvement,
    Optional<List<Component>> momentum) {
  public Training {
    trainable = Set.copyOf(trainable);
    Require.that(
        !(graph instanceof Routed),
        "training on '%s': %s learns beside its siblings; train it with a router's joint training",
        task.name(),
        graph);
    List<String> names = graph.own().stream().map(Component::name).toList();
    Require.that(
        !trainable.isEmpty() && names.containsAll(trainable),
        "training on '%s': trainable components are %s; name one or more of %s",
        task.name(),
        trainable,
        names);
    Require.that(
        !(graph instanceof Multipath multipath)
            || multipath.mixing().condition() != Mixing.Condition.FIXED
            || !trainable.contains(Multipath.ROUTER),
        "training on '%s': the router's weights are fixed; name connectors only",
        task.name());
    Require.that(
        graph.classes() == task.classes(),
        "training on '%s': the head tells %d classes apart, the task has %d; replace the head",
        task.name(),
        graph.classes(),
        task.classes());
    momentum = momentum.map(List::copyOf);
    Require.that(
        momentum.isEmpty() || optimiser instanceof Sgd,
        "training on '%s': %s inherits no momentum; take Sgd, or begin with fresh buffers",
        task.name(),
        optimiser);
    momentum.ifPresent(velocities -> checkMomentum(graph, velocities));
  }

  /** The single path that is trained. */
  public ModelPath path() {
    return graph.single();
  }

  /** Checks that velocities are as the components of a path, one for each at most. */
  public static void checkMomentum(ModelGraph graph, List<Component> velocities) {
    Set<String> seen = new HashSet<>();
    for (Component velocity : velocities) {
      String name = velocity.name();
      Require.that(seen.add(name), "momentum has %s twice; name each component once", name);
      Optional<Component> moved = graph.component(name);
      Require.that(
          moved.isPresent(),
          "momentum has %s, which the path has not; leave its velocity out",
          name);
      Require.that(
          velocity.hasShapes(moved.get().shapes()),
          "momentum of %s has other tensors or shapes than the component; leave it out to begin with"
              + " zeros",
          name);
    }
  }

  /** A training that keeps what is strictly better. */
  public Training(
      ModelGraph graph,
      Set<String> trainable,
      Task task,
      Optimiser optimiser,
      Augmentation augmentation,
      Budget budget,
      DoubleUnaryOperator score,
      double bestScore,
      RandomStream batches,
      Precision precision) {
    this(
        graph,
        trainable,
        task,
        optimiser,
        augmentation,
        budget,
        score,
        bestScore,
        batches,
        precision,
        Improvement.STRICT,
        Optional.empty());
  }

  /** The same in exact float32. */
  public Training(
      ModelGraph graph,
      Set<String> trainable,
      Task task,
      Optimiser optimiser,
      Augmentation augmentation,
      Budget budget,
      DoubleUnaryOperator score,
      double bestScore,
      RandomStream batches) {
    this(
        graph,
        trainable,
        task,
        optimiser,
        augmentation,
        budget,
        score,
        bestScore,
        batches,
        Precision.FLOAT32);
  }

  /** The same training in another precision. */
  public Training precision(Precision other) {
    return with(other, improvement, momentum);
  }

  /** The same training with another rule for ties. */
  public Training improvement(Improvement other) {
    return with(precision, other, momentum);
  }

  /** The same training that begins with these velocities and tells what became of them. */
  public Training momentum(List<Component> velocities) {
    return with(precision, improvement, Optional.of(velocities));
  }

  private Training with(
      Precision newPrecision, Improvement newImprovement, Optional<List<Component>> newMomentum) {
    return new Training(
        graph,
        trainable,
        task,
        optimiser,
        augmentation,
        budget,
        score,
        bestScore,
        batches,
        newPrecision,
        newImprovement,
        newMomentum);
  }

  /** All that decides what this training gives, by name: equal facts give equal bits. */
  public SortedMap<String, String> facts() {
    SortedMap<String, String> facts = new TreeMap<>();
    graph.own().forEach(part -> facts.put("component " + part.name(), part.id()));
    facts.put("geometry", geometry(graph));
    facts.put("trained components", new TreeSet<>(trainable).toString());
    facts.put("training images", task.train().provenance().sha256());
    facts.put("validation images", task.validation().provenance().sha256());
    facts.put("optimiser", optimiser.toString());
    facts.put("augmentation", augmentation.toString());
    facts.put("budget", budget.toString());
    facts.put("price of size", Double.toString(score.applyAsDouble(1)));
    facts.put("score to beat", Double.toString(bestScore));
    facts.put("kept if", improvement.toString());
    facts.put("momentum", momentum.isPresent() ? "inherited" : "fresh");
    momentum.orElse(List.of()).stream()
        .filter(velocity -> trainable.contains(velocity.name()))
        .forEach(velocity -> facts.put("velocity " + velocity.name(), velocity.id()));
    facts.put("random draws", Long.toHexString(batches.key()));
    facts.put("precision", precision.toString());
    facts.put("device", Torch.device().toString());
    facts.put("PyTorch", Torch.engine().getVersion());
    facts.put("functions", Functions.revision());
    facts.put("kernels", kernels());
    if (graph instanceof Multipath) {
      facts.put("mixing functions", MixingFunctions.revision());
    }
    if (graph.hasRouted()) {
      facts.put("routed functions", RoutedFunctions.revision());
    }
    return facts;
  }

  /** All of a graph that its own components do not tell. */
  private static String geometry(ModelGraph graph) {
    if (graph instanceof Multipath multipath) {
      String branches =
          multipath.branches().stream()
              .map(branch -> geometry(branch.graph()))
              .collect(Collectors.joining("; "));
      return "%s of %s (%s; %s)"
          .formatted(multipath.mixing(), multipath.ids(), geometry(multipath.main()), branches);
    }
    return graph instanceof Routed routed
        ? "routed " + Chain.geometry(routed)
        : graph.single().vit().toString();
  }

  private String kernels() {
    return graph.paths().stream()
        .map(Network::of)
        .map(network -> network.plan(0, network.size(), LinearKernels.of(precision)))
        .map(Arrays::toString)
        .collect(Collectors.joining(" "));
  }
}
