package org.munet4j.router;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Route;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Which components of the routed layers each task uses: what a {@link TaskRouter} has learned.
 *
 * @param tasks their names
 * @param layers places of the routed layers in the network
 * @param probabilities [task][layer][component] that a task uses a component, 0 to 1; of routers
 *     that draw nothing 0 or 1
 */
public record Allocation(
    List<String> tasks, List<Integer> layers, List<List<List<Double>>> probabilities) {
  private static final double OPEN = 0.5;

  public Allocation {
    tasks = List.copyOf(tasks);
    layers = List.copyOf(layers);
    probabilities =
        probabilities.stream().map(of -> of.stream().map(List::copyOf).toList()).toList();
    Require.that(
        !tasks.isEmpty() && tasks.size() == probabilities.size(),
        "allocation: %d tasks, %d rows; needs one row for each",
        tasks.size(),
        probabilities.size());
    List<Integer> widths = probabilities.get(0).stream().map(List::size).toList();
    for (List<List<Double>> task : probabilities) {
      Require.that(
          task.size() == layers.size() && task.stream().map(List::size).toList().equals(widths),
          "allocation: a task has probabilities for %s components, another for %s, of %d layers",
          task.stream().map(List::size).toList(),
          widths,
          layers.size());
      Require.that(
          task.stream().flatMap(List::stream).allMatch(p -> p >= 0 && p <= 1),
          "allocation: probabilities are %s, each needs 0 to 1",
          task);
    }
  }

  /**
   * What was learned.
   *
   * @param tasks names of the tasks
   * @param routes of the tasks, with the scores as they are now
   * @param weights [component] of each routed layer, for each task, as its model has them
   */
  public static Allocation of(
      RoutedNetwork network, List<String> tasks, List<Route> routes, List<List<Tensor>> weights) {
    List<List<List<Double>>> all = new ArrayList<>();
    for (int task = 0; task < tasks.size(); task++) {
      Route route = routes.get(task);
      List<Tensor> ofTask = weights.get(task);
      all.add(
          IntStream.range(0, ofTask.size())
              .mapToObj(layer -> probabilities(route, layer, ofTask.get(layer)))
              .toList());
    }
    return new Allocation(tasks, network.routed(), all);
  }

  private static List<Double> probabilities(Route route, int layer, Tensor weights) {
    Tensor scores = route.scores().get(layer);
    boolean isDrawn = scores.shape().length == 2;
    return IntStream.range(0, weights.size())
        .mapToObj(
            component ->
                isDrawn && route.free().get(layer).values().get(component) != 0
                    ? open(scores, component)
                    : weights.values().get(component) != 0 ? 1.0 : 0.0)
        .toList();
  }

  /** The softmax of a gate's two scores. */
  private static double open(Tensor scores, int component) {
    double difference =
        scores.values().get(2 * component) - (double) scores.values().get(2 * component + 1);
    return 1 / (1 + Math.exp(-difference));
  }

  /**
   * Probability that a task uses a component, 0 to 1.
   *
   * @param layer place among the routed layers, from 0
   */
  public double probability(int task, int layer, int component) {
    return probabilities.get(task).get(layer).get(component);
  }

  /** Whether it is more likely than not; relaxed gates use the others, too, a little. */
  public boolean isOpen(int task, int layer, int component) {
    return probability(task, layer, component) > OPEN;
  }

  /** Names of the components, such as {@code 1.3} for number 3 of layer 1, layer by layer. */
  public List<String> components() {
    return IntStream.range(0, layers.size())
        .boxed()
        .flatMap(
            layer ->
                IntStream.range(0, probabilities.get(0).get(layer).size())
                    .mapToObj(component -> layers.get(layer) + "." + component))
        .toList();
  }

  /** Probabilities [task, component], the layers one after the other. */
  public double[][] matrix() {
    return probabilities.stream()
        .map(of -> of.stream().flatMap(List::stream).mapToDouble(p -> p).toArray())
        .toArray(double[][]::new);
  }

  /** The binary pattern [task, component]: 1 where the task uses a component, else 0. */
  public double[][] pattern() {
    return Stream.of(matrix())
        .map(row -> DoubleStream.of(row).map(p -> p > OPEN ? 1 : 0).toArray())
        .toArray(double[][]::new);
  }

  /** Part of the components that the tasks use, on average, 0 to 1. */
  public double fraction() {
    return Stream.of(pattern()).flatMapToDouble(DoubleStream::of).average().orElse(1);
  }

  /** Cosine of the patterns of each two tasks [task, task]; 0 for a task that uses nothing. */
  public double[][] similarity() {
    double[][] pattern = pattern();
    return Stream.of(pattern)
        .map(row -> Stream.of(pattern).mapToDouble(other -> cosine(row, other)).toArray())
        .toArray(double[][]::new);
  }

  private static double cosine(double[] a, double[] b) {
    double both = IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    double length = Math.sqrt(DoubleStream.of(a).sum() * DoubleStream.of(b).sum());
    return both == 0 ? 0 : both / length;
  }

  /** The clusters of tasks that use alike components. */
  public Clustering clusters(int count) {
    return Clustering.of(similarity(), count);
  }

  /**
   * One row for each task and component: the probability, and whether it is more likely than not.
   */
  public Table table() {
    Table table =
        Table.create(
            "allocation",
            StringColumn.create("task"),
            IntColumn.create("layer"),
            IntColumn.create("component"),
            DoubleColumn.create("probability"),
            BooleanColumn.create("open"));
    for (int task = 0; task < tasks.size(); task++) {
      for (int layer = 0; layer < layers.size(); layer++) {
        for (int component = 0; component < probabilities.get(0).get(layer).size(); component++) {
          table.stringColumn("task").append(tasks.get(task));
          table.intColumn("layer").append(layers.get(layer));
          table.intColumn("component").append(component);
          table.doubleColumn("probability").append(probability(task, layer, component));
          table.booleanColumn("open").append(isOpen(task, layer, component));
        }
      }
    }
    return table;
  }

  @Override
  public String toString() {
    return Require.text(
        "allocation of %d tasks over %d components; a task uses %.0f %% of them on average",
        tasks.size(), components().size(), 100 * fraction());
  }
}
