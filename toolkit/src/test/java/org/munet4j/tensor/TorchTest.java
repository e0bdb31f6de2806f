package org.munet4j.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TorchTest {
  @Test
  void startsOnce() {
    assertSame(Torch.engine(), Torch.engine());
    assertEquals("PyTorch", Torch.engine().getEngineName());
  }

  @Test
  void everyCallSaysWhyTheEngineDoesNotStartAndTriesOnlyOnce() {
    AtomicInteger attempts = new AtomicInteger();
    Torch.Start start =
        Torch.Start.of(
            () -> {
              attempts.incrementAndGet();
              throw new EngineException("no native library for this system");
            });
    IllegalStateException first = assertThrows(IllegalStateException.class, start::orSentence);
    IllegalStateException second = assertThrows(IllegalStateException.class, start::orSentence);
    assertEquals(1, attempts.get());
    assertNotSame(first, second);
    for (IllegalStateException told : new IllegalStateException[] {first, second}) {
      String sentence = told.getMessage();
      assertTrue(sentence.contains("does not start: no native library"), sentence);
      assertTrue(sentence.contains("./munet4j doctor"), sentence);
      assertEquals(EngineException.class, told.getCause().getClass());
    }
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new EngineException("foreign platform"),
        new IllegalArgumentException("Deep learning engine not found: PyTorch"),
        new UnsatisfiedLinkError("libtorch.so: cannot open"),
        new ExceptionInInitializerError());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whateverGoesWrongBecomesASentence(Throwable failure) {
    Torch.Start start = Torch.Start.of(() -> thrown(failure));
    Exception told = assertThrows(IllegalStateException.class, start::orSentence);
    assertSame(failure, told.getCause());
    assertTrue(told.getMessage().startsWith("the PyTorch engine does not start: "));
    assertFalse(told.getMessage().contains("null"), told.getMessage());
  }

  private static Engine thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }
}
