package org.munet4j.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ParentWatchTest {
  private static final Optional<ProcessHandle> INIT = ProcessHandle.of(1);

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void watchesTheProcessThatJupyterNames() {
    long self = ProcessHandle.current().pid();
    assertEquals(self, ParentWatch.server("" + self, INIT).orElseThrow().pid());
    assertFalse(ParentWatch.isOrphan("" + self, INIT));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void doesNotOutliveAServerThatWasGoneBefore() throws Exception {
    Process server = new ProcessBuilder("true").start();
    server.waitFor();
    Optional<ProcessHandle> launcher = Optional.of(ProcessHandle.current());
    assertEquals(launcher, ParentWatch.server("" + server.pid(), launcher));
    assertFalse(ParentWatch.isOrphan("" + server.pid(), launcher));
    assertTrue(ParentWatch.isOrphan("" + server.pid(), INIT));
  }

  @Test
  void watchesNobodyWhenNobodyIsNamed() {
    for (String id : new String[] {null, "", "none"}) {
      assertTrue(ParentWatch.server(id, INIT).isEmpty());
      assertFalse(ParentWatch.isOrphan(id, INIT));
    }
  }
}
