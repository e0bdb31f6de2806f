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
 * @param values numbers, truth values or schedules by name
 */
public record Hyperparameters(SortedMap<String, Object> values) {
  public static final String LAYERS = "num_layers";
  public static final String ADAPTER_DIM = "adapter_dim";
  public static final String DATA_PREFIX = "ds_";
  public static final String OPTIMISER_PREFIX = "opt_";

  public Hyperparameters {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** muNet's defaults; {@code layers} is the depth of the root. */
  public static Hyperparameters muNet(int layers) {
    return new Hyperparameters(
        new TreeMap<>(
            Map.of(
                LAYERS,
                layers,
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
                true)));
  }

  /** The same choices but for one. */
  public Hyperparameters with(String name, Object value) {
    Require.that(
        values.containsKey(name), "no hyperparameter '%s'; there are %s", name, values.keySet());
    Object old = values.get(name);
    Require.that(
        old.getClass() == value.getClass(),
        "hyperparameter '%s' is %s, needs a %s such as %s",
        name,
        value,
        old.getClass().getSimpleName(),
        old);
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

  public int integer(String name) {
    return (Integer) values.get(name);
  }

  /** The optimiser that these choices describe. */
  public Sgd sgd() {
    return new Sgd(
        number("opt_lr"),
        (Schedule) values.get("opt_lr_schedule"),
        number("opt_lr_warmup_ratio"),
        number("opt_momentum"),
        (Boolean) values.get("opt_nesterov"));
  }

  /** The augmentation that these choices describe. */
  public Augmentation augmentation() {
    return new Augmentation(
        number("ds_area_range_min"),
        number("ds_aspect_ratio_range_min"),
        (Boolean) values.get("ds_flip_left_right"));
  }

  private double number(String name) {
    return ((Number) values.get(name)).doubleValue();
  }
}
