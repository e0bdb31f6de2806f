package org.munet4j.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.munet4j.report.GraphLayout.Stop;
import org.munet4j.report.GraphLayout.Strand;
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
    for (Strand strand : layout.strands(task)) {
      for (int i = 1; i < strand.stops().size(); i++) {
        found.addAll(connect(task, strand.stops().get(i - 1), strand.stops().get(i)));
      }
    }
    return found;
  }

  /** From a nested router the line leads down to the connector that it enters. */
  private List<Bend> connect(String task, Stop from, Stop to) {
    int start = from.node().row();
    int end = to.node().row();
    if (end < start) {
      return bend(start - 1, from.x(), to.x());
    }
    if (!layout.isBlocked(to, start, end)) {
      return bend(start, from.x(), to.x());
    }
    if (!layout.isBlocked(from, start, end)) {
      return bend(end - 1, from.x(), to.x());
    }
    double side = layout.gutter(Math.min(from.node().column(), to.node().column()), task);
    List<Bend> both = new ArrayList<>(bend(start, from.x(), side));
    both.addAll(bend(end - 1, side, to.x()));
    return both;
  }

  private static List<Bend> bend(int gap, double from, double to) {
    return Math.abs(to - from) > STRAIGHT ? List.of(new Bend(gap, from, to)) : List.of();
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

  /** The lines of a task in the order of its strands, with round corners. */
  List<List<Point>> lines(String task) {
    return layout.strands(task).stream().map(strand -> line(strand.stops(), task)).toList();
  }

  private List<Point> line(List<Stop> stops, String task) {
    List<Point> corners = new ArrayList<>();
    corners.add(place(stops.get(0)));
    for (int i = 1; i < stops.size(); i++) {
      Stop from = stops.get(i - 1);
      Stop to = stops.get(i);
      for (Bend bend : connect(task, from, to)) {
        corners.add(new Point(bend.from(), heights.get(bend)));
        corners.add(new Point(bend.to(), heights.get(bend)));
      }
      if (i == stops.size() - 1 || to.node().row() < from.node().row()) {
        corners.add(place(to));
      }
    }
    return Corners.rounded(corners, RADIUS);
  }

  private Point place(Stop stop) {
    return new Point(stop.x(), y(stop.node().row()));
  }
}
