package org.munet4j.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.munet4j.component.Component;
import org.munet4j.internal.Require;
import org.munet4j.system.Child;
import org.munet4j.system.Entry;
import org.munet4j.system.Metrics;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;

/**
 * One commit of a history.
 *
 * @param accountedParameters what the model cost its task when it was trained
 * @param newComponents that no earlier commit has
 */
record HistoryRow(Entry entry, double accountedParameters, int newComponents) {
  static List<HistoryRow> of(MultitaskSystem system) {
    Require.that(
        system.commits().isPresent(),
        "history: the system lies in no store; take one from MultitaskSystem.in(folder, root) or"
            + " .inMemory(root)");
    Map<String, Double> costs = new HashMap<>();
    Set<Component> seen = new HashSet<>();
    List<HistoryRow> rows = new ArrayList<>();
    for (Entry entry : system.commits().get().entries()) {
      for (Child child : entry.publication().children()) {
        costs.put(child.id(), child.accountedParameters());
      }
      int before = seen.size();
      entry.publication().best().ifPresent(model -> seen.addAll(model.graph().components()));
      String id = entry.publication().best().map(Model::id).orElse("");
      double cost = costs.getOrDefault(id, Double.NaN);
      rows.add(new HistoryRow(entry, cost, seen.size() - before));
    }
    return rows;
  }

  Publication publication() {
    return entry.publication();
  }

  String what() {
    return switch (entry.kind()) {
      case PUBLISH ->
          publication().best().map(HistoryRow::published).orElse("nothing better found");
      case CANCEL -> "given up";
      case FORGET -> "forgotten";
    };
  }

  private static String published(Model model) {
    return model.isPrivate() ? "published, private" : "published";
  }

  int reusedComponents() {
    Optional<Model> best = publication().best();
    return best.map(model -> model.graph().components().size() - newComponents).orElse(0);
  }

  String text(Function<Model, String> cell) {
    return publication().best().map(cell).orElse("");
  }

  double measure(ToDoubleFunction<Metrics> cell) {
    Optional<Model> solver = publication().best().filter(model -> !model.isRoot());
    return solver.map(model -> cell.applyAsDouble(model.metrics())).orElse(Double.NaN);
  }
}
