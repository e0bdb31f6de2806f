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
 * its head. Lines that run side by side share components; hollow nodes are used by nobody.
 *
 * @param system what is drawn
 * @param highlighted the task whose path stands out; empty for none
 */
public record SystemGraph(MultitaskSystem system, Optional<String> highlighted) implements Figure {
  private static final double FAINT = 0.18;
  private static final double NODE = 14;
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
    List<Mark> marks = new ArrayList<>();
    marks.add(Mark.Text.of(16, 24, summary(), 13, Ink.TEXT).bold());
    drawRows(layout, marks);
    drawOwners(layout, marks);
    drawPaths(layout, marks);
    layout.nodes().forEach(node -> marks.add(box(layout, node)));
    drawLegend(layout, marks);
    double legend = GraphLayout.TOP + 22 * (layout.owners().size() + 1);
    return new Drawing(
        summary(), layout.right() + LEGEND, Math.max(layout.bottom(), legend) + 16, marks);
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

  private static void drawRows(GraphLayout layout, List<Mark> marks) {
    for (int row = 0; row < layout.rows().size(); row++) {
      double y = layout.y(row);
      if (row % 2 == 0) {
        double top = y - layout.rowHeight() / 2;
        marks.add(Mark.Box.filled(8, top, layout.right() - 8, layout.rowHeight(), Ink.BAND));
      }
      marks.add(
          Mark.Text.of(layout.left() - 8, y + 4, layout.rows().get(row), 12, Ink.TEXT)
              .anchored(Mark.Anchor.END));
    }
  }

  private void drawOwners(GraphLayout layout, List<Mark> marks) {
    for (int column = 0; column < layout.owners().size(); column++) {
      String owner = layout.owners().get(column);
      String shown = Words.fit(owner, 12, layout.columnWidth(column) - 4);
      double y = GraphLayout.TOP - 10;
      marks.add(
          Mark.Text.of(layout.centre(column), y, shown, 12, Ink.TEXT.lightened(strength(owner)))
              .anchored(Mark.Anchor.MIDDLE)
              .tip(shown.equals(owner) ? "" : owner));
    }
  }

  private void drawPaths(GraphLayout layout, List<Mark> marks) {
    List<String> order = new ArrayList<>(system.tasks());
    order.sort(Comparator.comparingDouble(this::strength));
    for (String task : order) {
      Pen pen = colour(task).lightened(strength(task)).pen(2.2);
      List<Node> path = layout.path(system.model(task));
      marks.add(new Mark.Line(GraphRoute.of(layout, task, path), pen, "path of " + task));
    }
  }

  private Mark box(GraphLayout layout, Node node) {
    Component part = node.component();
    boolean isUsed = !node.users().isEmpty();
    double strength = highlighted.isEmpty() || node.users().contains(highlighted.get()) ? 1 : FAINT;
    Ink ink = colour(layout.owners().get(node.column())).lightened(strength);
    String tip =
        Require.text(
            "%s of %s: %,d parameters, used by %s",
            part.name(),
            part.owner(),
            part.parameters(),
            isUsed ? String.join(", ", node.users()) : "nobody");
    return new Mark.Box(
        node.x() - node.wide() / 2,
        node.y() - NODE / 2,
        node.wide(),
        NODE,
        NODE / 2,
        isUsed ? ink : Ink.WHITE,
        isUsed ? Ink.WHITE.pen(1) : ink.pen(1.3),
        tip);
  }

  private void drawLegend(GraphLayout layout, List<Mark> marks) {
    double x = layout.right() + 26;
    double y = GraphLayout.TOP - 10;
    double end = layout.right() + LEGEND - 18;
    marks.add(Mark.Text.of(x, y, "trained by", 11, Ink.QUIET));
    marks.add(Mark.Text.of(end, y, "parameters", 11, Ink.QUIET).anchored(Mark.Anchor.END));
    for (String owner : layout.owners()) {
      y += 22;
      Ink text = Ink.TEXT.lightened(Math.max(0.5, strength(owner)));
      String shown = Words.fit(owner, 12, 118);
      marks.add(
          new Mark.Box(
              x, y - 10, 18, 12, 6, colour(owner).lightened(strength(owner)), Pen.NONE, ""));
      marks.add(Mark.Text.of(x + 26, y, shown, 12, text).tip(shown.equals(owner) ? "" : owner));
      marks.add(Mark.Text.of(end, y, added(owner), 12, text).anchored(Mark.Anchor.END));
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
