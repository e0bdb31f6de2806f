package org.munet4j.space;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.munet4j.internal.Require;
import org.munet4j.train.Augmentation;
import org.munet4j.train.Schedule;
import org.munet4j.train.Sgd;

/**
 * The named choices behind one model, by the papers' names such as {@code opt_lr} and {@code
 * ds_flip_left_right} (muNet family, §4.5).
 *
 * @param values numbers, truth values or schedules by name; exactly the names of {@link #muNet}
 */
public record Hyperparameters(SortedMap<String, Object> values) {
  public static final String LAYERS = "num_layers";
  public static final String ADAPTER_DIM = "adapter_dim";
  public static final String DATA_PREFIX = "ds_";
  public static final String OPTIMISER_PREFIX = "opt_";

  private static final SortedMap<String, Object> DEFAULTS =
      new TreeMap<>(
          Map.of(
              LAYERS,
              1,
              ADAPTER_DIM,
              32,
              "opt_lr",
              0.01,
              "opt_lr_schedule",
              Schedule.COSINE,
              "opt_lr_warmup_ratio",
              0.1,
              "opt_momentum",
              0.9,
              "opt_nesterov",
              false,
              "ds_area_range_min",
              0.05,
              "ds_aspect_ratio_range_min",
              0.75,
              "ds_flip_left_right",
              true));

  public Hyperparameters {
    TreeMap<String, Object> copy = new TreeMap<>();
    copy.putAll(values);
    copy.keySet().forEach(Hyperparameters::checkName);
    DEFAULTS.forEach((name, example) -> checkKind(copy, name, example));
    checkLeast(copy, LAYERS, 0);
    checkLeast(copy, ADAPTER_DIM, 1);
    sgd(copy);
    augmentation(copy);
    values = Collections.unmodifiableSortedMap(copy);
  }

  static void checkName(String name) {
    Require.that(
        name != null && DEFAULTS.containsKey(name),
        "no hyperparameter '%s'; there are %s",
        name,
        DEFAULTS.keySet());
  }

  private static void checkKind(Map<String, Object> values, String name, Object example) {
    Require.that(
        values.containsKey(name),
        "hyperparameter '%s' is missing; it needs a value of type %s such as %s",
        name,
        example.getClass().getSimpleName(),
        example);
    Object value = values.get(name);
    Require.that(
        value != null && value.getClass() == example.getClass(),
        "hyperparameter '%s' is %s, needs type %s such as %s",
        name,
        value instanceof String ? "\"" + value + "\"" : value,
        example.getClass().getSimpleName(),
        example);
  }

  private static void checkLeast(Map<String, Object> values, String name, int least) {
    Require.that(
        (Integer) values.get(name) >= least,
        "hyperparameter '%s' is %s, needs at least %d",
        name,
        values.get(name),
        least);
  }

  /** muNet's defaults; {@code layers} is the depth of the root. */
  public static Hyperparameters muNet(int layers) {
    return new Hyperparameters(DEFAULTS).with(LAYERS, layers);
  }

  /** The same choices but for one. */
  public Hyperparameters with(String name, Object value) {
    checkName(name);
    TreeMap<String, Object> changed = new TreeMap<>(values);
    changed.put(name, value);
    return new Hyperparameters(changed);
  }

  /** These choices, with those whose name starts with the prefix taken from the other. */
  public Hyperparameters with(String prefix, Hyperparameters other) {
    TreeMap<String, Object> changed = new TreeMap<>(values);
    other.values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            changed.put(name, value);
          }
        });
    return new Hyperparameters(changed);
  }

  /** A choice that is a whole number: {@link #LAYERS} or {@link #ADAPTER_DIM}. */
  public int integer(String name) {
    checkName(name);
    Require.that(
        values.get(name) instanceof Integer,
        "hyperparameter '%s' is %s, not a whole number; read it from values()",
        name,
        values.get(name));
    return (Integer) values.get(name);
  }

  /** The optimiser that these choices describe. */
  public Sgd sgd() {
    return sgd(values);
  }

  /** The augmentation that these choices describe. */
  public Augmentation augmentation() {
    return augmentation(values);
  }

  private static Sgd sgd(Map<String, Object> values) {
    return new Sgd(
        (Double) values.get("opt_lr"),
        (Schedule) values.get("opt_lr_schedule"),
        (Double) values.get("opt_lr_warmup_ratio"),
        (Double) values.get("opt_momentum"),
        (Boolean) values.get("opt_nesterov"));
  }

  private static Augmentation augmentation(Map<String, Object> values) {
    return new Augmentation(
        (Double) values.get("ds_area_range_min"),
        (Double) values.get("ds_aspect_ratio_range_min"),
        (Boolean) values.get("ds_flip_left_right"));
  }
}
