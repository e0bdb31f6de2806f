package org.munet4j.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.munet4j.component.Component;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.Multipath;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;

/**
 * Where the components of a system stand from left to right: a column for each owner, the root
 * first; a row for each component name, numbered from the image up. Inside a column every task that
 * passes has a lane of its own, and a node covers the lanes of its users. Connectors and routers
 * stand at the right of their column, above the heads, with a place for each path that they join. A
 * layer of a routed network is one row, its components stand side by side, and a model that uses
 * several of them has a line through each.
 */
final class GraphLayout {
  static final double LANE = 3.6;
  static final double TYPE = 12;
  private static final double GUTTER = 26;
  private static final double BESIDE = 8;
  private static final double NARROWEST = 18;
  private static final double JOINT = NARROWEST + BESIDE;

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

  /** A place of a line: where it crosses a node. */
  record Stop(Node node, double x) {
    boolean isJoint() {
      return Multipath.isJoint(node.component().name());
    }
  }

  /** One of the lines of a task, from the image to the head, or on to its router. */
  record Strand(String words, List<Stop> stops) {}

  /** Row and column of a component. */
  private record Cell(int row, int column) {}

  private final MultitaskSystem system;
  private final List<String> rows = new ArrayList<>();
  private final List<String> owners;
  private final Map<Cell, List<Component>> cells = new LinkedHashMap<>();
  private final List<List<String>> lanes = new ArrayList<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final List<Multipath> multipaths;
  private final double[] edges;
  private final double[] bases;
  private final double[] joints;

  GraphLayout(MultitaskSystem system) {
    this.system = system;
    this.owners = ownersOf(system);
    this.edges = new double[owners.size() + 1];
    this.bases = new double[owners.size()];
    this.joints = new double[owners.size()];
    this.multipaths = multipaths(system);
    for (Model model : system.models()) {
      model.graph().leaves().forEach(leaf -> MapColumn.mergeRows(leaf, rows));
    }
    addJointRows();
    fillCells();
    fillLanes();
    placeColumns();
    cells.forEach(this::placeNodes);
    placeJoints();
  }

  /** Each multipath once, nested ones before those that they are in. */
  private static List<Multipath> multipaths(MultitaskSystem system) {
    Map<Set<String>, Multipath> found = new LinkedHashMap<>();
    system.models().forEach(model -> collect(model.graph(), found));
    return List.copyOf(found.values());
  }

  private static void collect(ModelGraph graph, Map<Set<String>, Multipath> found) {
    if (graph instanceof Multipath multipath) {
      collect(multipath.main(), found);
      multipath.branches().forEach(branch -> collect(branch.graph(), found));
      Set<String> own = new LinkedHashSet<>();
      multipath.own().forEach(part -> own.add(part.id()));
      found.putIfAbsent(own, multipath);
    }
  }

  private void addJointRows() {
    int most = multipaths.stream().mapToInt(each -> each.branches().size()).max().orElse(0);
    for (int path = 1; path <= most; path++) {
      rows.add(Multipath.connector(path));
    }
    if (most > 0) {
      rows.add(Multipath.ROUTER);
    }
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
    return Stream.concat(system.root().graph().components().stream(), system.components().stream());
  }

  private void fillCells() {
    Set<String> seen = new LinkedHashSet<>();
    parts(system)
        .filter(part -> seen.add(part.id()) && !Multipath.isJoint(part.name()))
        .forEach(
            part -> {
              Cell cell = new Cell(rows.indexOf(MapColumn.row(part)), owners.indexOf(part.owner()));
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
    for (Multipath multipath : multipaths) {
      joints[column(multipath)] += JOINT * (multipath.branches().size() + 1);
    }
    for (int column = 0; column < owners.size(); column++) {
      int most = 1;
      for (Map.Entry<Cell, List<Component>> cell : cells.entrySet()) {
        most = cell.getKey().column() == column ? Math.max(most, cell.getValue().size()) : most;
      }
      bases[column] = most * slot(column);
      double wide = bases[column] + joints[column] + GUTTER;
      edges[column + 1] = edges[column] + Math.max(wide, headings);
    }
  }

  /** Width of all lanes of a column. */
  private double slot(int column) {
    return Math.max(NARROWEST, (lanes.get(column).size() - 1) * LANE + NARROWEST) + BESIDE;
  }

  private void placeNodes(Cell cell, List<Component> parts) {
    double centre = centre(cell.column()) - joints[cell.column()] / 2;
    double base = centre - (parts.size() - 1) * slot(cell.column()) / 2;
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

  private int column(Multipath multipath) {
    return owners.indexOf(multipath.router().owner());
  }

  private void placeJoints() {
    double[] next = new double[owners.size()];
    for (int column = 0; column < next.length; column++) {
      next[column] = centre(column) + (bases[column] - joints[column] + JOINT) / 2;
    }
    for (Multipath multipath : multipaths) {
      int column = column(multipath);
      int paths = multipath.branches().size() + 1;
      for (int path = 1; path < paths; path++) {
        Component connector = multipath.branches().get(path - 1).connector();
        placeJoint(connector, column, next[column] + path * JOINT, NARROWEST);
      }
      double span = (paths - 1) * JOINT;
      placeJoint(multipath.router(), column, next[column] + span / 2, span + NARROWEST);
      next[column] += paths * JOINT;
    }
  }

  private void placeJoint(Component part, int column, double x, double wide) {
    List<String> users = system.tasks().stream().filter(system.users(part.id())::contains).toList();
    int row = rows.indexOf(part.name());
    nodes.putIfAbsent(part.id(), new Node(part, users, row, column, x, x, wide));
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

  /** The lines of all models of a task; multipaths and routed models have several. */
  List<Strand> strands(String task) {
    return system.models().stream()
        .filter(model -> model.task().equals(task))
        .flatMap(model -> strands(model.graph(), task, "path of " + task).stream())
        .toList();
  }

  private List<Strand> strands(ModelGraph graph, String task, String words) {
    if (graph instanceof Multipath multipath) {
      Node router = nodes.get(multipath.router().id());
      double x = router.x() - JOINT * multipath.branches().size() / 2.0;
      List<Strand> all = new ArrayList<>();
      for (Strand main : strands(multipath.main(), task, "main " + words)) {
        all.add(joined(main, List.of(new Stop(router, x))));
      }
      for (Multipath.Branch branch : multipath.branches()) {
        x += JOINT;
        Node connector = nodes.get(branch.connector().id());
        List<Stop> ends = List.of(new Stop(connector, connector.x()), new Stop(router, x));
        String from = words + " through " + branch.model();
        strands(branch.graph(), task, from).forEach(strand -> all.add(joined(strand, ends)));
      }
      return all;
    }
    Map<Integer, List<Stop>> levels = new LinkedHashMap<>();
    for (Component part : graph.components()) {
      Node node = nodes.get(part.id());
      Stop stop = new Stop(node, lane(node, task));
      levels.computeIfAbsent(node.row(), row -> new ArrayList<>()).add(stop);
    }
    int lines = levels.values().stream().mapToInt(List::size).max().orElse(0);
    return IntStream.range(0, lines)
        .mapToObj(line -> new Strand(words, through(levels.values(), line)))
        .toList();
  }

  /** One of the lines that together touch all stops of each level. */
  private static List<Stop> through(Collection<List<Stop>> levels, int line) {
    return levels.stream().map(level -> level.get(Math.min(line, level.size() - 1))).toList();
  }

  private static Strand joined(Strand strand, List<Stop> ends) {
    return new Strand(
        strand.words(), Stream.concat(strand.stops().stream(), ends.stream()).toList());
  }

  /** Whether a node stands in the way strictly between two rows. */
  boolean isBlocked(Stop stop, int from, int to) {
    return nodes.values().stream()
        .filter(node -> node.row() > from && node.row() < to)
        .anyMatch(
            node ->
                stop.isJoint()
                    ? Math.abs(node.x() - stop.x()) < node.wide() / 2
                    : node.column() == stop.node().column());
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
