package org.munet4j.router;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;

/**
 * Tasks in clusters.
 *
 * @param groups cluster of each task, numbered in the order of their first tasks
 */
public record Clustering(List<Integer> groups) {
  public Clustering {
    Map<Integer, Integer> numbers = new HashMap<>();
    List<Integer> ordered = new ArrayList<>();
    for (int group : groups) {
      numbers.putIfAbsent(group, numbers.size());
      ordered.add(numbers.get(group));
    }
    groups = List.copyOf(ordered);
    Require.that(!groups.isEmpty(), "clustering: has no task, needs at least 1");
  }

  /** Tasks with equal names of clusters are together. */
  public static Clustering named(List<String> clusters) {
    return new Clustering(clusters.stream().map(clusters::indexOf).toList());
  }

  /**
   * Joins the two clusters of highest mean similarity until so many are left (average linkage).
   *
   * @param similarity [task, task], symmetric
   */
  public static Clustering of(double[][] similarity, int count) {
    Require.that(
        count >= 1 && count <= similarity.length,
        "clustering: %d clusters of %d tasks; needs 1 to as many",
        count,
        similarity.length);
    List<List<Integer>> clusters = new ArrayList<>();
    IntStream.range(0, similarity.length).forEach(task -> clusters.add(List.of(task)));
    while (clusters.size() > count) {
      joinNearest(clusters, similarity);
    }
    Integer[] groups = new Integer[similarity.length];
    for (int cluster = 0; cluster < clusters.size(); cluster++) {
      for (int task : clusters.get(cluster)) {
        groups[task] = cluster;
      }
    }
    return new Clustering(List.of(groups));
  }

  private static void joinNearest(List<List<Integer>> clusters, double[][] similarity) {
    int first = 0;
    int second = 1;
    for (int a = 0; a < clusters.size(); a++) {
      for (int b = a + 1; b < clusters.size(); b++) {
        boolean isNearer =
            mean(clusters.get(a), clusters.get(b), similarity)
                > mean(clusters.get(first), clusters.get(second), similarity);
        first = isNearer ? a : first;
        second = isNearer ? b : second;
      }
    }
    List<Integer> joined = new ArrayList<>(clusters.get(first));
    joined.addAll(clusters.remove(second));
    clusters.set(first, joined);
  }

  private static double mean(List<Integer> some, List<Integer> others, double[][] similarity) {
    return some.stream()
        .flatMapToDouble(a -> others.stream().mapToDouble(b -> similarity[a][b]))
        .average()
        .orElseThrow();
  }

  /** Mean similarity of two tasks of one cluster; NaN if there are none. */
  public double within(double[][] similarity) {
    return mean(similarity, true);
  }

  /** Mean similarity of two tasks of different clusters; NaN if there are none. */
  public double across(double[][] similarity) {
    return mean(similarity, false);
  }

  private double mean(double[][] similarity, boolean isWithin) {
    Require.that(
        similarity.length == groups.size(),
        "clustering: similarities of %d tasks, it has %d",
        similarity.length,
        groups.size());
    return IntStream.range(0, groups.size())
        .boxed()
        .flatMapToDouble(
            a ->
                IntStream.range(0, a)
                    .filter(b -> isWithin == groups.get(a).equals(groups.get(b)))
                    .mapToDouble(b -> similarity[a][b]))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * Adjusted Rand index: 1 for the same clusters, 0 on average for random ones (Hubert and Arabie,
   * 1985).
   */
  public double agreement(Clustering other) {
    int tasks = groups.size();
    Require.that(
        other.groups.size() == tasks,
        "clustering: has %d tasks, the other %d",
        tasks,
        other.groups.size());
    double both = pairs(task -> List.of(groups.get(task), other.groups.get(task)));
    double mine = pairs(groups::get);
    double its = pairs(other.groups::get);
    double expected = mine * its / Math.max(1, tasks * (tasks - 1) / 2.0);
    double most = (mine + its) / 2;
    return most == expected ? 1 : (both - expected) / (most - expected);
  }

  /** Number of pairs of tasks with equal keys. */
  private double pairs(IntFunction<Object> key) {
    return IntStream.range(0, groups.size())
        .mapToObj(key)
        .collect(Collectors.groupingBy(same -> same, Collectors.counting()))
        .values()
        .stream()
        .mapToDouble(count -> count * (count - 1) / 2.0)
        .sum();
  }
}
