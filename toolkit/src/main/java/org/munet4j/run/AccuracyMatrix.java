package org.munet4j.run;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a continual learner knows of each task after each task: A[i][j] is the test accuracy on task
 * j after learning task i. Of a stream that was stopped, the numbers are those of the tasks that
 * were learned.
 *
 * @param tasks names, in the order of the stream
 * @param before test accuracy on each task before anything was learned
 * @param after [learned task][task], one row for each task that was learned, at least 1
 */
public record AccuracyMatrix(List<String> tasks, List<Double> before, List<List<Double>> after) {
  public AccuracyMatrix {
    tasks = List.copyOf(tasks);
    before = List.copyOf(before);
    after = after.stream().map(List::copyOf).toList();
    int width = tasks.size();
    Require.that(
        before.size() == width
            && !after.isEmpty()
            && after.size() <= width
            && after.stream().allMatch(row -> row.size() == width),
        "accuracy matrix of %d tasks: %d numbers before, %d rows after; needs a number for each task"
            + " in 1 to %d rows",
        width,
        before.size(),
        after.size(),
        width);
  }

  /** Number of tasks that were learned. */
  public int learned() {
    return after.size();
  }

  /** Test accuracy on task j after learning task i, both from 0. */
  public double after(int i, int j) {
    return after.get(i).get(j);
  }

  /** ACC: mean accuracy on all learned tasks at the end (Lopez-Paz and Ranzato, 2017). */
  public double average() {
    return average(learned() - 1);
  }

  /** Mean accuracy on tasks 0 to i after learning task i. */
  public double average(int i) {
    return mean(0, i + 1, j -> after(i, j));
  }

  /** Mean accuracy on each task just after learning it (Riemer et al., 2019). */
  public double learning() {
    return mean(0, learned(), j -> after(j, j));
  }

  /**
   * BWT: how much later tasks changed the accuracy on earlier ones, negative where they were
   * forgotten (Lopez-Paz and Ranzato, 2017).
   *
   * @throws IllegalArgumentException of fewer than two tasks, like the two numbers below
   */
  public double backwardTransfer() {
    int last = several("backward transfer") - 1;
    return mean(0, last, j -> after(last, j) - after(j, j));
  }

  /**
   * FWT: how much better a task is known just before it is learned than before everything
   * (Lopez-Paz and Ranzato, 2017).
   */
  public double forwardTransfer() {
    return mean(1, several("forward transfer"), j -> after(j - 1, j) - before.get(j));
  }

  /** The most that was ever known of a task less what is left of it (Chaudhry et al., 2018). */
  public double forgetting() {
    int last = several("forgetting") - 1;
    return mean(0, last, j -> best(j, last) - after(last, j));
  }

  private double best(int task, int end) {
    return IntStream.range(0, end).mapToDouble(i -> after(i, task)).max().orElseThrow();
  }

  private int several(String what) {
    Require.that(
        learned() >= 2, "%s: %d task was learned, needs 2; let the stream go on", what, learned());
    return learned();
  }

  private static double mean(int from, int to, IntToDoubleFunction value) {
    return IntStream.range(from, to).mapToDouble(value).average().orElseThrow();
  }

  /** A row for each moment, a column for each task. */
  public Table table() {
    StringColumn moments = StringColumn.create("after learning", List.of("nothing"));
    tasks.stream().limit(learned()).forEach(moments::append);
    Table table = Table.create("test accuracy", moments);
    for (int task = 0; task < tasks.size(); task++) {
      DoubleColumn column = DoubleColumn.create(tasks.get(task)).append(before.get(task));
      for (List<Double> row : after) {
        column.append(row.get(task));
      }
      table.addColumns(column);
    }
    return table;
  }

  /** Such as {@code 10 tasks: ACC 0.901, BWT -0.053, FWT +0.312, forgetting 0.055, …}. */
  @Override
  public String toString() {
    String acc = Require.text("%d tasks: ACC %.3f", learned(), average());
    return learned() < 2
        ? acc
        : acc
            + Require.text(
                ", BWT %+.3f, FWT %+.3f, forgetting %.3f, learning accuracy %.3f",
                backwardTransfer(), forwardTransfer(), forgetting(), learning());
  }
}
