package org.munet4j.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.munet4j.report.GraphLayout.Node;
import org.munet4j.report.Mark.Point;

/**
 * The lines of the tasks' paths, like those of a metro map: they run in lanes and change columns
 * only in the gaps between rows. A gap is as high as its number of bends asks for, so that no two
 * lines lie on each other.
 */
final class GraphRoutes {
  static final double NODE = 14;
  private static final double CHANNEL = 4;
  private static final double MARGIN = 7;
  private static final double RADIUS = 6;
  private static final double STRAIGHT = 0.01;

  /** A line changes from one x to another in the gap above a row. */
  private record Bend(int gap, double from, double to) {
    /** Lines to the right go below lines to the left, the farthest first: so few cross. */
    double rank() {
      return to > from ? -to : 1e6 + to;
    }
  }

  private final GraphLayout layout;
  private final Map<String, List<Bend>> bends = new HashMap<>();
  private final Map<Bend, Double> heights = new HashMap<>();
  private final double[] y;

  /**
   * @param top upper edge of the highest row
   */
  GraphRoutes(GraphLayout layout, List<String> tasks, double top) {
    this.layout = layout;
    tasks.forEach(task -> bends.put(task, bends(task)));
    this.y = new double[layout.rows().size()];
    placeRows(top);
  }

  private List<Bend> bends(String task) {
    List<Bend> found = new ArrayList<>();
    List<Node> path = layout.path(task);
    for (int i = 1; i < path.size(); i++) {
      connect(task, path.get(i - 1), path.get(i), found);
    }
    return found;
  }

  private void connect(String task, Node from, Node to, List<Bend> found) {
    double start = layout.lane(from, task);
    double end = layout.lane(to, task);
    if (!layout.isBlocked(to.column(), from.row(), to.row())) {
      add(found, from.row(), start, end);
    } else if (!layout.isBlocked(from.column(), from.row(), to.row())) {
      add(found, to.row() - 1, start, end);
    } else {
      double side = layout.gutter(Math.min(from.column(), to.column()), task);
      add(found, from.row(), start, side);
      add(found, to.row() - 1, side, end);
    }
  }

  private static void add(List<Bend> found, int gap, double from, double to) {
    if (Math.abs(to - from) > STRAIGHT) {
      found.add(new Bend(gap, from, to));
    }
  }

  private void placeRows(double top) {
    double edge = top;
    for (int row = y.length - 1; row >= 0; row--) {
      y[row] = edge + NODE / 2;
      int gap = row - 1;
      List<Bend> here =
          bends.values().stream()
              .flatMap(List::stream)
              .filter(bend -> bend.gap() == gap)
              .sorted(Comparator.comparingDouble(Bend::rank).reversed())
              .distinct()
              .toList();
      double high = Math.max(10, (here.size() - 1) * CHANNEL + 2 * MARGIN);
      double middle = edge + NODE + high / 2;
      for (int place = 0; place < here.size(); place++) {
        heights.put(here.get(place), middle + (place - (here.size() - 1) / 2.0) * CHANNEL);
      }
      edge += NODE + high;
    }
  }

  /** Height of a row's middle. */
  double y(int row) {
    return y[row];
  }

  /** Lower edge of the lowest row. */
  double bottom() {
    return y[0] + NODE / 2;
  }

  /** The line of a task from its first node to its last, with round corners. */
  List<Point> line(String task) {
    List<Node> path = layout.path(task);
    Node first = path.get(0);
    Node last = path.get(path.size() - 1);
    List<Point> corners = new ArrayList<>();
    corners.add(new Point(layout.lane(first, task), y(first.row())));
    for (Bend bend : bends.get(task)) {
      corners.add(new Point(bend.from(), heights.get(bend)));
      corners.add(new Point(bend.to(), heights.get(bend)));
    }
    corners.add(new Point(layout.lane(last, task), y(last.row())));
    return Corners.rounded(corners, RADIUS);
  }
}
