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
  private static final List<Boolean> SWITCH = List.of(true, false);
  private static final List<Integer> ADAPTERS = List.of(8, 16, 32, 64, 128);
  private static final List<Double> DELTAS = List.of(0.0, .01, .02, .05, .1, .2);
  private static final List<Double> RATES =
      List.of(1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, .01, .02, .05, .1, .2, .5);

  public SearchSpace {
    TreeMap<String, List<Object>> copies = new TreeMap<>();
    lists.forEach((name, values) -> copies.put(name, checked(name, values)));
    lists = Collections.unmodifiableSortedMap(copies);
  }

  private static List<Object> checked(String name, List<Object> values) {
    Hyperparameters.checkName(name);
    Require.that(
        !Hyperparameters.isLearned(name),
        "search list of '%s': a learned probability steps through the list of '%s'; leave it out",
        name,
        Hyperparameters.MU);
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
      Hyperparameters.multipath(1, 32).with(name, value);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          Require.text("search list of '%s': %s", name, wrong.getMessage()), wrong);
    }
  }

  /** Nothing; lists are added by {@link #with}. */
  private static SearchSpace none() {
    return new SearchSpace(new TreeMap<>());
  }

  /** Only the number of layers, 1 to {@code most}; muNet without auto-tune. 0 searches nothing. */
  public static SearchSpace layers(int most) {
    Require.that(most >= 0, "search space: most layers is %d, needs 0 or more", most);
    return most == 0 ? none() : none().with(Hyperparameters.LAYERS, range(1, most, 1));
  }

  /**
   * muNet's auto-tune lists (§4.5) with layers 1 to {@code mostLayers}. The paper also searches the
   * image size; {@code .with("ds_image_size", SearchSpace.muNetSizes())} adds it.
   */
  public static SearchSpace autoTune(int mostLayers) {
    return layers(mostLayers)
        .with(Hyperparameters.ADAPTER_DIM, ADAPTERS)
        .with("opt_lr", RATES.subList(0, 10))
        .with("opt_lr_schedule", List.of(Schedule.CONSTANT, Schedule.COSINE, Schedule.RESTARTS))
        .with("opt_lr_warmup_ratio", List.of(.01, .02, .05, .1, .2, .3, .4))
        .with("opt_momentum", List.of(0.0, .2, .4, .5, .6, .7, .8, .9, .95, .99))
        .with("opt_nesterov", SWITCH)
        .with("ds_area_range_min", List.of(.01, .02, .05, .1, .2, .5, 1.0))
        .with("ds_aspect_ratio_range_min", List.of(.25, .5, .75, 1.0))
        .with("ds_flip_left_right", SWITCH)
        .with("ds_brightness_delta", DELTAS)
        .with("ds_contrast_delta", DELTAS)
        .with("ds_saturation_delta", DELTAS)
        .with("ds_hue_delta", DELTAS);
  }

  /** The image sizes of §4.5: 16 to 384 in steps of 16; a root with patches of 16 takes them. */
  public static List<Integer> muNetSizes() {
    return range(16, 384, 16);
  }

  /** µ2Net's lists for large images and for growth from no layers (§5.5). */
  public static SearchSpace mu2Net() {
    return autoTune(0)
        .without(Hyperparameters.ADAPTER_DIM)
        .without("opt_lr_schedule")
        .with(Hyperparameters.MU, hundredths(10, 30))
        .with("opt_lr", RATES)
        .with("opt_momentum", List.of(.5, .6, .7, .8, .85, .9, .95, .98, .99))
        .with("ds_crop", SWITCH);
  }

  /**
   * µ2Net's lists for characters and the decathlon (§5.5, its end): muNet's with more rates and
   * momenta. The image size is added as in {@link #autoTune}; 0 layers keep the depth.
   */
  public static SearchSpace mu2NetCharacters(int mostLayers) {
    return autoTune(mostLayers)
        .with("opt_lr", RATES)
        .with("opt_momentum", List.of(0.0, .2, .4, .5, .6, .7, .8, .85, .9, .95, .98, .99));
  }

  /**
   * µ2Net+'s lists (§6.5). For the large root, which takes no adapters, use {@code
   * .without("adapter_dim")}.
   *
   * @param mostLayers layers go from 0 to it; with 0 the depth stays
   * @param imageSizes in order, in pixels; none keep the size
   */
  public static SearchSpace mu2NetPlus(int mostLayers, List<Integer> imageSizes) {
    Require.that(mostLayers >= 0, "search space: most layers is %d, needs 0 or more", mostLayers);
    SearchSpace space =
        mu2Net()
            .without("ds_crop")
            .with(Hyperparameters.MU, hundredths(2, 30))
            .with("opt_lr_warmup_ratio", List.of(0.0, .01, .02, .05, .1, .2, .3))
            .with("opt_momentum", List.of(.5, .6, .7, .75, .8, .85, .9, .95, .98, .99))
            .with("ds_area_range_min", List.of(.05, .5, .95, 1.0))
            .with("ds_aspect_ratio_range_min", List.of(.5, .75, 1.0))
            .with("ds_quality_delta", DELTAS)
            .with(Hyperparameters.ADAPTER_DIM, ADAPTERS);
    SearchSpace deep =
        mostLayers == 0 ? space : space.with(Hyperparameters.LAYERS, range(0, mostLayers, 1));
    return imageSizes.isEmpty() ? deep : deep.with(Hyperparameters.IMAGE_SIZE, imageSizes);
  }

  /** Multipath agents' lists (§8.2, §8.4): µ2Net+'s without depth, image size and adapters. */
  public static SearchSpace multipath() {
    return mu4Net(0, List.of())
        .with(Hyperparameters.ROUTER_RATE, List.of(.01, .02, .05, .1, .2, .5, 1.0))
        .with(Hyperparameters.PATHS, List.of(2, 3));
  }

  /** The lists of paper 5's single-path agents: µ2Net+'s without adapters, with rates up to 1. */
  public static SearchSpace mu4Net(int mostLayers, List<Integer> imageSizes) {
    List<Double> rates = new ArrayList<>(RATES);
    rates.add(1.0);
    return mu2NetPlus(mostLayers, imageSizes)
        .without(Hyperparameters.ADAPTER_DIM)
        .with("opt_lr", rates);
  }

  private static List<Integer> range(int first, int last, int step) {
    return IntStream.iterate(first, i -> i <= last, i -> i + step).boxed().toList();
  }

  /** Each second hundredth. */
  private static List<Double> hundredths(int first, int last) {
    return range(first, last, 2).stream().map(i -> i / 100.0).toList();
  }

  /** The same space with this list, in place of the one of this name if there is one. */
  public SearchSpace with(String name, List<?> values) {
    Hyperparameters.checkName(name);
    TreeMap<String, List<Object>> changed = new TreeMap<>(lists);
    changed.put(name, values == null ? List.of() : Collections.unmodifiableList(values));
    return new SearchSpace(changed);
  }

  /** The same space without a list of this name: the hyperparameter stays as it is. */
  public SearchSpace without(String name) {
    Hyperparameters.checkName(name);
    TreeMap<String, List<Object>> changed = new TreeMap<>(lists);
    changed.remove(name);
    return new SearchSpace(changed);
  }

  /** Whether this hyperparameter has a list; a learned probability has that of {@code _mu_}. */
  public boolean has(String name) {
    return lists.containsKey(list(name));
  }

  private static String list(String name) {
    return Hyperparameters.isLearned(name) ? Hyperparameters.MU : name;
  }

  /**
   * A neighbour in the list: one place up or down with probability ½ each, clamped at the ends. A
   * number that is not listed, as models have that were found with other lists, steps from the
   * nearest that is.
   */
  public Object step(String name, Object value, RandomGenerator random) {
    Require.that(
        has(name), "hyperparameter '%s' has no search list; there are %s", name, lists.keySet());
    List<Object> values = lists.get(list(name));
    boolean isNumber = value instanceof Number && values.get(0) instanceof Number;
    int place = isNumber ? nearest(values, (Number) value) : placeOf(name, value);
    int next = place + (random.nextBoolean() ? 1 : -1);
    return values.get(Math.max(0, Math.min(values.size() - 1, next)));
  }

  /** Checks that a search can begin here: each value is in its list; {@code _mu_} may be any. */
  public void check(Hyperparameters first) {
    for (String name : lists.keySet()) {
      if (!name.equals(Hyperparameters.MU)) {
        placeOf(name, first.values().get(name));
      }
    }
  }

  private int placeOf(String name, Object value) {
    List<Object> values = lists.get(list(name));
    int place = value == null ? -1 : values.indexOf(value);
    Require.that(
        place >= 0,
        "hyperparameter '%s' is %s, its search list is %s; start from a listed value or add it",
        name,
        value,
        values);
    return place;
  }

  /** The first of the listed numbers that are nearest to this one. */
  private static int nearest(List<Object> values, Number value) {
    int best = 0;
    for (int i = 1; i < values.size(); i++) {
      best = gap(values.get(i), value) < gap(values.get(best), value) ? i : best;
    }
    return best;
  }

  private static double gap(Object listed, Number value) {
    return Math.abs(((Number) listed).doubleValue() - value.doubleValue());
  }
}
