package org.munet4j.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.munet4j.train.Augmentation;
import org.munet4j.train.Colour;
import org.munet4j.train.Sgd;

class HyperparametersTest {
  private static final Hyperparameters DEFAULTS = Hyperparameters.muNet(3);

  static void refused(String part, Executable action) {
    Exception error = assertThrows(IllegalArgumentException.class, action);
    assertEquals(IllegalArgumentException.class, error.getClass());
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  @Test
  void describeThePapersOptimiserAndAugmentation() {
    assertEquals(Sgd.standard(), DEFAULTS.sgd());
    assertEquals(new Augmentation(0.05, 0.75, true), DEFAULTS.augmentation());
    assertEquals(3, DEFAULTS.integer(Hyperparameters.LAYERS));
    assertEquals(0.1, DEFAULTS.number(Hyperparameters.MU));
    assertEquals(32, DEFAULTS.integer(Hyperparameters.IMAGE_SIZE));
  }

  @Test
  void withoutAugmentationImagesStayAsTheyAre() {
    Hyperparameters plain = Hyperparameters.plain(2, 48);
    assertTrue(plain.augmentation().isNone());
    assertEquals(Sgd.standard(), plain.sgd());
    assertEquals(2, plain.integer(Hyperparameters.LAYERS));
    assertEquals(48, plain.integer(Hyperparameters.IMAGE_SIZE));
  }

  @Test
  void describeColourAndCanSwitchCroppingOff() {
    Hyperparameters coloured =
        DEFAULTS
            .with("ds_quality_delta", 0.01)
            .with("ds_brightness_delta", 0.02)
            .with("ds_contrast_delta", 0.05)
            .with("ds_saturation_delta", 0.1)
            .with("ds_hue_delta", 0.2);
    Colour colour = new Colour(0.01, 0.02, 0.05, 0.1, 0.2);
    assertEquals(new Augmentation(0.05, 0.75, true, colour), coloured.augmentation());
    assertEquals(
        new Augmentation(1, 0.75, true, colour), coloured.with("ds_crop", false).augmentation());
  }

  @Test
  void learnedProbabilitiesAreKeptAndInheritedByPrefix() {
    Hyperparameters learned =
        DEFAULTS.with("_mu_|hp:opt_lr", 0.12).with("_mu_|clone:encoderblock_1", 1.0);
    assertEquals(OptionalDouble.of(0.12), learned.learned("hp:opt_lr"));
    assertEquals(0.12, learned.number("_mu_|hp:opt_lr"));
    assertEquals(OptionalDouble.empty(), learned.learned("add:residual_adapter_0"));
    assertEquals(learned, new Hyperparameters(learned.values()));
    assertEquals(learned, DEFAULTS.with("_mu_|", learned));
    refused("no hyperparameter '_mu_|opt_lr'", () -> learned.learned("opt_lr"));
  }

  static Stream<Arguments> wrongValues() {
    return Stream.of(
        Arguments.of("adapter_dim", 0, "'adapter_dim' is 0, needs at least 1"),
        Arguments.of("adapter_dim", -1, "'adapter_dim' is -1, needs at least 1"),
        Arguments.of("num_layers", -1, "'num_layers' is -1, needs at least 0"),
        Arguments.of("num_layers", 2.0, "'num_layers' is 2.0, needs type Integer such as 1"),
        Arguments.of("opt_lr", 0.0, "learning rate is 0.0"),
        Arguments.of("opt_lr", Double.NaN, "learning rate is NaN"),
        Arguments.of("opt_lr", null, "'opt_lr' is null, needs type Double such as 0.01"),
        Arguments.of("opt_lr_schedule", "COSINE", "'opt_lr_schedule' is \"COSINE\""),
        Arguments.of("opt_momentum", 1.0, "momentum is 1.0"),
        Arguments.of("opt_lr_warmup_ratio", 1.0, "warm-up ratio is 1.0"),
        Arguments.of("ds_area_range_min", 0.0, "smallest area is 0.0"),
        Arguments.of("ds_aspect_ratio_range_min", 1.5, "smallest aspect is 1.5"),
        Arguments.of("ds_image_size", 0, "'ds_image_size' is 0, needs at least 1"),
        Arguments.of("ds_crop", 1.0, "'ds_crop' is 1.0, needs type Boolean"),
        Arguments.of("ds_brightness_delta", 1.1, "brightness delta is 1.1, needs 0 to 1"),
        Arguments.of("ds_contrast_delta", -0.1, "contrast delta is -0.1"),
        Arguments.of("ds_saturation_delta", Double.NaN, "saturation delta is NaN"),
        Arguments.of("ds_hue_delta", 0.6, "hue delta is 0.6, needs 0 to 0.5"),
        Arguments.of("ds_quality_delta", 2.0, "quality delta is 2.0"),
        Arguments.of("_mu_", 1.1, "'_mu_' is 1.1, needs a number from 0 to 1"),
        Arguments.of("_mu_|hp:opt_lr", -0.1, "'_mu_|hp:opt_lr' is -0.1, needs a number from 0"),
        Arguments.of("_mu_|clone:head", 1, "'_mu_|clone:head' is 1, needs a number from 0 to 1"),
        Arguments.of("_mu_|clone:head", null, "'_mu_|clone:head' is null"),
        Arguments.of("_mu_|", 0.1, "no hyperparameter '_mu_|'; there are"),
        Arguments.of("_mu_|clone", 0.1, "no hyperparameter '_mu_|clone'"),
        Arguments.of("_mu_|hp:a b", 0.1, "_mu_| with an action such as hp:opt_lr"));
  }

  @ParameterizedTest
  @MethodSource("wrongValues")
  void aWrongValueIsRefusedWhereItIsMade(String name, Object value, String part) {
    refused(part, () -> DEFAULTS.with(name, value));
    TreeMap<String, Object> values = new TreeMap<>(DEFAULTS.values());
    values.put(name, value);
    refused(part, () -> new Hyperparameters(values));
  }

  @Test
  void unknownAndMissingNamesAreRefusedWhereTheyAreMade() {
    TreeMap<String, Object> values = new TreeMap<>(DEFAULTS.values());
    values.put("opt_rate", 0.1);
    refused(
        "no hyperparameter 'opt_rate'; there are [_mu_, adapter_dim",
        () -> new Hyperparameters(values));
    values.remove("opt_rate");
    values.remove("opt_lr");
    refused(
        "'opt_lr' is missing; it needs a value of type Double such as",
        () -> new Hyperparameters(values));
    refused("no hyperparameter 'opt_rate'", () -> DEFAULTS.with("opt_rate", 0.1));
    refused("no hyperparameter 'null'", () -> DEFAULTS.with(null, 0.1));
  }

  @Test
  void aNumberThatIsNotWholeIsNotReadAsOne() {
    refused("'opt_lr' is 0.01, not a whole number", () -> DEFAULTS.integer("opt_lr"));
    refused("'ds_crop' is true, not a number with", () -> DEFAULTS.number("ds_crop"));
    refused("'_mu_|hp:opt_lr' is null, not a number", () -> DEFAULTS.number("_mu_|hp:opt_lr"));
    refused("no hyperparameter 'layers'", () -> DEFAULTS.integer("layers"));
  }

  @Test
  void laterChangesOfTheMapChangeNothing() {
    TreeMap<String, Object> values = new TreeMap<>(DEFAULTS.values());
    Hyperparameters made = new Hyperparameters(values);
    values.clear();
    assertEquals(DEFAULTS, made);
  }
}
