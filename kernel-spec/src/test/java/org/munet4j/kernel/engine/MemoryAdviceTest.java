package org.munet4j.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryAdviceTest {
  private static String last(CellResult.Failed failed) {
    List<String> told = failed.traceback();
    return told.get(told.size() - 1);
  }

  @Test
  void aCellThatFillsTheHeapSaysHowToGetMore() {
    try (Notebook notebook = new Notebook()) {
      String advice =
          last(
              notebook.failure(
                  "var all = new ArrayList<long[]>();\nall.add(new long[1 << 30]);\n"
                      + "while (true) all.add(new long[1 << 30]);"));
      long limit = Runtime.getRuntime().maxMemory() >> 20;
      assertTrue(advice.startsWith("memory: the Java heap may grow to " + limit + " MiB"), advice);
      assertTrue(advice.contains("JDK_JAVA_OPTIONS=-Xmx" + 2 * limit + "m"), advice);
      assertEquals(5, notebook.value("2 + 3"));
    }
  }

  @Test
  void aHeapThatCannotGrowIsNotSaidToGrow() {
    long gib = 1L << 30;
    assertTrue(MemoryAdvice.heap(4 * gib, gib, 16 * gib).contains("-Xmx8192m"));
    assertTrue(MemoryAdvice.heap(8 * gib, gib, 16 * gib).contains("-Xmx12288m"));
    assertFalse(MemoryAdvice.heap(12 * gib, gib, 16 * gib).contains("-Xmx"));
    for (String message : List.of("Requested array size exceeds VM limit", "Metaspace")) {
      assertEquals(Optional.empty(), MemoryAdvice.of(new OutOfMemoryError(message)));
    }
  }

  @Test
  void aTensorThatFitsNowhereSaysThatItLiesOutsideOfTheHeap() {
    try (Notebook notebook = new Notebook()) {
      String advice =
          last(
              notebook.failure(
                  "try (var scope = org.munet4j.tensor.Torch.scope()) {\n"
                      + "  scope.ones(new ai.djl.ndarray.types.Shape(1L << 40, 64));\n}"));
      assertTrue(advice.startsWith("memory: tensors lie outside of the Java heap"), advice);
      assertTrue(advice.matches(".* [0-9]+ of [0-9]+ MiB .*"), advice);
    }
  }

  @Test
  void looksAtCausesAndEndsInACircle() {
    var outer = new IllegalStateException("outer");
    var inner = new RuntimeException("std::bad_alloc", outer);
    outer.initCause(inner);
    assertTrue(MemoryAdvice.of(outer).isPresent());
    var circle = new IllegalStateException("a");
    circle.initCause(new RuntimeException("b", circle));
    assertEquals(Optional.empty(), MemoryAdvice.of(circle));
  }
}
