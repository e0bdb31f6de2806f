package org.munet4j.report;

import java.util.ArrayList;
import java.util.List;
import org.munet4j.internal.Require;
import org.munet4j.run.AccuracyMatrix;

/**
 * What a continual learner knows of each task after each task: a column that fades downwards is a
 * task that is being forgotten.
 */
public final class AccuracyMap implements Figure {
  private final AccuracyMatrix accuracy;
  private final List<String> rows = new ArrayList<>(List.of("nothing"));

  private AccuracyMap(AccuracyMatrix accuracy) {
    this.accuracy = accuracy;
    accuracy.tasks().stream().limit(accuracy.learned()).forEach(rows::add);
  }

  /** A row before the first task and one after each, a column for each task. */
  public static AccuracyMap of(AccuracyMatrix accuracy) {
    return new AccuracyMap(accuracy);
  }

  @Override
  public Drawing drawing() {
    String title = Require.text("test accuracy on %d tasks", accuracy.tasks().size());
    return new HeatMap(title, "after learning", "task", rows, accuracy.tasks(), new Shades())
        .drawing(toString(), List.of(accuracy.toString()));
  }

  private final class Shades implements HeatMap.Matrix {
    @Override
    public double shade(int row, int column) {
      return row == 0 ? accuracy.before().get(column) : accuracy.after(row - 1, column);
    }

    @Override
    public String text(int row, int column) {
      return Require.text("%.2f", shade(row, column));
    }
  }

  @Override
  public String toString() {
    return Escape.visible("test accuracy after each of " + accuracy);
  }
}
