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

  /** The components of a path, or of several side by side. */
  public static Table of(ModelGraph graph) {
    String name = graph instanceof Multipath ? "multipath" : "path";
    return table(graph, name, Component::owner);
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
            columns.text("kind", part -> kind(part.name())),
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
    Vit vit = vit(graph, part);
    int tokens = part.name().equals(Vit.EMBEDDING) ? vit.tokens() - 1 : vit.tokens();
    return Require.text("[token %d, feature %d]", tokens, vit.hidden());
  }

  /** The geometry of the first path that uses the component. */
  private static Vit vit(ModelGraph graph, Component part) {
    return graph.paths().stream()
        .filter(path -> path.components().contains(part))
        .findFirst()
        .orElseThrow()
        .vit();
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
