package org.munet4j.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact parameter counts of the specification, §2.2, §4.6 and §12.2. */
class VitTest {
  private static final int CHARACTER_TASKS = 8;
  private static final int CHARACTER_CLASSES = 10 + 37 + 10 + 10 + 1623 + 10 + 10 + 10;
  private static final int DECATHLON_TASKS = 10;
  private static final int DECATHLON_CLASSES = 3128;

  static long parameters(Vit vit, String component, int size) {
    return vit.shapes(component, size).values().stream()
        .mapToLong(shape -> Arrays.stream(shape).reduce(1, (a, b) -> a * b))
        .sum();
  }

  private static long total(Vit vit, int classes) {
    return vit.components().stream().mapToLong(name -> parameters(vit, name, classes)).sum();
  }

  @Test
  void countsWholeModelsAsThePaper() {
    assertEquals(1_484_162, total(Vit.ti16(32, 3), 2));
    assertEquals(85_652_738, total(Vit.b16(32), 2));
    assertEquals(303_303_682, total(Vit.l16(224), 2));
  }

  @ParameterizedTest
  @CsvSource({
    "192, 444864, 147648, 384",
    "768, 7087872, 590592, 1536",
    "1024, 12596224, 787456, 2048"
  })
  void countsComponentsAsThePaper(int hidden, long block, long embedding, long norm) {
    Vit vit = new Vit(32, 16, hidden, 4 * hidden, hidden / 64, 1);
    assertEquals(block, parameters(vit, Vit.block(0), 0));
    assertEquals(embedding, parameters(vit, Vit.EMBEDDING, 0));
    assertEquals(norm, parameters(vit, Vit.NORM, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "8, 3656, 14600",
    "16, 6736, 26896",
    "32, 12896, 51488",
    "64, 25216, 100672",
    "128, 49856, 199040",
    "256, 99136, 395776",
    "512, 197696, 789248"
  })
  void countsAdaptersAsThePaper(int width, long small, long base) {
    assertEquals(small, parameters(Vit.ti16(32, 3), Vit.adapter(0), width));
    assertEquals(base, parameters(Vit.b16(32), Vit.adapter(0), width));
  }

  @Test
  void countsFullFineTuningPerTaskAsThePaper() {
    assertEquals(1_525_271.0, perTask(Vit.ti16(32, 3), CHARACTER_TASKS, CHARACTER_CLASSES, 0));
    assertEquals(85_907_871.2, perTask(Vit.b16(80), DECATHLON_TASKS, DECATHLON_CLASSES, 0), 1e-6);
  }

  @ParameterizedTest
  @CsvSource({"0, 1395071", "1, 1005815", "2, 616559", "3, 227303"})
  void countsFrozenBottomsPerTaskAsThePaper(int frozen, double perTask) {
    Vit vit = Vit.ti16(32, 3);
    long shared = 0;
    for (String name : vit.components()) {
      boolean isBottom = !Vit.isBlock(name) || Vit.layer(name) < frozen;
      shared += isBottom && !isTop(name) ? parameters(vit, name, 0) : 0;
    }
    assertEquals(perTask, perTask(vit, CHARACTER_TASKS, CHARACTER_CLASSES, shared));
  }

  @ParameterizedTest
  @CsvSource({"8, 238271", "16, 247511", "32, 265991", "64, 302951", "128, 376871", "512, 820391"})
  void countsAdaptersPerTaskAsThePaper(int width, double perTask) {
    Vit vit = Vit.ti16(32, 3);
    long body = total(vit, 2) - parameters(vit, Vit.HEAD, 2) - parameters(vit, Vit.NORM, 0);
    long own = 3 * parameters(vit, Vit.adapter(0), width) + parameters(vit, Vit.NORM, 0);
    long heads = CHARACTER_CLASSES * (vit.hidden() + 1L);
    assertEquals(perTask, (body + CHARACTER_TASKS * own + heads) / (double) CHARACTER_TASKS);
  }

  @Test
  void refusesWidthsThatDoNotDivideIntoHeads() {
    Exception error =
        assertThrows(IllegalArgumentException.class, () -> new Vit(32, 16, 100, 400, 3, 1));
    assertTrue(error.getMessage().contains("width 100 does not divide into 3 heads"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -3})
  void refusesATokenWithoutWidth(int hidden) {
    Exception error =
        assertThrows(IllegalArgumentException.class, () -> new Vit(32, 16, hidden, 8, 3, 1));
    assertTrue(error.getMessage().contains("width is " + hidden), error.getMessage());
  }

  @Test
  void readsTheNumberOfABlockOrAnAdapter() {
    assertEquals(12, Vit.layer("encoderblock_12"));
    assertEquals(0, Vit.layer("residual_adapter_0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"head", "residual_adapter_x", "residual_adapter_01", "encoderblock_99999999999"})
  void aNameWithoutALayerNumberGetsASentence(String name) {
    Exception error = assertThrows(IllegalArgumentException.class, () -> Vit.layer(name));
    assertTrue(error.getMessage().contains("'" + name + "' has no layer number"));
  }

  private static boolean isTop(String name) {
    return name.equals(Vit.NORM) || name.equals(Vit.HEAD);
  }

  private static double perTask(Vit vit, int tasks, int classes, long shared) {
    long body = total(vit, 2) - parameters(vit, Vit.HEAD, 2);
    long heads = classes * (vit.hidden() + 1L);
    return (shared + tasks * (body - shared) + heads) / (double) tasks;
  }
}
