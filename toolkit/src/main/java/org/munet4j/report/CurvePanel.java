package org.munet4j.report;

import java.util.ArrayList;
import java.util.List;
import org.munet4j.internal.Require;
import org.munet4j.report.Mark.Anchor;
import org.munet4j.report.Mark.Point;
import org.munet4j.system.Child;

/** One task's panel of a learning curve. */
record CurvePanel(String task, List<Child> children, Ink ink, Axis up) {
  private static final double TYPE = 12;

  static Pen other(Ink ink) {
    return ink.lightened(0.45).pen(1);
  }

  static Pen kept(Ink ink) {
    return ink.lightened(0.8).pen(1.6);
  }

  static Pen best(Ink ink) {
    return ink.pen(2.8);
  }

  void draw(double x, double wide, boolean isLabelled, List<Mark> marks) {
    int total = Math.max(1, children.stream().mapToInt(child -> child.evaluations().size()).sum());
    Axis along = Axis.counting(total, wide > 300 ? 6 : 4, x, x + wide);
    drawGrid(along, isLabelled, marks);
    drawTitle(x, wide, marks);
    for (boolean isKept : new boolean[] {false, true}) {
      int start = 0;
      for (Child child : children) {
        if (child.isKept() == isKept) {
          drawChild(child, start, along, marks);
        }
        start += child.evaluations().size();
      }
    }
    List<Point> best = best(along);
    if (!best.isEmpty()) {
      marks.add(new Mark.Line(best, best(ink), "best so far"));
    }
  }

  private void drawGrid(Axis along, boolean isLabelled, List<Mark> marks) {
    for (double tick : up.ticks()) {
      double y = up.at(tick);
      marks.add(Mark.Line.between(along.start(), y, along.end(), y, Ink.GRID.pen(1)));
      if (isLabelled) {
        marks.add(
            Mark.Text.of(along.start() - 8, y + 4, up.label(tick), 11, Ink.QUIET)
                .anchored(Anchor.END));
      }
    }
    double floor = up.start();
    marks.add(Mark.Line.between(along.start(), floor, along.end(), floor, Ink.QUIET.pen(1)));
    for (double tick : along.ticks()) {
      double x = along.at(tick);
      marks.add(Mark.Line.between(x, floor, x, floor + 4, Ink.QUIET.pen(1)));
      marks.add(
          Mark.Text.of(x, floor + 17, along.label(tick), 11, Ink.QUIET).anchored(Anchor.MIDDLE));
    }
  }

  private void drawTitle(double x, double wide, List<Mark> marks) {
    double y = up.end() - 9;
    String best = Require.text("%.4f", best());
    String shown = Words.fit(task, TYPE, wide - Words.width(best, TYPE) - 10);
    marks.add(Mark.Text.of(x, y, shown, TYPE, Ink.TEXT).bold().tip(shown.equals(task) ? "" : task));
    marks.add(Mark.Text.of(x + wide, y, best, TYPE, Ink.TEXT).anchored(Anchor.END));
  }

  private void drawChild(Child child, int start, Axis along, List<Mark> marks) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < child.evaluations().size(); i++) {
      double value = child.evaluations().get(i);
      if (Double.isFinite(value)) {
        points.add(new Point(along.at(start + i + 1), up.at(value)));
      }
    }
    String tip =
        Require.text(
            "%s from %s: %.4f%s",
            child.id(), child.parent(), child.quality(), child.isKept() ? ", kept" : "");
    Pen pen = child.isKept() ? kept(ink) : other(ink);
    if (points.size() > 1) {
      marks.add(new Mark.Line(points, pen, tip));
    }
    if (points.size() == 1) {
      Point only = points.get(0);
      marks.add(new Mark.Circle(only.x(), only.y(), 1 + pen.width(), pen.ink(), Pen.NONE, tip));
    }
  }

  private double best() {
    return children.stream()
        .flatMap(child -> child.evaluations().stream())
        .mapToDouble(Double::doubleValue)
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  /** The staircase of the running best. */
  private List<Point> best(Axis along) {
    List<Point> points = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    int at = 0;
    for (Child child : children) {
      for (double value : child.evaluations()) {
        at++;
        if (value > best) {
          if (best >= 0) {
            points.add(new Point(along.at(at), up.at(best)));
          }
          points.add(new Point(along.at(at), up.at(value)));
          best = value;
        }
      }
    }
    if (best >= 0) {
      points.add(new Point(along.at(at), up.at(best)));
    }
    return points;
  }
}
