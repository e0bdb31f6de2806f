package org.munet4j.report;

import java.util.ArrayList;
import java.util.List;
import org.munet4j.report.GraphLayout.Node;
import org.munet4j.report.Mark.Point;

/** The line of one task's path through the graph: lanes inside columns, bends between rows. */
final class GraphRoute {
  private static final int STEPS = 14;

  private final GraphLayout layout;
  private final String task;
  private final int place;
  private final List<Point> points = new ArrayList<>();

  private GraphRoute(GraphLayout layout, String task) {
    this.layout = layout;
    this.task = task;
    this.place = layout.owners().indexOf(task);
  }

  /** The points of the line from the first node to the last. */
  static List<Point> of(GraphLayout layout, String task, List<Node> path) {
    GraphRoute route = new GraphRoute(layout, task);
    Node first = path.get(0);
    route.points.add(new Point(first.lane(task), first.y()));
    for (int i = 1; i < path.size(); i++) {
      route.connect(path.get(i - 1), path.get(i));
    }
    return route.points;
  }

  private void connect(Node from, Node to) {
    double start = from.lane(task);
    double end = to.lane(task);
    if (to.row() - from.row() <= 1 || !layout.isBlocked(to.column(), from.row(), to.row())) {
      bend(start, end, from.row());
    } else if (!layout.isBlocked(from.column(), from.row(), to.row())) {
      bend(start, end, to.row() - 1);
    } else {
      int column = Math.min(from.column(), to.column());
      double side = layout.columnEnd(column) + (place % 6 - 2.5) * GraphLayout.LANE;
      bend(start, side, from.row());
      bend(side, end, to.row() - 1);
    }
    points.add(new Point(end, to.y()));
  }

  /** An S from one x to another in the gap above a row. */
  private void bend(double from, double to, int row) {
    double low = layout.y(row) - 7;
    double high = layout.y(row + 1) + 7;
    for (int step = 0; step <= STEPS; step++) {
      double t = step / (double) STEPS;
      double s = t * t * (3 - 2 * t);
      points.add(new Point(from + (to - from) * s, low + (high - low) * t));
    }
  }
}
