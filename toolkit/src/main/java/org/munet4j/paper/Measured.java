package org.munet4j.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.munet4j.internal.Require;
import org.munet4j.report.Interval;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * One contender's numbers on one benchmark, seed by seed, out of a table of {@link Contest} rows.
 *
 * @param name method and setting
 * @param validation mean validation accuracy over the tasks, one for each seed in order
 * @param test mean test accuracy over the tasks, one for each seed in order
 * @param parameters per task, one for each seed
 * @param flops mean FLOPs per image over the tasks, one for each seed
 */
public record Measured(
    String name,
    List<Double> validation,
    List<Double> test,
    List<Double> parameters,
    List<Double> flops) {

  /** The numbers of one contender. */
  public static Measured of(Table table, String benchmark, String method, String setting) {
    Table own =
        table.where(
            table
                .stringColumn("benchmark")
                .isEqualTo(benchmark)
                .and(table.stringColumn("method").isEqualTo(method))
                .and(table.stringColumn("setting").isEqualTo(setting)));
    Require.that(
        own.rowCount() > 0, "no row of %s %s on %s was measured", method, setting, benchmark);
    List<Long> seeds = own.longColumn("seed").asList().stream().distinct().sorted().toList();
    return new Measured(
        setting.isEmpty() ? method : method + ", " + setting,
        means(own, "validation", seeds),
        means(own, "test", seeds),
        means(own, "parameters_per_task", seeds),
        means(own, "flops", seeds));
  }

  /** All contenders on a benchmark, in the order in which they were measured. */
  public static List<Measured> all(Table table, String benchmark) {
    List<Measured> all = new ArrayList<>();
    table.stream()
        .filter(row -> row.getString("benchmark").equals(benchmark))
        .map(row -> List.of(row.getString("method"), row.getString("setting")))
        .distinct()
        .forEach(pair -> all.add(of(table, benchmark, pair.get(0), pair.get(1))));
    return all;
  }

  /** The name without its setting. */
  public String method() {
    return name.split(", ")[0];
  }

  private static List<Double> means(Table rows, String column, List<Long> seeds) {
    return bySeed(rows, seeds, row -> number(row, column));
  }

  /** The mean of a number over the rows of each seed, by seed. */
  static List<Double> bySeed(Table rows, ToDoubleFunction<Row> number) {
    List<Long> seeds = rows.longColumn("seed").asList().stream().distinct().sorted().toList();
    return bySeed(rows, seeds, number);
  }

  private static List<Double> bySeed(Table rows, List<Long> seeds, ToDoubleFunction<Row> number) {
    return seeds.stream()
        .map(
            seed ->
                rows.stream()
                    .filter(row -> row.getLong("seed") == seed)
                    .mapToDouble(number)
                    .average()
                    .orElseThrow())
        .toList();
  }

  private static double number(Row row, String column) {
    return ((Number) row.getObject(column)).doubleValue();
  }

  /** Mean test accuracy with its interval. */
  public Interval accuracy() {
    return Interval.of(test);
  }

  /** How much better than another, seed by seed. */
  public Interval gain(Measured other) {
    return Interval.ofDifferences(test, other.test);
  }

  /** Mean of the seeds; what a choice between contenders may look at. */
  public double meanValidation() {
    return mean(validation);
  }

  /** Mean of the seeds. */
  public double meanParameters() {
    return mean(parameters);
  }

  /** Mean of the seeds. */
  public double meanFlops() {
    return mean(flops);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElse(0);
  }
}
