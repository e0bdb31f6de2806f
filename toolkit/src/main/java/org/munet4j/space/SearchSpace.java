package org.munet4j.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;
import org.munet4j.train.Schedule;

/**
 * What a search may change: for each hyperparameter an ordered list of allowed values (muNet
 * family, §2.6). A hyperparameter without a list stays as it is.
 *
 * @param lists allowed values by hyperparameter; at least one each, all different
 */
public record SearchSpace(SortedMap<String, List<Object>> lists) {
  public SearchSpace {
    TreeMap<String, List<Object>> copies = new TreeMap<>();
    lists.forEach((name, values) -> copies.put(name, checked(name, values)));
    lists = Collections.unmodifiableSortedMap(copies);
  }

  private static List<Object> checked(String name, List<Object> values) {
    Hyperparameters.checkName(name);
    Require.that(
        values != null && !values.isEmpty(),
        "search list of '%s' is empty, needs at least 1 value; leave the list out to keep '%s' as"
            + " it is",
        name,
        name);
    Set<Object> seen = new HashSet<>();
    for (Object value : values) {
      Require.that(seen.add(value), "search list of '%s' has %s twice; drop one", name, value);
      checkValue(name, value);
    }
    return List.copyOf(values);
  }

  private static void checkValue(String name, Object value) {
    try {
      Hyperparameters.muNet(1).with(name, value);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          Require.text("search list of '%s': %s", name, wrong.getMessage()), wrong);
    }
  }

  /** Only the number of layers, 1 to {@code most}; muNet without auto-tune. 0 searches nothing. */
  public static SearchSpace layers(int most) {
    Require.that(most >= 0, "search space: most layers is %d, needs 0 or more", most);
    SortedMap<String, List<Object>> lists = new TreeMap<>();
    if (most > 0) {
      List<Object> depths = new ArrayList<>(IntStream.rangeClosed(1, most).boxed().toList());
      lists.put(Hyperparameters.LAYERS, depths);
    }
    return new SearchSpace(lists);
  }

  /** muNet's auto-tune lists (§4.5) but for image size and colour, with the number of layers. */
  public static SearchSpace autoTune(int mostLayers) {
    TreeMap<String, List<Object>> lists = new TreeMap<>(layers(mostLayers).lists);
    lists.put(Hyperparameters.ADAPTER_DIM, List.of(8, 16, 32, 64, 128));
    lists.put("opt_lr", List.of(1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1));
    lists.put("opt_lr_schedule", List.of(Schedule.CONSTANT, Schedule.COSINE, Schedule.RESTARTS));
    lists.put("opt_lr_warmup_ratio", List.of(.01, .02, .05, .1, .2, .3, .4));
    lists.put("opt_momentum", List.of(0.0, .2, .4, .5, .6, .7, .8, .9, .95, .99));
    lists.put("opt_nesterov", List.of(true, false));
    lists.put("ds_area_range_min", List.of(.01, .02, .05, .1, .2, .5, 1.0));
    lists.put("ds_aspect_ratio_range_min", List.of(.25, .5, .75, 1.0));
    lists.put("ds_flip_left_right", List.of(true, false));
    return new SearchSpace(lists);
  }

  public boolean has(String name) {
    return lists.containsKey(name);
  }

  /** A neighbour in the list: one place up or down with probability ½ each, clamped at the ends. */
  public Object step(String name, Object value, RandomGenerator random) {
    Require.that(
        has(name), "hyperparameter '%s' has no search list; there are %s", name, lists.keySet());
    List<Object> values = lists.get(name);
    int place = value == null ? -1 : values.indexOf(value);
    Require.that(
        place >= 0,
        "hyperparameter '%s' is %s, its search list is %s; start from a listed value or add it",
        name,
        value,
        values);
    int next = place + (random.nextBoolean() ? 1 : -1);
    return values.get(Math.max(0, Math.min(values.size() - 1, next)));
  }

  /** Steps each hyperparameter of this prefix that has a list, with the given probability. */
  public Hyperparameters mutate(
      Hyperparameters parent, String prefix, double probability, RandomGenerator random) {
    Hyperparameters child = parent;
    for (String name : lists.keySet()) {
      if (name.startsWith(prefix) && random.nextDouble() < probability) {
        child = child.with(name, step(name, child.values().get(name), random));
      }
    }
    return child;
  }
}
