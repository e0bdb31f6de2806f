package org.munet4j.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.munet4j.component.Component;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.Multipath;
import org.munet4j.component.Routed;
import org.munet4j.component.RoutedNetwork.Place;
import org.munet4j.component.Vit;
import org.munet4j.internal.Require;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;

/**
 * What a map shows of one task.
 *
 * @param best the model that solves it
 * @param main its path or routed model, or the main one of several
 * @param helpers tasks whose paths its multipaths have beside the main one, in order
 * @param joints parameters of its connectors and routers
 */
record MapColumn(Model best, ModelGraph main, Set<String> helpers, long joints) {
  private static final String ROUTED_LAYER = "layer_";

  static MapColumn of(String task, MultitaskSystem system) {
    Model best = system.model(task);
    Set<String> helpers = new LinkedHashSet<>();
    long joints = 0;
    for (Model model : system.models()) {
      if (model.task().equals(task) && model.graph() instanceof Multipath multipath) {
        multipath.branches().forEach(branch -> helpers.add(helper(branch, system)));
        joints += multipath.own().stream().mapToLong(Component::parameters).sum();
      }
    }
    helpers.remove(task);
    return new MapColumn(best, best.graph().leaves().get(0), helpers, joints);
  }

  /** The task of a branch; of a model that was replaced, who trained the branch's last part. */
  private static String helper(Multipath.Branch branch, MultitaskSystem system) {
    List<Component> parts = new ArrayList<>(branch.graph().leaves().get(0).components());
    parts.removeIf(part -> part.owner().equals(Model.ROOT));
    String trainer = parts.isEmpty() ? Model.ROOT : parts.get(parts.size() - 1).owner();
    return system.withId(branch.model()).map(Model::task).orElse(trainer);
  }

  String task() {
    return best.task();
  }

  boolean isJoined() {
    return joints > 0;
  }

  /** Test accuracy, or validation accuracy where the test was not measured. */
  double accuracy() {
    return best.metrics().test().orElse(best.metrics().quality());
  }

  /** Row of a component: its name, or its layer in a routed network. */
  static String row(Component component) {
    return Place.of(component.name())
        .map(place -> ROUTED_LAYER + place.layer())
        .orElse(component.name());
  }

  /** How many places a row has in this column, side by side. */
  int width(String row) {
    return row.startsWith(ROUTED_LAYER) && main instanceof Routed routed
        ? routed.network().width(Integer.parseInt(row.substring(ROUTED_LAYER.length())))
        : 1;
  }

  /** Rows of several columns, each after the one that precedes it. */
  static List<String> rows(List<MapColumn> columns, ModelGraph root) {
    List<String> rows = new ArrayList<>();
    mergeRows(root, rows);
    columns.forEach(column -> mergeRows(column.main(), rows));
    return rows;
  }

  static void mergeRows(ModelGraph leaf, List<String> rows) {
    int place = 0;
    for (Component component : leaf.components()) {
      int known = rows.indexOf(row(component));
      if (known < 0) {
        rows.add(place, row(component));
        known = place;
      }
      place = known + 1;
    }
  }

  /** Short names of rows: blocks and adapters by their layer. */
  static String words(String row) {
    if (Vit.isBlock(row) || Vit.isAdapter(row)) {
      return (Vit.isBlock(row) ? "block " : "adapter ") + Vit.layer(row);
    }
    return switch (row) {
      case Vit.POSITION -> "position";
      case Vit.NORM -> "norm";
      default -> row.replace('_', ' ');
    };
  }

  String tip() {
    return Require.text(
        "%s: %s accuracy %.4f, %,d parameters%s",
        task(),
        best.metrics().test().isPresent() ? "test" : "validation",
        accuracy(),
        best.graph().parameters(),
        helpers.isEmpty() ? "" : ", helped by " + String.join(", ", helpers));
  }
}
