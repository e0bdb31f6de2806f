package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.Cases;
import org.munet4j.data.ClassFolders;
import org.munet4j.data.Decoding;
import org.munet4j.data.Images;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Torch;

class FeedTest {
  /** Rounding of float32 sums over at most a few hundred pixels; a step of uint8 is 8e-3. */
  private static final float BOUND = 1e-5f;

  private static Images noise(int channels, int rows, int columns, int count, long seed) {
    byte[] pixels = new byte[channels * rows * columns * count];
    new SplittableRandom(seed).nextBytes(pixels);
    int[] labels = IntStream.range(0, count).map(i -> i % 2).toArray();
    return Images.of(
        channels, rows, columns, pixels, labels, List.of("a", "b"), "noise", "made here");
  }

  private static Images any(SplittableRandom random) {
    int channels = random.nextBoolean() ? 1 : 3;
    return noise(channels, random.nextInt(1, 70), random.nextInt(1, 70), 5, random.nextLong());
  }

  private static int[] places(SplittableRandom random) {
    return random.ints(random.nextInt(1, 9), 0, 5).toArray();
  }

  @Test
  void resizesLikeLoopsOverPixels() {
    Cases.check(
        150,
        random -> {
          Images images = any(random);
          int side = random.nextInt(1, 70);
          int[] places = places(random);
          try (NDManager scope = Torch.scope()) {
            float[] fed = Feed.of(scope, images, side).batch(scope, places).toFloatArray();
            assertArrayEquals(new Preprocessing(images, side).batch(places), fed, BOUND);
          }
        });
  }

  @Test
  void cropsAndMirrorsLikeLoopsOverPixels() {
    Cases.check(
        150,
        random -> {
          Images images = any(random);
          int side = random.nextInt(1, 70);
          int[] places = places(random);
          RandomStream draws = RandomStream.seeded(random.nextLong());
          Augmentation changes = new Augmentation(0.05, 0.75, random.nextBoolean());
          try (NDManager scope = Torch.scope()) {
            Feed feed = Feed.of(scope, images, side);
            float[] fed = feed.batch(scope, places, changes, draws).toFloatArray();
            float[] expected =
                new Preprocessing(images, side).batch(places, changes, draws.generator());
            assertArrayEquals(expected, fed, BOUND);
          }
        });
  }

  @Test
  void oneTensorOfAllImagesGivesTheSameBits() {
    Cases.check(
        30,
        random -> {
          Images images = any(random);
          int[] places = places(random);
          try (NDManager scope = Torch.scope()) {
            assertArrayEquals(
                Feed.of(scope, images, 16).batch(scope, places).toFloatArray(),
                Feed.resident(scope, images, 16).batch(scope, places).toFloatArray());
          }
        });
  }

  @Test
  void imagesInAFileGiveTheSameBitsAsThoseOnTheHeap(@TempDir Path folder) throws IOException {
    for (int i = 0; i < 6; i++) {
      BufferedImage image = new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB);
      image.setRGB(i, i, 0xff8040 + i);
      Path file = folder.resolve("pets/" + i % 2 + "/" + i + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
    }
    ClassFolders pets = ClassFolders.at(folder.resolve("pets"));
    Decoding inFiles = Decoding.plain().cachedIn(folder.resolve("cache")).heapLimit(0);
    Images mapped = pets.decoding(inFiles).read().train();
    assertTrue(mapped.isMapped());
    int[] places = {5, 0, 3};
    Augmentation changes = new Augmentation(0.3, 0.75, true);
    try (NDManager scope = Torch.scope()) {
      Feed heap = Feed.of(scope, pets.read().train(), 16);
      Feed file = Feed.of(scope, mapped, 16);
      RandomStream draws = RandomStream.seeded(4);
      assertArrayEquals(
          heap.batch(scope, places, changes, draws).toFloatArray(),
          file.batch(scope, places, changes, draws).toFloatArray());
      assertArrayEquals(
          heap.labels(scope, places).toLongArray(), file.labels(scope, places).toLongArray());
    }
  }

  private static final Colour STRONG = new Colour(0.5, 0.5, 0.8, 0.8, 0.5);

  private static float[] coloured(Feed feed, NDManager scope, Colour colour, RandomStream draws) {
    Augmentation changes = new Augmentation(0.05, 0.75, true, colour);
    return feed.batch(scope, new int[] {4, 0, 4}, changes, draws).toFloatArray();
  }

  @Test
  void coloursChangeNoCropAndNoMirror() {
    Cases.check(
        50,
        random -> {
          RandomStream draws = RandomStream.seeded(random.nextLong());
          try (NDManager scope = Torch.scope()) {
            Feed feed = Feed.of(scope, any(random), 12);
            float[] without = coloured(feed, scope, Colour.none(), draws);
            Colour tiny = new Colour(0, 1e-9, 1e-9, 1e-9, 1e-9);
            assertArrayEquals(without, coloured(feed, scope, tiny, draws), BOUND);
          }
        });
  }

  @Test
  void coloursAreDrawnFromTheStreamAndClipped() {
    Cases.check(
        50,
        random -> {
          RandomStream draws = RandomStream.seeded(random.nextLong());
          Images images = any(random);
          try (NDManager scope = Torch.scope()) {
            Feed feed = Feed.of(scope, images, 12);
            float[] one = coloured(feed, scope, STRONG, draws);
            assertArrayEquals(one, coloured(feed, scope, STRONG, draws));
            Feed resident = Feed.resident(scope, images, 12);
            assertArrayEquals(one, coloured(resident, scope, STRONG, draws));
            assertFalse(Arrays.equals(one, coloured(feed, scope, STRONG, draws.split(1))));
            for (float value : one) {
              assertTrue(value >= -1 && value <= 1, "" + value);
            }
          }
        });
  }

  /** White, grey and black plus b: resized values are clipped, not wrapped. */
  @Test
  void brightnessIsTheSameForAllOfAnImageAndEndsAtWhite() {
    byte[] edge = {0, (byte) 102, (byte) 255};
    Images images = Images.of(1, 1, 3, edge, new int[] {0}, List.of("a"), "edge", "made here");
    Augmentation bright = new Augmentation(1, 1, false, new Colour(0, 0.3, 0, 0, 0));
    try (NDManager scope = Torch.scope()) {
      int[] places = new int[200];
      float[] fed =
          Feed.of(scope, images, 3)
              .batch(scope, places, bright, RandomStream.seeded(5))
              .toFloatArray();
      for (int i = 0; i < fed.length; i += 3) {
        float added = fed[i + 1] + 0.2f;
        assertEquals(Math.max(-1, -1 + added), fed[i], BOUND);
        assertEquals(Math.min(1, 1 + added), fed[i + 2], BOUND);
        assertTrue(Math.abs(added) < 0.6f + BOUND, "" + added);
      }
    }
  }

  @Test
  void mirrorsHalfOfTheImagesAndNothingElse() {
    byte[] edge = {0, (byte) 255};
    Images images = Images.of(1, 1, 2, edge, new int[] {0}, List.of("a"), "edge", "made here");
    try (NDManager scope = Torch.scope()) {
      float[] fed =
          Feed.of(scope, images, 2)
              .batch(
                  scope,
                  new int[1000],
                  new Augmentation(1, 1, true),
                  RandomStream.seeded(1).split("augmentation"))
              .toFloatArray();
      int mirrored = 0;
      for (int i = 0; i < fed.length; i += 12) {
        assertEquals(-fed[i], fed[i + 1]);
        mirrored += fed[i] > fed[i + 1] ? 1 : 0;
      }
      assertTrue(mirrored > 430 && mirrored < 570, "mirrored " + mirrored);
    }
  }

  @Test
  void answersShapesAndLabelsOnTheDeviceOfTheStep() {
    try (NDManager scope = Torch.scope()) {
      Feed feed = Feed.of(scope, noise(1, 9, 7, 5, 1), 8);
      assertEquals(new Shape(3, 3, 8, 8), feed.batch(scope, new int[] {4, 0, 1}).getShape());
      var labels = feed.labels(scope, new int[] {4, 0, 1});
      assertEquals(DataType.INT64, labels.getDataType());
      assertArrayEquals(new long[] {0, 0, 1}, labels.toLongArray());
      assertEquals(scope.getDevice(), labels.getDevice());
    }
  }

  @Test
  void refusesPlacesThatAreNotThereAndOtherChannels() {
    try (NDManager scope = Torch.scope()) {
      Images images = noise(1, 9, 7, 5, 1);
      for (Feed feed : List.of(Feed.of(scope, images, 8), Feed.resident(scope, images, 8))) {
        assertThrows(IllegalArgumentException.class, () -> feed.batch(scope, new int[] {-1}));
        assertThrows(IllegalArgumentException.class, () -> feed.batch(scope, new int[] {5}));
      }
      var wrong =
          assertThrows(
              IllegalArgumentException.class, () -> Feed.of(scope, noise(2, 4, 4, 1, 1), 8));
      assertTrue(wrong.getMessage().contains("have 2 channels"), wrong.getMessage());
    }
  }

  @Test
  void stepsLeaveNothingInTheScopeOfTheFeed() throws ReflectiveOperationException {
    Images images = noise(3, 20, 20, 5, 1);
    try (NDManager scope = Torch.scope()) {
      Feed feed = Feed.of(scope, images, 16);
      int before = resources(scope);
      for (int i = 0; i < 50; i++) {
        try (NDManager step = scope.newSubManager()) {
          feed.batch(step, new int[] {1, 2});
          feed.batch(
              step, new int[] {3}, new Augmentation(0.5, 0.75, true), RandomStream.seeded(i));
          coloured(feed, step, STRONG, RandomStream.seeded(i));
          feed.labels(step, new int[] {3});
        }
      }
      assertEquals(before, resources(scope));
    }
  }

  private static int resources(NDManager scope) throws ReflectiveOperationException {
    var resources = BaseNDManager.class.getDeclaredField("resources");
    resources.setAccessible(true);
    return ((Map<?, ?>) resources.get(scope)).size();
  }
}
