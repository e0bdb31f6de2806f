package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.munet4j.Cases;
import org.munet4j.data.Images;

class PreprocessingTest {
  private static Images one(int channels, int rows, int columns, byte... pixels) {
    return Images.of(
        channels, rows, columns, pixels, new int[] {0}, List.of("a", "b"), "test", "none stated");
  }

  @Test
  void sameSizeIsOnlyScaledAndGreyIsRepeated() {
    float[] result =
        new Preprocessing(one(1, 2, 2, (byte) 0, (byte) 255, (byte) 51, (byte) 0), 2)
            .batch(new int[] {0});
    float middle = 51 / 127.5f - 1;
    assertArrayEquals(
        new float[] {-1, 1, middle, -1, -1, 1, middle, -1, -1, 1, middle, -1}, result, 1e-6f);
  }

  @Test
  void growsBilinearly() {
    float[] result = new Preprocessing(one(1, 1, 2, (byte) 0, (byte) 255), 4).batch(new int[] {0});
    assertArrayEquals(new float[] {-1, -0.5f, 0.5f, 1}, java.util.Arrays.copyOf(result, 4), 1e-6f);
  }

  @Test
  void aFlatImageStaysFlatWhateverIsDoneToIt() {
    Cases.check(
        100,
        random -> {
          int rows = random.nextInt(1, 40);
          int columns = random.nextInt(1, 40);
          byte[] pixels = new byte[rows * columns];
          java.util.Arrays.fill(pixels, (byte) 200);
          Augmentation hard = new Augmentation(0.05, 0.5, true);
          float[] result =
              new Preprocessing(one(1, rows, columns, pixels), random.nextInt(1, 20))
                  .batch(new int[] {0}, hard, random);
          for (float value : result) {
            assertEquals(200 / 127.5f - 1, value, 1e-5f);
          }
        });
  }

  @Test
  void mirrorsHalfOfTheImagesAndNothingElse() {
    Preprocessing mirror = new Preprocessing(one(1, 1, 2, (byte) 0, (byte) 255), 2);
    Augmentation flip = new Augmentation(1, 1, true);
    SplittableRandom random = new SplittableRandom(1);
    int mirrored = 0;
    for (int i = 0; i < 1000; i++) {
      float[] result = mirror.batch(new int[] {0}, flip, random);
      assertNotEquals(result[0], result[1]);
      mirrored += result[0] > result[1] ? 1 : 0;
    }
    assertTrue(mirrored > 430 && mirrored < 570, "mirrored " + mirrored);
  }
}
