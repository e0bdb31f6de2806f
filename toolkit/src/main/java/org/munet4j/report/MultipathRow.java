package org.munet4j.report;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.munet4j.component.Component;
import org.munet4j.component.Multipath;
import org.munet4j.system.Metrics;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;

/**
 * A multipath model of a system.
 *
 * @param main the latest published model that is its main path, if it is known
 */
record MultipathRow(Model model, Multipath graph, String agent, Optional<Model> main) {
  static List<MultipathRow> of(MultitaskSystem system) {
    List<Model> known = Stream.concat(system.models().stream(), earlier(system)).toList();
    return system.models().stream()
        .filter(Model::isMultipath)
        .map(model -> of(model, (Multipath) model.graph(), system, known))
        .toList();
  }

  private static MultipathRow of(
      Model model, Multipath graph, MultitaskSystem system, List<Model> known) {
    Optional<Model> main =
        known.stream()
            .filter(other -> other.task().equals(model.task()))
            .filter(other -> other.graph().equals(graph.main()))
            .findFirst();
    return new MultipathRow(model, graph, system.agent(model.id()).orElse(""), main);
  }

  /** What was published before and has been replaced since; of a system in a store alone. */
  private static Stream<Model> earlier(MultitaskSystem system) {
    return system.commits().stream()
        .flatMap(commits -> commits.entries().stream())
        .flatMap(entry -> entry.publication().best().stream());
  }

  /** Ids of the models that its paths are from, the main one first. */
  String paths() {
    return Stream.concat(
            Stream.of(main.map(Model::id).orElse("main path")),
            graph.branches().stream().map(Multipath.Branch::model))
        .collect(Collectors.joining(", "));
  }

  long ownParameters() {
    return graph.own().stream().mapToLong(Component::parameters).sum();
  }

  double ofMain(ToDoubleFunction<Metrics> cell) {
    return main.map(model -> cell.applyAsDouble(model.metrics())).orElse(Double.NaN);
  }
}
