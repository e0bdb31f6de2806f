package org.munet4j.router;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.munet4j.component.Component;
import org.munet4j.component.Routed;
import org.munet4j.internal.Require;
import org.munet4j.space.Hyperparameters;
import org.munet4j.system.Child;
import org.munet4j.system.Commits;
import org.munet4j.system.Metrics;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;
import org.munet4j.train.Evaluation;
import org.munet4j.train.Trained;

/**
 * What a router learned for several tasks side by side, to be published into a system: each task's
 * way through the network becomes its model, and components that tasks share stay one component of
 * the first of them. Each task has an agent of its own, named by the router and the task.
 *
 * <pre>{@code
 * RoutedModels.by("gumbel-matrix", router.settings())
 *     .with(greek, routedGreek)
 *     .with(latin, routedLatin)
 *     .into(system)
 * }</pre>
 *
 * @param router a name for its agents
 * @param settings of the router and its training, by name, in words; recorded with each model
 * @param learned in the order of publication
 */
public record RoutedModels(
    String router, SortedMap<String, String> settings, List<Learned> learned) {
  /**
   * A task's model.
   *
   * @param quality validation accuracy, 0 to 1
   * @param test test accuracy, 0 to 1, if it was measured
   */
  public record Learned(String task, Routed graph, double quality, OptionalDouble test) {}

  public RoutedModels {
    settings = new TreeMap<>(settings);
    learned = List.copyOf(learned);
    for (Learned one : learned) {
      Require.that(
          learned.stream().filter(other -> other.task().equals(one.task())).count() == 1,
          "routed models of '%s': task '%s' is there twice; give each task one model",
          router,
          one.task());
      Require.that(
          one.graph().network().equals(learned.get(0).graph().network()),
          "routed models of '%s': '%s' and '%s' are of different networks; publish each network by"
              + " itself",
          router,
          learned.get(0).task(),
          one.task());
    }
  }

  /** No models yet, of a router of this name. */
  public static RoutedModels by(String router, SortedMap<String, String> settings) {
    return new RoutedModels(router, settings, List.of());
  }

  /** The same with the model of a task, whose accuracies are known. */
  public RoutedModels with(String task, Routed graph, double quality, OptionalDouble test) {
    List<Learned> more = new ArrayList<>(learned);
    more.add(new Learned(task, graph, quality, test));
    return new RoutedModels(router, settings, more);
  }

  /** The same with the model of a task, measured now on its validation and test images. */
  public RoutedModels with(Task task, Routed graph) {
    double quality = Evaluation.accuracy(graph, task.validation());
    double test = Evaluation.accuracy(graph, task.test());
    return with(task.name(), graph, quality, OptionalDouble.of(test));
  }

  /** Name of the agent that publishes the model of a task. */
  public String agent(String task) {
    return router + "~" + task;
  }

  /**
   * One publication for each task, to stand behind those of a system.
   *
   * @param system whose components keep their owners
   */
  public List<Publication> publications(MultitaskSystem system) {
    Map<String, Component> known = new HashMap<>();
    system.components().forEach(part -> known.put(part.id(), part));
    List<Model> models = new ArrayList<>();
    MultitaskSystem grown = system;
    for (Learned one : learned) {
      Model model = model(one, system.cycles(agent(one.task())), known);
      models.add(model);
      grown = grown.publish(publication(model, system, List.of()));
    }
    List<Publication> publications = new ArrayList<>();
    for (Model model : models) {
      double size = grown.accountedParameters(model);
      publications.add(publication(model, system, List.of(child(model, size))));
    }
    return publications;
  }

  private Model model(Learned one, int cycle, Map<String, Component> known) {
    List<Component> shared = new ArrayList<>();
    for (Component part : one.graph().components()) {
      shared.add(known.computeIfAbsent(part.id(), id -> ownedBy(one.task(), part)));
    }
    Routed graph = one.graph().replacing(shared);
    return new Model(
        agent(one.task()) + "." + cycle + ".0",
        one.task(),
        Model.ROOT,
        graph,
        Hyperparameters.plain(graph.layers(), graph.side()),
        new Metrics(one.quality(), one.test(), one.quality(), 1, 0, List.of(one.quality())));
  }

  private static Component ownedBy(String task, Component part) {
    return part.owner().equals(task) ? part : new Component(part.name(), task, part.tensors());
  }

  private Publication publication(Model model, MultitaskSystem system, List<Child> children) {
    String agent = agent(model.task());
    return new Publication(
        agent, model.task(), system.cycles(agent), Optional.of(model), children, false);
  }

  private static Child child(Model model, double accountedParameters) {
    Metrics metrics = model.metrics();
    return new Child(
        model.id(),
        model.parent(),
        0,
        List.of("joint training"),
        model.graph().components().stream().map(Component::name).toList(),
        accountedParameters,
        metrics.quality(),
        metrics.score(),
        metrics.evaluations(),
        true,
        Trained.End.FINISHED);
  }

  /**
   * Publishes all models.
   *
   * @return the system of now
   * @throws IllegalStateException if another run published for one of these agents meanwhile
   */
  public MultitaskSystem into(MultitaskSystem system) {
    Require.that(
        !learned.isEmpty(), "routed models of '%s': there are none; add with(...)", router);
    MultitaskSystem now = system.refresh();
    for (Publication publication : publications(now)) {
      Optional<Commits> commits = now.commits();
      if (commits.isEmpty()) {
        now = now.publish(publication);
      } else if (!commits.get().publish(publication, settings).isWon()) {
        throw new IllegalStateException(
            Require.text(
                "another run published cycle %d of '%s' meanwhile; what stands before it in these"
                    + " models is published, so publish only the rest again, after a refresh",
                publication.cycle(), publication.agent()));
      }
    }
    return now.refresh();
  }

  @Override
  public String toString() {
    return Require.text(
        "routed models of %s for %d tasks: %s",
        router, learned.size(), learned.stream().map(Learned::task).toList());
  }
}
