package org.munet4j.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.munet4j.internal.Require;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * One method's numbers on one stream, one for each seed in order, out of the table of a {@link
 * CoTrainingExperiment}; defined as in {@link org.munet4j.run.AccuracyMatrix}.
 *
 * @param average ACC, mean accuracy at the end
 * @param backward BWT, backward transfer
 * @param forward FWT, forward transfer
 * @param learning mean accuracy just after each task was learned
 */
public record StreamScores(
    List<Double> average, List<Double> backward, List<Double> forward, List<Double> learning) {

  /**
   * The numbers of one method.
   *
   * @throws IllegalArgumentException if it was not measured
   */
  public static StreamScores of(Table table, String stream, String method) {
    Table rows =
        table.where(
            table
                .stringColumn("stream")
                .isEqualTo(stream)
                .and(table.stringColumn("method").isEqualTo(method)));
    Require.that(rows.rowCount() > 0, "no row of '%s' on %s was measured", method, stream);
    StreamScores scores =
        new StreamScores(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    rows.longColumn("seed").asList().stream()
        .distinct()
        .sorted()
        .forEach(seed -> scores.add(rows.where(rows.longColumn("seed").isEqualTo(seed))));
    return scores;
  }

  private void add(Table seed) {
    long last = seed.rowCount() - 1;
    Table earlier = seed.where(seed.longColumn("place").isLessThan(last));
    Table later = seed.where(seed.longColumn("place").isGreaterThan(0));
    average.add(mean(seed, row -> row.getDouble("end")));
    backward.add(mean(earlier, row -> row.getDouble("end") - row.getDouble("learned")));
    forward.add(mean(later, row -> row.getDouble("before") - row.getDouble("initial")));
    learning.add(mean(seed, row -> row.getDouble("learned")));
  }

  private static double mean(Table rows, ToDoubleFunction<Row> value) {
    return rows.stream().mapToDouble(value).average().orElseThrow();
  }
}
