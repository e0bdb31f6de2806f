package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.data.Images;
import org.munet4j.system.Model;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;

/** The parameters per task of muNet's baselines (§4.6), from paths that are put together. */
class BaselineSizeTest {
  private static final Vit T3 = Vit.ti16(32, 3);
  private static final Vit B = Vit.b16(80);

  /** A root of which only the shapes are known. */
  private static Model root(Vit vit) {
    return Model.root(
        new ModelPath(
            vit,
            vit.components().stream()
                .map(
                    name ->
                        Component.stored(
                            name, "root", "0".repeat(64), vit.shapes(name, 2), () -> null))
                .toList()));
  }

  private static Task task(int classes) {
    List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    Images one = Images.of(1, 1, 1, new byte[1], new int[1], names, "one dot", "made here");
    return new Task("many", one, one, one);
  }

  /**
   * Distinct parameters of a system divided by its tasks. A head has (D + 1) parameters a class, so
   * one path with the classes of all tasks has exactly all of their heads.
   */
  private static double perTask(Vit vit, int tasks, int classes, Tuning tuning) {
    Offspring made =
        BaselineCycle.replica(root(vit), tuning, task(classes), RandomStream.seeded(1));
    long own = 0;
    long once = 0;
    for (Component component : made.path().components()) {
      boolean isOwn =
          made.trainable().contains(component.name()) && !component.name().equals(Vit.HEAD);
      own += isOwn ? component.parameters() : 0;
      once += isOwn ? 0 : component.parameters();
    }
    return (double) (own * tasks + once) / tasks;
  }

  private static double characters(Tuning tuning) {
    return perTask(T3, 8, 1720, tuning);
  }

  private static double decathlon(Tuning tuning) {
    return perTask(B, 10, 3128, tuning);
  }

  @Test
  void theCharactersOnThreeLayersAreAsInTheTable() {
    assertEquals(1_525_271, characters(new Tuning.FineTuning()));
    assertEquals(1_395_071, characters(new Tuning.FreezeBottom(0)));
    assertEquals(1_005_815, characters(new Tuning.FreezeBottom(1)));
    assertEquals(616_559, characters(new Tuning.FreezeBottom(2)));
    assertEquals(227_303, characters(new Tuning.FreezeBottom(3)));
    assertEquals(238_271, characters(new Tuning.Adapters(8)));
    assertEquals(247_511, characters(new Tuning.Adapters(16)));
    assertEquals(265_991, characters(new Tuning.Adapters(32)));
    assertEquals(302_951, characters(new Tuning.Adapters(64)));
    assertEquals(376_871, characters(new Tuning.Adapters(128)));
    assertEquals(524_711, characters(new Tuning.Adapters(256)));
    assertEquals(820_391, characters(new Tuning.Adapters(512)));
    assertEquals(1_525_271, characters(new Tuning.FromScratch()));
  }

  @Test
  void theDecathlonOnTheBaseModelIsAsInTheTable() {
    assertEquals(85_907_871.2, decathlon(new Tuning.FineTuning()));
    assertEquals(85_357_676, decathlon(new Tuning.FreezeBottom(0)));
    assertEquals(59_841_336.8, decathlon(new Tuning.FreezeBottom(4)));
    assertEquals(8_808_658.4, decathlon(new Tuning.FreezeBottom(12)));
    assertEquals(8_983_858.4, decathlon(new Tuning.Adapters(8)));
    assertEquals(9_131_410.4, decathlon(new Tuning.Adapters(16)));
    assertEquals(9_426_514.4, decathlon(new Tuning.Adapters(32)));
    assertEquals(10_016_722.4, decathlon(new Tuning.Adapters(64)));
    assertEquals(11_197_138.4, decathlon(new Tuning.Adapters(128)));
    assertEquals(13_557_970.4, decathlon(new Tuning.Adapters(256)));
    assertEquals(18_279_634.4, decathlon(new Tuning.Adapters(512)));
  }
}
