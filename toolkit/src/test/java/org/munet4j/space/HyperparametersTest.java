package org.munet4j.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.munet4j.train.Augmentation;
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
        Arguments.of("ds_aspect_ratio_range_min", 1.5, "smallest aspect is 1.5"));
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
        "no hyperparameter 'opt_rate'; there are [adapter_dim", () -> new Hyperparameters(values));
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
