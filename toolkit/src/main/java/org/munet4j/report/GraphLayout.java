package org.munet4j.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.munet4j.component.Component;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;

/**
 * Where the components of a system stand: a column for each owner, the root at the left; a row for
 * each component name, the image at the bottom. Inside a node every task that uses it has a lane.
 */
final class GraphLayout {
  static final double LANE = 3.5;
  static final double TOP = 64;
  private static final double GUTTER = 26;
  private static final double BESIDE = 6;

  /** One component and the tasks that use it, in lane order. */
  record Node(
      Component component,
      List<String> users,
      int row,
      int column,
      double x,
      double y,
      double wide) {
    /** Where this task's lane is. */
    double lane(String task) {
      return x + (users.indexOf(task) - (users.size() - 1) / 2.0) * LANE;
    }
  }

  private final MultitaskSystem system;
  private final List<String> rows = new ArrayList<>();
  private final List<String> owners;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final double left;
  private final double rowHeight;
  private final double[] edges;

  GraphLayout(MultitaskSystem system) {
    this.system = system;
    system.models().forEach(model -> mergeRows(model.path().components()));
    this.owners = ownersOf(system);
    this.rowHeight = rows.size() <= 12 ? 34 : rows.size() <= 20 ? 29 : 24;
    this.left = 24 + rows.stream().mapToDouble(row -> Words.width(row, 12)).max().orElse(0);
    this.edges = new double[owners.size() + 1];
    place();
  }

  /** Adds the names of a path, each after the one that precedes it. */
  private void mergeRows(List<Component> path) {
    int place = 0;
    for (Component component : path) {
      int known = rows.indexOf(component.name());
      if (known < 0) {
        rows.add(place, component.name());
        known = place;
      }
      place = known + 1;
    }
  }

  private static List<String> ownersOf(MultitaskSystem system) {
    Set<String> tasks = new LinkedHashSet<>(system.tasks());
    Set<String> owners = new LinkedHashSet<>(List.of(Model.ROOT));
    system.components().stream()
        .map(Component::owner)
        .filter(owner -> !tasks.contains(owner))
        .forEach(owners::add);
    owners.addAll(tasks);
    return List.copyOf(owners);
  }

  private void place() {
    Map<List<Integer>, List<Component>> cells = new LinkedHashMap<>();
    Set<String> seen = new LinkedHashSet<>();
    Stream.concat(system.root().path().components().stream(), system.components().stream())
        .filter(part -> seen.add(part.id()))
        .forEach(part -> cells.computeIfAbsent(cell(part), cell -> new ArrayList<>()).add(part));
    double[] widths = new double[owners.size()];
    cells.forEach(
        (cell, parts) -> widths[cell.get(1)] = Math.max(widths[cell.get(1)], wide(parts)));
    edges[0] = left;
    for (int column = 0; column < widths.length; column++) {
      edges[column + 1] = edges[column] + Math.max(widths[column] + GUTTER, pitch());
    }
    cells.forEach(this::placeCell);
  }

  private List<Integer> cell(Component part) {
    return List.of(rows.indexOf(part.name()), Math.max(0, owners.indexOf(part.owner())));
  }

  private void placeCell(List<Integer> cell, List<Component> parts) {
    double x = centre(cell.get(1)) - wide(parts) / 2;
    for (Component part : parts) {
      double wide = wide(part);
      nodes.put(
          part.id(),
          new Node(
              part, users(part), cell.get(0), cell.get(1), x + wide / 2, y(cell.get(0)), wide));
      x += wide + BESIDE;
    }
  }

  private List<String> users(Component part) {
    Set<String> users = system.users(part.id());
    return system.tasks().stream().filter(users::contains).toList();
  }

  private double wide(Component part) {
    return Math.max(18, users(part).size() * LANE + 9);
  }

  private double wide(List<Component> parts) {
    return parts.stream().mapToDouble(this::wide).sum() + BESIDE * (parts.size() - 1);
  }

  private double pitch() {
    double longest = owners.stream().mapToDouble(name -> Words.width(name, 12)).max().orElse(0);
    return Math.max(54, Math.min(longest + 14, owners.size() <= 6 ? 118 : 74));
  }

  List<String> rows() {
    return rows;
  }

  List<String> owners() {
    return owners;
  }

  List<Node> nodes() {
    return List.copyOf(nodes.values());
  }

  /** The nodes of a model's path, from the image to the logits. */
  List<Node> path(Model model) {
    return model.path().components().stream().map(part -> nodes.get(part.id())).toList();
  }

  /** Whether a node of this column stands strictly between two rows. */
  boolean isBlocked(int column, int from, int to) {
    return nodes.values().stream()
        .anyMatch(node -> node.column() == column && node.row() > from && node.row() < to);
  }

  double left() {
    return left;
  }

  double right() {
    return edges[owners.size()];
  }

  double columnWidth(int column) {
    return edges[column + 1] - edges[column];
  }

  double columnEnd(int column) {
    return edges[column + 1];
  }

  double centre(int column) {
    return (edges[column] + edges[column + 1]) / 2;
  }

  double y(int row) {
    return TOP + (rows.size() - 0.5 - row) * rowHeight;
  }

  double rowHeight() {
    return rowHeight;
  }

  double bottom() {
    return TOP + rows.size() * rowHeight;
  }
}
