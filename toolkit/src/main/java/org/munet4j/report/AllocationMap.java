package org.munet4j.report;

import java.util.List;
import org.munet4j.internal.Require;
import org.munet4j.router.Allocation;

/**
 * Who shares what: the probabilities of an allocation, a row for each task and a column for each
 * component, or how alike each two tasks are in what they use.
 */
public final class AllocationMap implements Figure {
  private final String title;
  private final String words;
  private final String across;
  private final List<String> rows;
  private final List<String> columns;
  private final double[][] cells;

  private AllocationMap(
      String title,
      String words,
      String across,
      List<String> rows,
      List<String> columns,
      double[][] cells) {
    this.title = title;
    this.words = words;
    this.across = across;
    this.rows = rows;
    this.columns = columns;
    this.cells = cells;
  }

  /** Probabilities that tasks use components, layer by layer. */
  public static AllocationMap of(Allocation allocation) {
    return new AllocationMap(
        "which components each task uses",
        allocation.toString(),
        "layer.component",
        allocation.tasks(),
        allocation.components(),
        allocation.matrix());
  }

  /** Cosines of what two tasks use. */
  public static AllocationMap similarity(Allocation allocation) {
    String words =
        Require.text("similarity of %d tasks by %s", allocation.tasks().size(), allocation);
    return new AllocationMap(
        "how alike tasks are in what they use",
        words,
        "task",
        allocation.tasks(),
        allocation.tasks(),
        allocation.similarity());
  }

  /** What stands at a place, 0 to 1. */
  public double value(int row, int column) {
    return cells[row][column];
  }

  @Override
  public Drawing drawing() {
    return new HeatMap(title, "task", across, rows, columns, new Shades())
        .drawing(toString(), List.of(words));
  }

  private final class Shades implements HeatMap.Matrix {
    @Override
    public double shade(int row, int column) {
      return cells[row][column];
    }

    @Override
    public String text(int row, int column) {
      return Require.text("%.2f", cells[row][column]);
    }
  }

  @Override
  public String toString() {
    return Escape.visible(words);
  }
}
