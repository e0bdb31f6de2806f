package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.tensor.Torch;

class MemoryUseTest {
  private static final long MIB = 1024 * 1024;

  @Test
  void countsNativeTensorsUntilTheirScopeCloses() {
    long before = MemoryUse.now().tensors();
    try (NDManager scope = Torch.scope();
        NDManager step = scope.newSubManager()) {
      scope.zeros(new Shape(2, 1024, 1024));
      step.zeros(new Shape(1024, 256));
      assertEquals(before + 9 * MIB, MemoryUse.now().tensors());
    }
    assertEquals(before, MemoryUse.now().tensors());
  }

  @Test
  void forgetsATensorThatIsClosedEarly() {
    long before = MemoryUse.now().tensors();
    try (NDManager scope = Torch.scope()) {
      scope.zeros(new Shape(1024, 1024)).close();
      assertEquals(before, MemoryUse.now().tensors());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void seesThatTheProcessHoldsMoreThanTheHeap() {
    try (NDManager scope = Torch.scope()) {
      long before = MemoryUse.now().resident().orElseThrow();
      scope.ones(new Shape(64, 1024, 1024));
      MemoryUse now = MemoryUse.now();
      assertTrue(now.resident().orElseThrow() - before > 200 * MIB, now::toString);
      assertTrue(now.heap() <= now.heapLimit() && now.heapLimit() <= now.available(), "" + now);
    }
  }

  @Test
  void saysWhoseLimitItIs() {
    MemoryUse use =
        new MemoryUse(5 * MIB, 512 * MIB, MIB / 2, OptionalLong.of(300 * MIB), 1024 * MIB, true);
    assertEquals(
        "heap 5.0 MiB of 512 MiB, native tensors 0.5 MiB, process 300 MiB, container 1.0 GiB",
        use.toString());
    assertEquals("1.0 GiB of the container", use.table().stringColumn("limit").get(2));
    MemoryUse elsewhere =
        new MemoryUse(5 * MIB, 512 * MIB, 0, OptionalLong.empty(), 3072 * MIB, false);
    assertFalse(elsewhere.toString().contains("process"), elsewhere::toString);
    assertEquals("3.0 GiB of the machine", elsewhere.table().stringColumn("limit").get(2));
  }

  @Test
  void readsNothingWhereThereIsNoSuchFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("status");
    assertEquals(OptionalLong.empty(), MemoryUse.line(file, "VmRSS"));
    Files.writeString(file, "VmPeak:\t 9 kB\nVmRSS:\t   12 kB\n");
    assertEquals(OptionalLong.of(12 * 1024), MemoryUse.line(file, "VmRSS"));
  }
}
