package org.munet4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.munet4j.component.Component;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.Multipath;
import org.munet4j.component.Routed;
import org.munet4j.component.RoutedNetwork.Place;
import org.munet4j.component.Vit;
import org.munet4j.internal.Require;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A model from the image to the logits as a table, one row for each component: what it is, the
 * shape of what leaves it, its weights, who trained it, and the total.
 */
public final class ModelSummary {
  private ModelSummary() {}

  /** The components of a path, of several side by side, or of a routed model. */
  public static Table of(ModelGraph graph) {
    String name = graph instanceof Multipath ? "multipath" : "path";
    return table(graph, graph instanceof Routed ? "routed model" : name, Component::owner);
  }

  /** The same for a model; a component is trained here, or frozen and taken from another. */
  public static Table of(Model model) {
    return table(model.graph(), words(model), part -> state(part, model));
  }

  /** The same for the model of a task, with the other tasks that use each component. */
  public static Table of(MultitaskSystem system, String task) {
    Model model = system.model(task);
    Table table = of(model);
    List<String> sharers =
        new ArrayList<>(
            model.graph().components().stream().map(part -> sharers(system, part, task)).toList());
    sharers.add("");
    return table.addColumns(StringColumn.create("shared with", sharers));
  }

  private static Table table(ModelGraph graph, String name, Function<Component, String> state) {
    Columns<Component> columns = new Columns<>(graph.components());
    Table table =
        Table.create(
            name,
            columns.text("component", Component::name),
            columns.text("kind", part -> kind(graph, part)),
            columns.text("output", part -> output(graph, part)),
            columns.text("weights", Tables::shape),
            columns.large("parameters", Component::parameters),
            columns.text("trained by", state));
    for (String column : List.of("component", "kind", "output", "weights", "trained by")) {
      table.stringColumn(column).append(column.equals("component") ? "total" : "");
    }
    table.longColumn("parameters").append(graph.parameters());
    return table;
  }

  private static String words(Model model) {
    return model.isRoot() ? "root" : Require.text("model %s from %s", model.id(), model.parent());
  }

  private static String state(Component part, Model model) {
    if (model.isRoot()) {
      return part.owner();
    }
    boolean isHere =
        model.isMultipath()
            ? model.graph().own().contains(part)
            : part.owner().equals(model.task());
    return isHere ? "this model" : part.owner() + ", frozen here";
  }

  private static String sharers(MultitaskSystem system, Component part, String task) {
    Set<String> others = new TreeSet<>(system.users(part.id()));
    others.remove(task);
    return String.join(", ", others);
  }

  private static String kind(ModelGraph graph, Component part) {
    return leaf(graph, part) instanceof Routed routed && Place.of(part.name()).isPresent()
        ? Require.text("component of weight %.3g", weight(routed, Place.of(part.name()).get()))
        : kind(part.name());
  }

  private static double weight(Routed routed, Place place) {
    return routed.weights().get(place.layer()).get(place.component());
  }

  private static String kind(String name) {
    if (Vit.isBlock(name)) {
      return "encoder block";
    }
    if (Vit.isAdapter(name)) {
      return "residual adapter";
    }
    return switch (name) {
      case Vit.EMBEDDING -> "patch embedding";
      case Vit.CLS -> "class token";
      case Vit.POSITION -> "position embedding";
      case Vit.NORM -> "layer norm";
      case Multipath.ROUTER -> "router";
      default -> Multipath.isJoint(name) ? "connector" : "classifier";
    };
  }

  /** The axes of what leaves a component, for one image. */
  private static String output(ModelGraph graph, Component part) {
    if (part.name().equals(Multipath.ROUTER)) {
      return Require.text("[path %d]", part.shapes().get("bias")[0]);
    }
    if (part.name().equals(Vit.HEAD) || Multipath.isJoint(part.name())) {
      return Require.text("[class %d]", part.shapes().get("bias")[0]);
    }
    if (leaf(graph, part) instanceof Routed routed) {
      int[] shape = routed.network().input(Place.of(part.name()).orElseThrow().layer() + 1);
      return shape.length == 1
          ? Require.text("[feature %d]", shape[0])
          : Require.text("[channel %d, row %d, column %d]", shape[0], shape[1], shape[2]);
    }
    Vit vit = leaf(graph, part).single().vit();
    int tokens = part.name().equals(Vit.EMBEDDING) ? vit.tokens() - 1 : vit.tokens();
    return Require.text("[token %d, feature %d]", tokens, vit.hidden());
  }

  /** The first path or routed model that uses the component; of a joint the whole. */
  private static ModelGraph leaf(ModelGraph graph, Component part) {
    return graph.leaves().stream()
        .filter(leaf -> leaf.components().contains(part))
        .findFirst()
        .orElse(graph);
  }

  /** Counts of a model's components by owner, such as {@code 3 of root, 2 of mnist}. */
  static String owners(ModelGraph graph) {
    return graph.components().stream()
        .collect(
            Collectors.groupingBy(Component::owner, java.util.TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(owner -> owner.getValue() + " of " + owner.getKey())
        .collect(Collectors.joining(", "));
  }
}
