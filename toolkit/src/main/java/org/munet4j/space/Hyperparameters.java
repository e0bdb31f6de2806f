package org.munet4j.space;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.munet4j.internal.Require;
import org.munet4j.train.Augmentation;
import org.munet4j.train.Colour;
import org.munet4j.train.Schedule;
import org.munet4j.train.Sgd;

/**
 * The named choices behind one model, by the papers' names such as {@code opt_lr} and {@code
 * ds_flip_left_right} (muNet family, §4.5).
 *
 * @param values numbers, truth values or schedules by name: all names of {@link #muNet}, and any
 *     number of learned probabilities such as {@code _mu_|clone:encoderblock_1} (§6.3)
 */
public record Hyperparameters(SortedMap<String, Object> values) {
  public static final String LAYERS = "num_layers";
  public static final String ADAPTER_DIM = "adapter_dim";
  public static final String DATA_PREFIX = "ds_";
  public static final String OPTIMISER_PREFIX = "opt_";

  public static final String IMAGE_SIZE = "ds_image_size";
  public static final String MU = "_mu_";

  /** What the name of a learned probability begins with; the action follows. */
  public static final String LEARNED_PREFIX = MU + "|";

  /** Paths side by side, the main one included. */
  public static final String PATHS = "num_paths";

  public static final String ROUTER_RATE = "router_lr_mult";
  public static final String MAIN_WEIGHT = "router_init_main_path_weight";

  /** What only multipath models have. */
  private static final SortedMap<String, Object> MULTIPATH =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(Map.of(PATHS, 2, ROUTER_RATE, 0.05, MAIN_WEIGHT, 0.8)));

  private static final Pattern ACTION = Pattern.compile("[a-z]{1,20}:[a-z0-9_]{1,80}");
  private static final SortedMap<String, Object> DEFAULTS = defaults();

  private static SortedMap<String, Object> defaults() {
    SortedMap<String, Object> defaults = new TreeMap<>(added(32));
    defaults.put(LAYERS, 1);
    defaults.put(ADAPTER_DIM, 32);
    defaults.put("opt_lr", 0.01);
    defaults.put("opt_lr_schedule", Schedule.COSINE);
    defaults.put("opt_lr_warmup_ratio", 0.1);
    defaults.put("opt_momentum", 0.9);
    defaults.put("opt_nesterov", false);
    defaults.put("ds_area_range_min", 0.05);
    defaults.put("ds_aspect_ratio_range_min", 0.75);
    defaults.put("ds_flip_left_right", true);
    return Collections.unmodifiableSortedMap(defaults);
  }

  /** The names that earlier files lack, with values that change nothing. */
  public static SortedMap<String, Object> added(int imageSize) {
    SortedMap<String, Object> added = new TreeMap<>();
    added.put(MU, 0.1);
    added.put(IMAGE_SIZE, imageSize);
    added.put("ds_crop", true);
    for (String change : List.of("quality", "brightness", "contrast", "saturation", "hue")) {
      added.put("ds_" + change + "_delta", 0.0);
    }
    return added;
  }

  public Hyperparameters {
    TreeMap<String, Object> copy = new TreeMap<>();
    copy.putAll(values);
    copy.keySet().forEach(Hyperparameters::checkName);
    DEFAULTS.forEach((name, example) -> checkKind(copy, name, example));
    MULTIPATH.forEach(
        (name, example) -> {
          if (copy.containsKey(name)) {
            checkKind(copy, name, example);
          }
        });
    checkMixing(copy);
    checkLeast(copy, LAYERS, 0);
    checkLeast(copy, ADAPTER_DIM, 1);
    checkLeast(copy, IMAGE_SIZE, 1);
    copy.subMap(MU, LEARNED_PREFIX + Character.MAX_VALUE)
        .forEach(Hyperparameters::checkProbability);
    sgd(copy);
    augmentation(copy);
    values = Collections.unmodifiableSortedMap(copy);
  }

  static void checkName(String name) {
    Require.that(
        name != null
            && (DEFAULTS.containsKey(name) || MULTIPATH.containsKey(name) || isLearned(name)),
        "no hyperparameter '%s'; there are %s, of multipaths %s, and %s with an action such as"
            + " hp:opt_lr or clone:encoderblock_1",
        name,
        DEFAULTS.keySet(),
        MULTIPATH.keySet(),
        LEARNED_PREFIX);
  }

  static boolean isLearned(String name) {
    return name.startsWith(LEARNED_PREFIX)
        && ACTION.matcher(name.substring(LEARNED_PREFIX.length())).matches();
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

  private static void checkMixing(Map<String, Object> values) {
    double rate = (Double) values.getOrDefault(ROUTER_RATE, 1.0);
    double weight = (Double) values.getOrDefault(MAIN_WEIGHT, 0.5);
    int paths = (Integer) values.getOrDefault(PATHS, 2);
    Require.that(paths >= 2, "hyperparameter '%s' is %d, needs at least 2", PATHS, paths);
    Require.that(rate > 0, "hyperparameter '%s' is %s, needs more than 0", ROUTER_RATE, rate);
    Require.that(
        weight > 0 && weight < 1,
        "hyperparameter '%s' is %s, needs a number between 0 and 1 such as 0.8",
        MAIN_WEIGHT,
        weight);
  }

  private static void checkProbability(String name, Object value) {
    Require.that(
        value instanceof Double chance && chance >= 0 && chance <= 1,
        "hyperparameter '%s' is %s, needs a number from 0 to 1 such as 0.1",
        name,
        value);
  }

  private static void checkLeast(Map<String, Object> values, String name, int least) {
    Require.that(
        (Integer) values.get(name) >= least,
        "hyperparameter '%s' is %s, needs at least %d",
        name,
        values.get(name),
        least);
  }

  /** muNet's defaults (§4.5), for images of 32 pixels; {@code layers} is the root's depth. */
  public static Hyperparameters muNet(int layers) {
    return new Hyperparameters(DEFAULTS).with(LAYERS, layers);
  }

  /** µ2Net+'s defaults (§6.5): the images of training stay as they are. */
  public static Hyperparameters plain(int layers, int imageSize) {
    return muNet(layers).with(IMAGE_SIZE, imageSize).withoutAugmentation();
  }

  /** Multipath agents' defaults (§8.2, §8.4) beside a main path of this depth and image size. */
  public static Hyperparameters multipath(int layers, int imageSize) {
    TreeMap<String, Object> all = new TreeMap<>(mu4Net(layers, imageSize).values);
    all.putAll(MULTIPATH);
    return new Hyperparameters(all);
  }

  /** What the single-path agents of paper 5 begin with (§8.2), images of training as they are. */
  public static Hyperparameters mu4Net(int layers, int imageSize) {
    return plain(layers, imageSize)
        .with(MU, 0.2)
        .with("opt_lr", 0.02)
        .with("opt_lr_warmup_ratio", 0.02)
        .with("opt_momentum", 0.8)
        .with("opt_nesterov", true);
  }

  /** The same choices, but images of training are neither cropped nor mirrored. */
  public Hyperparameters withoutAugmentation() {
    return with("ds_area_range_min", 1.0)
        .with("ds_aspect_ratio_range_min", 1.0)
        .with("ds_flip_left_right", false);
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

  /** A choice that is a whole number: {@link #LAYERS}, {@link #ADAPTER_DIM}, image size. */
  public int integer(String name) {
    checkName(name);
    Require.that(
        values.get(name) instanceof Integer,
        "hyperparameter '%s' is %s, not a whole number; read it from values()",
        name,
        values.get(name));
    return (Integer) values.get(name);
  }

  /** A choice that is any other number, such as {@link #MU} or {@code opt_lr}. */
  public double number(String name) {
    checkName(name);
    Require.that(
        values.get(name) instanceof Double,
        "hyperparameter '%s' is %s, not a number with a fraction; read it from values()",
        name,
        values.get(name));
    return (Double) values.get(name);
  }

  /**
   * The probability that was learned for an action such as {@code hp:opt_lr} (muNet family, §6.3);
   * set it with {@code with("_mu_|hp:opt_lr", 0.2)}.
   */
  public OptionalDouble learned(String action) {
    String name = LEARNED_PREFIX + action;
    checkName(name);
    return values.containsKey(name) ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
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
    Augmentation shape =
        new Augmentation(
            (Double) values.get("ds_area_range_min"),
            (Double) values.get("ds_aspect_ratio_range_min"),
            (Boolean) values.get("ds_flip_left_right"),
            new Colour(
                (Double) values.get("ds_quality_delta"),
                (Double) values.get("ds_brightness_delta"),
                (Double) values.get("ds_contrast_delta"),
                (Double) values.get("ds_saturation_delta"),
                (Double) values.get("ds_hue_delta")));
    return (Boolean) values.get("ds_crop")
        ? shape
        : new Augmentation(1, shape.aspectMin(), shape.flip(), shape.colour());
  }
}
