package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.tensor.Torch;
import org.munet4j.tensor.Value;
import org.munet4j.train.LinearKernels.Kernel;

class LinearKernelsTest {
  @TempDir private Path folder;

  @BeforeEach
  void keepAway() {
    System.setProperty("munet4j.cache", folder.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty("munet4j.cache");
    System.clearProperty(LinearKernels.SETTING);
  }

  private static float[] answer(Kernel kernel) {
    try (NDManager scope = Torch.scope()) {
      NDArray x = scope.arange(0f, 6 * 96, 1).mul(0.7f).sin().reshape(6, 96);
      NDArray weight = scope.arange(0f, 80 * 96, 1).mul(0.3f).cos().reshape(80, 96);
      NDArray bias = scope.arange(0f, 80, 1);
      try (Value result =
          NativeFunctions.script().call("linear", x, weight, bias, kernel.ordinal())) {
        return result.array(scope).toFloatArray();
      }
    }
  }

  @Test
  void exactKernelsAgreeAndBfloat16ComesClose() {
    float[] mkl = answer(Kernel.MKL);
    assertArrayEquals(mkl, answer(Kernel.ONEDNN), 1e-4f);
    float[] coarse = answer(Kernel.BFLOAT16);
    assertArrayEquals(mkl, coarse, 0.5f);
    assertFalse(java.util.Arrays.equals(mkl, coarse), "computed in float32 after all");
  }

  @Test
  void aKernelMustWinClearlyAndExactnessIsNotTradedUnasked() {
    LinearTiming close = new LinearTiming(64, 64, 1, 0.95, 0.93);
    assertEquals(Kernel.MKL, close.fastest(Precision.BFLOAT16));
    LinearTiming clear = new LinearTiming(64, 64, 1, 0.7, 0.4);
    assertEquals(Kernel.ONEDNN, clear.fastest(Precision.FLOAT32));
    assertEquals(Kernel.BFLOAT16, clear.fastest(Precision.BFLOAT16));
  }

  @Test
  void aSettingFixesTheExactKernel() {
    System.setProperty(LinearKernels.SETTING, "onednn");
    assertEquals(1, LinearKernels.of(Precision.FLOAT32).choice(192, 768));
    System.setProperty(LinearKernels.SETTING, "mkl");
    assertEquals(0, LinearKernels.of(Precision.FLOAT32).choice(192, 768));
    System.setProperty(LinearKernels.SETTING, "fast");
    Exception told =
        assertThrows(IllegalArgumentException.class, () -> LinearKernels.of(Precision.FLOAT32));
    assertTrue(told.getMessage().contains("'fast'; use auto, mkl, onednn or bfloat16"));
  }

  @Test
  void bfloat16IsForcedOnlyWhereItIsAskedFor() {
    System.setProperty(LinearKernels.SETTING, "bfloat16");
    assertEquals(2, LinearKernels.of(Precision.BFLOAT16).choice(192, 768));
    assertNotEquals(2, LinearKernels.of(Precision.FLOAT32).choice(192, 768));
  }

  @Test
  void aShapeIsMeasuredOnceAndListed() {
    int first = LinearKernels.of(Precision.FLOAT32).choice(72, 88);
    assertEquals(first, LinearKernels.of(Precision.FLOAT32).choice(72, 88));
    List<LinearTiming> found =
        LinearKernels.table().stream().filter(t -> t.in() == 72 && t.out() == 88).toList();
    assertEquals(1, found.size());
    assertTrue(found.get(0).mkl() > 0);
  }

  @Test
  void timingsOutliveTheProgramAndADamagedFileIsAsGoodAsNone() throws IOException {
    LinearTimingFile file = new LinearTimingFile(folder.resolve("a").resolve("t.tsv"), "here");
    assertEquals(List.of(), file.read());
    LinearTiming timing = new LinearTiming(64, 192, 1.5, Double.POSITIVE_INFINITY, 3);
    file.write(List.of(timing));
    assertEquals(List.of(timing), file.read());
    for (String damage : List.of("64\tx", "64\t64\tInfinity\t1\t1", "64\t64\t-1\t1\t1")) {
      Files.writeString(file.file(), "# here\nin\tout\n" + damage + "\n");
      assertEquals(List.of(), file.read(), damage);
    }
  }

  @Test
  void anUnwritableFolderCostsNothing() throws IOException {
    Path wall = Files.createFile(folder.resolve("wall"));
    LinearTimingFile file = new LinearTimingFile(wall.resolve("t.tsv"), "here");
    file.write(List.of(new LinearTiming(64, 192, 1, 2, 3)));
    assertEquals(List.of(), file.read());
  }
}
