package org.munet4j.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;
import org.munet4j.router.Routing;

/**
 * How much a router takes from each path: a row for each class, sample or task, a column for each
 * path.
 */
public final class RouterWeights implements Figure {
  private static final double TOLERANCE = 1e-3;
  private static final int TOLD = 3;

  private final String kind;
  private final List<String> rows;
  private final List<String> paths;
  private final double[][] weights;

  private RouterWeights(String kind, List<String> rows, List<String> paths, double[][] weights) {
    Require.that(!rows.isEmpty() && !paths.isEmpty(), "router weights need a row and a path");
    Require.that(
        weights.length == rows.size(),
        "router weights: %d rows of weights for %d names; give one row for each name",
        weights.length,
        rows.size());
    this.kind = kind;
    this.rows = List.copyOf(rows);
    this.paths = List.copyOf(paths);
    this.weights = new double[weights.length][];
    for (int row = 0; row < weights.length; row++) {
      this.weights[row] = checked(weights[row].clone(), rows.get(row));
    }
  }

  /** Weights that mix the paths: those of each row sum to 1. */
  public static RouterWeights mixing(List<String> rows, List<String> paths, double[][] weights) {
    RouterWeights mixing = new RouterWeights("weights", rows, paths, weights);
    for (int row = 0; row < weights.length; row++) {
      double sum = DoubleStream.of(weights[row]).sum();
      Require.that(
          Math.abs(sum - 1) <= TOLERANCE,
          "router weights of '%s' sum to %.4f, need 1; use gates(...) for weights that need not",
          rows.get(row),
          sum);
    }
    return mixing;
  }

  /** Gates that let a path through: each by itself from 0 to 1. */
  public static RouterWeights gates(List<String> rows, List<String> paths, double[][] gates) {
    return new RouterWeights("gates", rows, paths, gates);
  }

  /** Mean weights of each class that has images. */
  public static RouterWeights byClass(Routing routing) {
    double[][] all = routing.byClass();
    int[] seen =
        IntStream.range(0, all.length).filter(label -> !Double.isNaN(all[label][0])).toArray();
    return mixing(
        IntStream.of(seen).mapToObj(routing.classes()::get).toList(),
        routing.paths(),
        IntStream.of(seen).mapToObj(label -> all[label]).toArray(double[][]::new));
  }

  /** Weights of some images, by their numbers; of no numbers the mean of all. */
  public static RouterWeights of(Routing routing, int... images) {
    if (images.length == 0) {
      double[][] mean = {routing.mean()};
      return mixing(List.of("mean of " + routing.labels().size()), routing.paths(), mean);
    }
    List<String> rows =
        IntStream.of(images)
            .mapToObj(image -> image + " " + routing.classes().get(routing.labels().get(image)))
            .toList();
    return mixing(rows, routing.paths(), routing.ofSamples(images));
  }

  private double[] checked(double[] some, String row) {
    Require.that(
        some.length == paths.size(),
        "router weights of '%s' are %d numbers for %d paths %s",
        row,
        some.length,
        paths.size(),
        paths);
    for (double weight : some) {
      Require.that(
          weight >= -TOLERANCE && weight <= 1 + TOLERANCE,
          "router weights of '%s' are %s, each needs 0 to 1",
          row,
          Arrays.toString(some));
    }
    return some;
  }

  /** The weight of one path in one row, 0 to 1. */
  public double weight(int row, int path) {
    return weights[row][path];
  }

  @Override
  public Drawing drawing() {
    String title = Require.text("router %s of %d paths", kind, paths.size());
    return new HeatMap(title, "samples", "path", rows, paths, new Shades())
        .drawing(toString(), List.of(means(paths.size())));
  }

  private final class Shades implements HeatMap.Matrix {
    @Override
    public double shade(int row, int column) {
      return weights[row][column];
    }

    @Override
    public String text(int row, int column) {
      return Require.text("%.2f", weights[row][column]);
    }
  }

  /** The paths that are used most, with their mean weight. */
  private String means(int most) {
    double[] means =
        IntStream.range(0, paths.size())
            .mapToDouble(
                path -> Arrays.stream(weights).mapToDouble(row -> row[path]).average().orElse(0))
            .toArray();
    return String.join(
        ", ",
        IntStream.range(0, paths.size())
            .boxed()
            .sorted((a, b) -> Double.compare(means[b], means[a]))
            .limit(most)
            .map(path -> Require.text("%s %.2f", paths.get(path), means[path]))
            .toList());
  }

  @Override
  public String toString() {
    return Escape.visible(
        Require.text(
            "router %s of %d paths in %d %s; mean %s",
            kind, paths.size(), rows.size(), rows.size() == 1 ? "row" : "rows", means(TOLD)));
  }
}
