package org.munet4j.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
 * @param lists allowed values by hyperparameter
 */
public record SearchSpace(SortedMap<String, List<Object>> lists) {
  public SearchSpace {
    TreeMap<String, List<Object>> copies = new TreeMap<>();
    lists.forEach((name, values) -> copies.put(name, List.copyOf(values)));
    lists = Collections.unmodifiableSortedMap(copies);
  }

  /** Only the number of layers, 1 to {@code most}; muNet without auto-tune. */
  public static SearchSpace layers(int most) {
    List<Object> depths = new ArrayList<>(IntStream.rangeClosed(1, most).boxed().toList());
    return new SearchSpace(new TreeMap<>(Map.of(Hyperparameters.LAYERS, depths)));
  }

  /** muNet's auto-tune lists (§4.5) but for image size and colour, with the number of layers. */
  public static SearchSpace autoTune(int mostLayers) {
    TreeMap<String, List<Object>> lists = new TreeMap<>(layers(mostLayers).lists);
    lists.put(Hyperparameters.ADAPTER_DIM, List.of(8, 16, 32, 64, 128));
    lists.put("opt_lr", List.of(1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1));
    lists.put("opt_lr_schedule", List.of((Object[]) Schedule.values()));
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
    List<Object> values = lists.get(name);
    int place = values.indexOf(value);
    Require.that(
        place >= 0, "hyperparameter '%s' is %s, its search list is %s", name, value, values);
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
