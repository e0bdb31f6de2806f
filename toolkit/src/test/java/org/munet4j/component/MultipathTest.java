package org.munet4j.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.munet4j.component.Mixing.Condition;
import org.munet4j.component.Multipath.Branch;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;

class MultipathTest {
  private static final Vit VIT = new Vit(8, 4, 8, 16, 2, 2);
  private static final ModelPath MAIN = Fresh.path(VIT, 3, "a", RandomStream.seeded(1));
  private static final ModelPath OTHER =
      Fresh.path(new Vit(12, 4, 12, 16, 2, 1), 5, "b", RandomStream.seeded(2)).withoutHead();
  private static final Mixing MIXING = Mixing.perSample();

  private static Component router(int paths) {
    return Multipath.freshRouter(Condition.SAMPLE, 3, paths, 0.8, "a");
  }

  private static Branch branch(ModelGraph graph, int place) {
    return new Branch("m", graph, Multipath.freshConnector(place, 3, graph.outputs(), "a"));
  }

  private static Multipath both() {
    return new Multipath(MAIN, List.of(branch(OTHER, 1)), router(2), MIXING);
  }

  @Test
  void aFreshRoutersBiasesAreThoseOfThePaper() {
    float[] two = router(2).tensors().get("bias").toArray();
    assertArrayEquals(new float[] {1.386294f, 0}, two, 5e-7f);
    float[] three = router(3).tensors().get("bias").toArray();
    assertArrayEquals(new float[] {2.079442f, 0, 0}, three, 5e-7f);
    assertEquals(Tensor.full(1, 3), router(2).tensors().get("norm/scale"));
    assertEquals(Tensor.zeros(2, 3), router(2).tensors().get("kernel"));
  }

  @Test
  void parametersAreThoseOfThePaper() {
    assertEquals(1_025_000, Multipath.freshConnector(1, 1000, 1024, "a").parameters());
    assertEquals(4_002, Multipath.freshRouter(Condition.SAMPLE, 1000, 2, 0.8, "a").parameters());
    assertEquals(2, Multipath.freshRouter(Condition.TASK, 1000, 2, 0.8, "a").parameters());
  }

  @Test
  void itsOwnComponentsAreConnectorsAndRouterAndItsPathsComeBeforeThem() {
    Multipath multipath = both();
    assertEquals(
        List.of("connector_1", "router"), multipath.own().stream().map(Component::name).toList());
    assertEquals(List.of(MAIN, OTHER), multipath.paths());
    assertSame(MAIN, multipath.mainPath());
    assertEquals(3, multipath.classes());
    assertEquals(3, multipath.outputs());
    int all = MAIN.components().size() + OTHER.components().size() + 2;
    assertEquals(all, multipath.components().size());
    long joints = 3 * 12 + 3 + 3 + 3 + 2 * 3 + 2;
    assertEquals(MAIN.parameters() + OTHER.parameters() + joints, multipath.parameters());
    assertTrue(multipath.flops() > MAIN.flops() + OTHER.flops());
    assertThrows(IllegalStateException.class, multipath::single);
  }

  @Test
  void sharedComponentsCountOnce() {
    ModelPath half = MAIN.withoutHead();
    Multipath multipath = new Multipath(MAIN, List.of(branch(half, 1)), router(2), MIXING);
    assertEquals(MAIN.components().size() + 2, multipath.components().size());
  }

  @Test
  void aPathWithoutAHeadAnswersAsManyNumbersAsItIsWide() {
    assertEquals(12, OTHER.outputs());
    assertEquals(0, OTHER.classes());
    assertEquals(OTHER, OTHER.withoutHead());
  }

  @Test
  void onlyItsOwnComponentsAreReplaced() {
    Multipath multipath = both();
    Component connector =
        new Component(
            "connector_1",
            "z",
            new java.util.TreeMap<>(
                java.util.Map.of("bias", Tensor.full(2, 3), "kernel", Tensor.full(1, 3, 12))));
    Multipath changed = multipath.replacing(List.of(connector, MAIN.components().get(0)));
    assertEquals(connector, changed.component("connector_1").orElseThrow());
    assertEquals(multipath.router(), changed.router());
    assertEquals(multipath.paths(), changed.paths());
    assertNotEquals(multipath, changed);
  }

  @Test
  void aMultipathMayBeABranch() {
    Branch nested = branch(both(), 1);
    Component even = Multipath.freshRouter(Condition.SAMPLE, 3, 2, 0.5, "a");
    Multipath outer = new Multipath(MAIN, List.of(nested), even, MIXING);
    assertEquals(List.of(MAIN, MAIN, OTHER), outer.paths());
    assertEquals(both().components().size() + 2, outer.components().size());
  }

  private static void refused(String word, Executable made) {
    String said = assertThrows(IllegalArgumentException.class, made).getMessage();
    assertTrue(said.contains(word), said);
  }

  @Test
  void whatDoesNotFitIsRefusedWithASentence() {
    Branch right = branch(OTHER, 1);
    refused(
        "main path has no head",
        () -> new Multipath(MAIN.withoutHead(), List.of(right), router(2), MIXING));
    refused("at least one path", () -> new Multipath(MAIN, List.of(), router(1), MIXING));
    refused("needs [2]", () -> new Multipath(MAIN, List.of(right), router(3), MIXING));
    refused(
        "connector_1 must",
        () -> new Multipath(MAIN, List.of(branch(OTHER, 2)), router(2), MIXING));
    Branch narrow = new Branch("m", OTHER, Multipath.freshConnector(1, 3, 7, "a"));
    refused("[3, 12]", () -> new Multipath(MAIN, List.of(narrow), router(2), MIXING));
    refused("router must", () -> new Multipath(MAIN, List.of(right), right.connector(), MIXING));
    refused(
        "router",
        () -> new Multipath(MAIN, List.of(right), router(2), MIXING.condition(Condition.TASK)));
    refused("weight 1", () -> Multipath.freshRouter(Condition.TASK, 3, 2, 1, "a"));
  }

  @Test
  void aMixingRefusesNumbersOutOfTheirRange() {
    refused("multiplier is 0", () -> MIXING.multiplier(0));
    refused("multiplier is NaN", () -> MIXING.multiplier(Double.NaN));
    refused("threshold is 1", () -> MIXING.skippingBelow(1));
    refused("threshold is -0.1", () -> MIXING.skippingBelow(-0.1));
    assertEquals(new Mixing(Condition.SAMPLE, 0.05, true, 0), MIXING);
    assertEquals(
        new Mixing(Condition.TASK, 1, false, 0.1),
        MIXING.condition(Condition.TASK).multiplier(1).coupled().skippingBelow(0.1));
  }
}
