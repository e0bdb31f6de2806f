package org.munet4j.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ParentWatchTest {
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void watchesTheProcessThatJupyterNames() {
    long self = ProcessHandle.current().pid();
    assertEquals(self, ParentWatch.parent("" + self).orElseThrow().pid());
  }

  @Test
  void watchesNobodyWhenNobodyIsNamed() {
    assertTrue(ParentWatch.parent(null).isEmpty());
    assertTrue(ParentWatch.parent("").isEmpty());
  }
}
