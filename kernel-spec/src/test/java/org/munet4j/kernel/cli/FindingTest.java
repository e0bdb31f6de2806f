package org.munet4j.kernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingTest {
  @Test
  void tellsAFailureInOneLineWithItsRepair() {
    Finding finding =
        Finding.look(
            "engine",
            "build again",
            () -> {
              throw new UnsatisfiedLinkError("no\nlibrary");
            });
    assertEquals("does not work: java.lang.UnsatisfiedLinkError: no library", finding.text());
    assertEquals(Optional.of("build again"), finding.repair());
  }
}
