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
 * Where the components of a system stand from left to right: a column for each owner, the root
 * first; a row for each component name, numbered from the image up. Inside a column every task that
 * passes has a lane of its own, and a node covers the lanes of its users.
 */
final class GraphLayout {
  static final double LANE = 3.6;
  static final double TYPE = 12;
  private static final double GUTTER = 26;
  private static final double BESIDE = 8;
  private static final double NARROWEST = 18;

  /**
   * One component and the tasks that use it.
   *
   * @param base middle of the column's lanes as this node sees them
   * @param x middle of the node
   */
  record Node(
      Component component,
      List<String> users,
      int row,
      int column,
      double base,
      double x,
      double wide) {}

  /** Row and column of a component. */
  private record Cell(int row, int column) {}

  private final MultitaskSystem system;
  private final List<String> rows = new ArrayList<>();
  private final List<String> owners;
  private final Map<Cell, List<Component>> cells = new LinkedHashMap<>();
  private final List<List<String>> lanes = new ArrayList<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final double[] edges;

  GraphLayout(MultitaskSystem system) {
    this.system = system;
    this.owners = ownersOf(system);
    this.edges = new double[owners.size() + 1];
    system.models().forEach(model -> mergeRows(model.graph().components()));
    fillCells();
    fillLanes();
    placeColumns();
    cells.forEach(this::placeNodes);
  }

  private static List<String> ownersOf(MultitaskSystem system) {
    Set<String> tasks = new LinkedHashSet<>(system.tasks());
    Set<String> owners = new LinkedHashSet<>(List.of(Model.ROOT));
    parts(system)
        .map(Component::owner)
        .filter(owner -> !tasks.contains(owner))
        .forEach(owners::add);
    owners.addAll(tasks);
    return List.copyOf(owners);
  }

  private static Stream<Component> parts(MultitaskSystem system) {
    return Stream.concat(system.root().path().components().stream(), system.components().stream());
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

  private void fillCells() {
    Set<String> seen = new LinkedHashSet<>();
    parts(system)
        .filter(part -> seen.add(part.id()))
        .forEach(
            part -> {
              Cell cell = new Cell(rows.indexOf(part.name()), owners.indexOf(part.owner()));
              cells.computeIfAbsent(cell, empty -> new ArrayList<>()).add(part);
            });
  }

  private void fillLanes() {
    for (int column = 0; column < owners.size(); column++) {
      Set<String> users = new LinkedHashSet<>();
      for (Map.Entry<Cell, List<Component>> cell : cells.entrySet()) {
        if (cell.getKey().column() == column) {
          cell.getValue().forEach(part -> users.addAll(system.users(part.id())));
        }
      }
      lanes.add(system.tasks().stream().filter(users::contains).toList());
    }
  }

  private void placeColumns() {
    double longest = rows.stream().mapToDouble(row -> Words.width(row, TYPE)).max().orElse(0);
    double heading = owners.stream().mapToDouble(name -> Words.width(name, TYPE)).max().orElse(0);
    double headings = Math.max(58, Math.min(heading + 14, 82));
    edges[0] = 20 + longest;
    for (int column = 0; column < owners.size(); column++) {
      int most = 1;
      for (Map.Entry<Cell, List<Component>> cell : cells.entrySet()) {
        most = cell.getKey().column() == column ? Math.max(most, cell.getValue().size()) : most;
      }
      double wide = most * slot(column) + GUTTER;
      edges[column + 1] = edges[column] + Math.max(wide, headings);
    }
  }

  /** Width of all lanes of a column. */
  private double slot(int column) {
    return Math.max(NARROWEST, (lanes.get(column).size() - 1) * LANE + NARROWEST) + BESIDE;
  }

  private void placeNodes(Cell cell, List<Component> parts) {
    double base = centre(cell.column()) - (parts.size() - 1) * slot(cell.column()) / 2;
    for (Component part : parts) {
      Set<String> using = system.users(part.id());
      List<String> users = system.tasks().stream().filter(using::contains).toList();
      double first = users.isEmpty() ? base : base + offset(cell.column(), users.get(0));
      double last =
          users.isEmpty() ? base : base + offset(cell.column(), users.get(users.size() - 1));
      double wide = last - first + NARROWEST;
      nodes.put(
          part.id(),
          new Node(part, users, cell.row(), cell.column(), base, (first + last) / 2, wide));
      base += slot(cell.column());
    }
  }

  private double offset(int column, String task) {
    List<String> passing = lanes.get(column);
    return (passing.indexOf(task) - (passing.size() - 1) / 2.0) * LANE;
  }

  /** Where this task's lane crosses the node. */
  double lane(Node node, String task) {
    return node.base() + offset(node.column(), task);
  }

  /** A lane for this task at the right of a column, outside of its nodes. */
  double gutter(int column, String task) {
    int place = owners.indexOf(task);
    return edges[column + 1] + (place % 6 - 2.5) * LANE;
  }

  /** Names of the rows, the image's first. */
  List<String> rows() {
    return rows;
  }

  List<String> owners() {
    return owners;
  }

  List<Node> nodes() {
    return List.copyOf(nodes.values());
  }

  /** The nodes of a task's path, from the image to the logits. */
  List<Node> path(String task) {
    return system.model(task).path().components().stream()
        .map(part -> nodes.get(part.id()))
        .toList();
  }

  /** Whether a node of this column stands strictly between two rows. */
  boolean isBlocked(int column, int from, int to) {
    return nodes.values().stream()
        .anyMatch(node -> node.column() == column && node.row() > from && node.row() < to);
  }

  double left() {
    return edges[0];
  }

  double right() {
    return edges[owners.size()];
  }

  double columnWidth(int column) {
    return edges[column + 1] - edges[column];
  }

  double centre(int column) {
    return (edges[column] + edges[column + 1]) / 2;
  }
}
