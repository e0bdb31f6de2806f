package org.munet4j.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.munet4j.component.Component;
import org.munet4j.internal.Require;
import org.munet4j.report.GraphLayout.Node;
import org.munet4j.system.MultitaskSystem;

/**
 * The path graph of the papers (muNet family, §10): each distinct component is a node in the column
 * of the task that trained it, each model a line through its nodes from the image at the bottom to
 * its head. Of a routed model a line leads through each component that it uses. Lines that run side
 * by side share components; hollow nodes are used by nobody. The lines of a multipath, one for each
 * path, end at its router.
 *
 * @param system what is drawn
 * @param highlighted the task whose path stands out; empty for none
 */
public record SystemGraph(MultitaskSystem system, Optional<String> highlighted) implements Figure {
  private static final double FAINT = 0.18;
  private static final double TOP = 74;
  private static final double LINE = 22;
  private static final double TYPE = GraphLayout.TYPE;
  private static final double LEGEND = 236;

  public static SystemGraph of(MultitaskSystem system) {
    return new SystemGraph(system, Optional.empty());
  }

  /** The same graph with all but this task's path faded. */
  public SystemGraph highlight(String task) {
    return new SystemGraph(system, Optional.of(system.model(task).task()));
  }

  @Override
  public Drawing drawing() {
    GraphLayout layout = new GraphLayout(system);
    GraphRoutes routes = new GraphRoutes(layout, system.tasks(), TOP);
    List<Mark> marks = new ArrayList<>();
    marks.add(Mark.Text.of(16, 24, summary(), 13, Ink.TEXT).bold());
    drawRows(layout, routes, marks);
    drawOwners(layout, marks);
    drawPaths(layout, routes, marks);
    layout.nodes().forEach(node -> marks.add(box(layout, routes, node)));
    drawLegend(layout, marks);
    double legend = TOP + LINE * layout.owners().size();
    double height = Math.max(routes.bottom(), legend) + 18;
    return new Drawing(summary(), layout.right() + LEGEND, height, marks);
  }

  private String summary() {
    int tasks = system.tasks().size();
    return Require.text(
        "%d %s · %d components · %s parameters",
        tasks,
        tasks == 1 ? "task" : "tasks",
        system.components().size(),
        Words.compact(system.parameters()));
  }

  private static void drawRows(GraphLayout layout, GraphRoutes routes, List<Mark> marks) {
    double end = layout.right() - 8;
    for (int row = 0; row < layout.rows().size(); row++) {
      double y = routes.y(row);
      marks.add(Mark.Line.between(layout.left(), y, end, y, Ink.GRID.pen(1)));
      marks.add(
          Mark.Text.of(layout.left() - 8, y + 4, layout.rows().get(row), TYPE, Ink.TEXT)
              .anchored(Mark.Anchor.END));
    }
  }

  private void drawOwners(GraphLayout layout, List<Mark> marks) {
    for (int column = 0; column < layout.owners().size(); column++) {
      String owner = layout.owners().get(column);
      List<String> lines = Words.lines(owner, TYPE, layout.columnWidth(column) - 4);
      double y = TOP - 12 - 14 * (lines.size() - 1);
      for (String line : lines) {
        marks.add(
            Mark.Text.of(layout.centre(column), y, line, TYPE, text(owner))
                .anchored(Mark.Anchor.MIDDLE)
                .tip(owner));
        y += 14;
      }
    }
  }

  /** Each path on a white seam, so that crossings can be told from turns. */
  private void drawPaths(GraphLayout layout, GraphRoutes routes, List<Mark> marks) {
    List<String> order = new ArrayList<>(system.tasks());
    order.sort(Comparator.comparingDouble(this::strength));
    for (String task : order) {
      Ink ink = colour(task).lightened(strength(task));
      List<List<Mark.Point>> lines = routes.lines(task);
      List<GraphLayout.Strand> strands = layout.strands(task);
      for (int i = 0; i < lines.size(); i++) {
        marks.add(new Mark.Line(lines.get(i), Ink.WHITE.pen(4.4), ""));
        marks.add(new Mark.Line(lines.get(i), ink.pen(2.2), strands.get(i).words()));
      }
    }
  }

  private Mark box(GraphLayout layout, GraphRoutes routes, Node node) {
    boolean isUsed = !node.users().isEmpty();
    boolean isFaint = highlighted.isPresent() && !node.users().contains(highlighted.get());
    Ink ink = colour(layout.owners().get(node.column())).lightened(isFaint ? FAINT : 1);
    return new Mark.Box(
        node.x() - node.wide() / 2,
        routes.y(node.row()) - GraphRoutes.NODE / 2,
        node.wide(),
        GraphRoutes.NODE,
        GraphRoutes.NODE / 2,
        isUsed ? ink : Ink.WHITE,
        isUsed ? Ink.WHITE.pen(1) : ink.pen(1.3),
        tip(node));
  }

  private static String tip(Node node) {
    Component part = node.component();
    return Require.text(
        "%s of %s: %,d parameters, used by %s",
        part.name(),
        part.owner(),
        part.parameters(),
        node.users().isEmpty() ? "nobody" : String.join(", ", node.users()));
  }

  private void drawLegend(GraphLayout layout, List<Mark> marks) {
    double x = layout.right() + 26;
    double y = TOP - 12;
    double end = layout.right() + LEGEND - 18;
    marks.add(Mark.Text.of(x, y, "trained by", 11, Ink.QUIET));
    marks.add(Mark.Text.of(end, y, "parameters", 11, Ink.QUIET).anchored(Mark.Anchor.END));
    for (String owner : layout.owners()) {
      y += LINE;
      String shown = Words.fit(owner, TYPE, 118);
      Ink swatch = colour(owner).lightened(strength(owner));
      marks.add(new Mark.Box(x, y - 10, 18, 12, 6, swatch, Pen.NONE, ""));
      marks.add(Mark.Text.of(x + 26, y, shown, TYPE, text(owner)).tip(owner));
      marks.add(Mark.Text.of(end, y, added(owner), TYPE, text(owner)).anchored(Mark.Anchor.END));
    }
  }

  private String added(String owner) {
    String count = Words.compact(Tables.addedBy(owner, system));
    return system.tasks().contains(owner) ? "+" + count : count;
  }

  /** How solid a task's marks are. */
  private double strength(String owner) {
    return highlighted.isEmpty() || highlighted.get().equals(owner) ? 1 : FAINT;
  }

  private Ink text(String owner) {
    return Ink.TEXT.lightened(Math.max(0.45, strength(owner)));
  }

  private Ink colour(String owner) {
    int place = system.tasks().indexOf(owner);
    return place < 0 ? Ink.ROOT : Ink.ofTask(place);
  }

  @Override
  public String toString() {
    long shared =
        system.components().stream().filter(part -> system.users(part.id()).size() > 1).count();
    return Require.text(
        "path graph: %s; %d components serve more than one task", summary(), shared);
  }
}
