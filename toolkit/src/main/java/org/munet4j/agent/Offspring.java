package org.munet4j.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.munet4j.component.Component;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.ModelPath;
import org.munet4j.space.Hyperparameters;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;

/**
 * A child before its training: a path put together from its ancestors' components, and the names of
 * those that it trains (muNet, §2.9).
 *
 * @param graph components shared with ancestors, or about to be cloned, or fresh
 * @param trainable names of the components that are cloned or fresh
 * @param changes what was mutated, in words
 * @param momentum of the components that have one, frozen ones included
 */
record Offspring(
    ModelGraph graph, Set<String> trainable, List<String> changes, List<Component> momentum) {

  /**
   * The rules by which one child is put together.
   *
   * @param adapters names of the adapters that it has
   * @param clones decides whether a frozen component of this name is cloned
   * @param stream of the values of fresh components
   */
  record Recipe(
      MultitaskSystem system,
      String agent,
      Task task,
      Hyperparameters hyperparameters,
      Set<String> adapters,
      Predicate<String> clones,
      Inheritance inheritance,
      RandomStream stream) {}

  /**
   * @param ancestors the parent first, then its parent, up to the root
   */
  static Offspring assemble(List<Model> ancestors, Recipe recipe) {
    return new Assembly(ancestors, recipe).run();
  }

  /** The single path that it is. */
  ModelPath path() {
    return graph.single();
  }

  /** The momentum with which training begins: that of the components that are trained. */
  List<Component> trained() {
    return momentum.stream().filter(of -> trainable.contains(of.name())).toList();
  }

  /** The momentum after training: what was trained has the new one or none, all else its own. */
  List<Component> momentum(List<Component> after) {
    return Stream.concat(
            momentum.stream().filter(of -> !trainable.contains(of.name())), after.stream())
        .toList();
  }

  /** The same child with more words about what was mutated. */
  Offspring with(List<String> moreChanges) {
    List<String> all = new ArrayList<>(changes);
    all.addAll(moreChanges);
    return new Offspring(graph, trainable, all, momentum);
  }
}
