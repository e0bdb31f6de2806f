package org.munet4j.system;

import java.util.List;
import java.util.stream.Stream;
import org.munet4j.component.Component;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Multipath;
import org.munet4j.component.Routed;
import org.munet4j.internal.Require;
import org.munet4j.space.Hyperparameters;
import org.munet4j.train.Training;

/**
 * A model of the system: what solves one task, and how it came to be.
 *
 * @param id unique in a system, such as {@code mnist.0.5}: task, cycle, child; one from an archive
 *     ends with {@code .imported}
 * @param task what it solves; {@link #ROOT} for the root, which solves nothing
 * @param parent id of the model it was derived from; empty for the root
 * @param graph its path, its paths side by side, or its way through a routed network
 * @param hyperparameters the choices behind it
 * @param metrics what is known about it
 * @param momentum velocities that descendants of its components begin with, where momentum is
 *     inherited; they are no parameters, and each has the name and shapes of a component
 * @param isPrivate whether it is nobody's parent outside of its task, so that its data influence
 *     nothing else (µ2Net, §5.3); its name is told as any other
 */
public record Model(
    String id,
    String task,
    String parent,
    ModelGraph graph,
    Hyperparameters hyperparameters,
    Metrics metrics,
    List<Component> momentum,
    boolean isPrivate) {
  public static final String ROOT = "root";

  public Model {
    momentum = List.copyOf(momentum);
    Training.checkMomentum(graph, momentum);
    Require.that(
        !isPrivate || !task.equals(ROOT), "a root cannot be private, as all is derived from it");
  }

  /** A public model without momentum. */
  public Model(
      String id,
      String task,
      String parent,
      ModelGraph graph,
      Hyperparameters hyperparameters,
      Metrics metrics) {
    this(id, task, parent, graph, hyperparameters, metrics, List.of(), false);
  }

  /** A root of this path, from which everything is derived. */
  public static Model root(ModelPath path) {
    return rootOf(path);
  }

  /** A root for models of routed networks alone; single-path agents need one of a path. */
  public static Model root(Routed routed) {
    return rootOf(routed);
  }

  private static Model rootOf(ModelGraph graph) {
    Hyperparameters defaults =
        Hyperparameters.muNet(graph.layers()).with(Hyperparameters.IMAGE_SIZE, graph.side());
    return new Model(ROOT, ROOT, "", graph, defaults, Metrics.root());
  }

  /**
   * Its single path.
   *
   * @throws IllegalStateException if it is a multipath or a routed model
   */
  public ModelPath path() {
    return graph.single();
  }

  /** Whether a single-path agent can derive a child from it. */
  public boolean isSinglePath() {
    return graph instanceof ModelPath;
  }

  public boolean isMultipath() {
    return graph instanceof Multipath;
  }

  public boolean isRoot() {
    return task.equals(ROOT);
  }

  public Model withMetrics(Metrics newMetrics) {
    return new Model(id, task, parent, graph, hyperparameters, newMetrics, momentum, isPrivate);
  }

  Model withId(String newId) {
    return new Model(newId, task, parent, graph, hyperparameters, metrics, momentum, isPrivate);
  }

  public Model withParent(String newParent) {
    return new Model(id, task, newParent, graph, hyperparameters, metrics, momentum, isPrivate);
  }

  public Model withPrivacy(boolean privacy) {
    return new Model(id, task, parent, graph, hyperparameters, metrics, momentum, privacy);
  }

  /** The same model with these velocities. */
  public Model withMomentum(List<Component> velocities) {
    return new Model(id, task, parent, graph, hyperparameters, metrics, velocities, isPrivate);
  }

  /** All that a store has to hold for it: its components and their velocities. */
  List<Component> stored() {
    return Stream.concat(graph.components().stream(), momentum.stream()).toList();
  }

  @Override
  public String toString() {
    return isRoot()
        ? "root: " + graph
        : Require.text(
            "%smodel %s from %s: validation accuracy %.4f, %s",
            isPrivate ? "private " : "", id, parent, metrics.quality(), graph);
  }
}
