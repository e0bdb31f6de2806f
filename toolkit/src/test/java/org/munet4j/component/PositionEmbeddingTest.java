package org.munet4j.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.munet4j.Cases;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;

class PositionEmbeddingTest {
  private static Vit vit(int grid, int width) {
    return new Vit(4 * grid, 4, width, 5, 1, 1);
  }

  private static Component embedding(int width, float... values) {
    Tensor tensor = Tensor.of(values, 1, values.length / width, width);
    return new Component(Vit.POSITION, "root", new TreeMap<>(Map.of("embedding", tensor)));
  }

  private static float[] resized(Component old, Vit from, Vit to) {
    return PositionEmbedding.resized(old, from, to, "one").tensors().get("embedding").toArray();
  }

  @Test
  void fourPlacesGrowToNine() {
    float[] grown = resized(embedding(1, 9, 0, 2, 4, 10), vit(2, 1), vit(3, 1));
    assertArrayEquals(new float[] {9, 0, 1, 2, 2, 4, 6, 4, 7, 10}, grown);
  }

  @Test
  void ninePlacesShrinkToTheirCorners() {
    float[] shrunk = resized(embedding(1, 9, 1, 2, 3, 4, 5, 6, 7, 8, 0), vit(3, 1), vit(2, 1));
    assertArrayEquals(new float[] {9, 1, 3, 7, 0}, shrunk);
  }

  @Test
  void everyChannelIsZoomedAlone() {
    Component old = embedding(2, 9, -9, 0, 10, 2, 30, 4, 50, 10, 90);
    assertArrayEquals(
        new float[] {9, -9, 0, 10, 1, 20, 2, 30, 2, 30, 4, 45, 6, 60, 4, 50, 7, 70, 10, 90},
        resized(old, vit(2, 2), vit(3, 2)));
  }

  @Test
  void onePlaceIsRepeatedAndIsTheFirstCorner() {
    assertArrayEquals(
        new float[] {9, 5, 5, 5, 5}, resized(embedding(1, 9, 5), vit(1, 1), vit(2, 1)));
    assertArrayEquals(
        new float[] {9, 1}, resized(embedding(1, 9, 1, 2, 3, 4), vit(2, 1), vit(1, 1)));
  }

  /** A plane is what bilinear zooming must keep, whatever the sizes. */
  @Test
  void aPlaneStaysTheSamePlane() {
    Cases.check(
        100,
        random -> {
          int g = random.nextInt(2, 20);
          int n = random.nextInt(2, 20);
          assertArrayEquals(plane(n), resized(embedding(1, plane(g)), vit(g, 1), vit(n, 1)), 1e-5f);
        });
  }

  private static float[] plane(int grid) {
    float[] values = new float[1 + grid * grid];
    values[0] = 7;
    for (int i = 0; i < grid * grid; i++) {
      values[1 + i] = 3f * (i / grid) / (grid - 1) - 2f * (i % grid) / (grid - 1);
    }
    return values;
  }

  @Test
  void theSameGridKeepsEveryBit() {
    Vit vit = vit(5, 3);
    Component old = Fresh.component(vit, Vit.POSITION, 0, "root", RandomStream.seeded(1));
    Component same = PositionEmbedding.resized(old, vit, vit.withImageSize(22), "one");
    assertEquals(old.tensors(), same.tensors());
    assertEquals(old.id(), same.id());
    assertEquals("one", same.owner());
  }

  @Test
  void otherWidthsAndComponentsAreRefused() {
    Component old = embedding(1, 9, 1, 2, 3, 4);
    refused("width is 1, the wanted geometry has 2", old, vit(2, 1), vit(3, 2));
    refused("[1, 5, 1], needs [1, 10, 1]", old, vit(3, 1), vit(2, 1));
    Component cls = Fresh.component(vit(2, 1), Vit.CLS, 0, "root", RandomStream.seeded(1));
    refused("component is cls, needs posembed_input", cls, vit(2, 1), vit(3, 1));
  }

  private static void refused(String part, Component old, Vit from, Vit to) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> PositionEmbedding.resized(old, from, to, "one"))
            .getMessage();
    assertTrue(message.contains(part), message);
  }
}
