package org.munet4j.kernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class BenchKernelCommandTest {
  private final List<BenchSample> samples = new ArrayList<>();
  private final List<String> progress = new ArrayList<>();
  private final BenchLines lines = new BenchLines(3, samples::add, progress::add);

  /** Its second Python has what it takes, if any has. */
  private record Fake(boolean hasNbclient, boolean hasApt) implements Machine {
    @Override
    public boolean works(List<String> command) {
      return hasNbclient && command.get(0).equals("/usr/bin/python3");
    }

    @Override
    public List<String> places(String program) {
      return switch (program) {
        case "python3" -> List.of("/shims/python3", "/usr/bin/python3");
        case "apt-get" -> hasApt ? List.of("/usr/bin/apt-get") : List.of();
        default -> List.of();
      };
    }

    @Override
    public boolean isRoot() {
      return false;
    }
  }

  @Test
  void takesTheFirstPythonThatHasNbclient() {
    assertEquals("/usr/bin/python3", BenchKernelCommand.python(new Fake(true, true)));
  }

  @Test
  void saysWhatToInstallWhenNoPythonHasNbclient() {
    String debian = complaint(() -> BenchKernelCommand.python(new Fake(false, true)));
    assertEquals(
        "no Python 3 here has nbclient, which drives the kernels; type:"
            + " sudo apt-get install python3-nbclient python3-ipykernel",
        debian);
    String other = complaint(() -> BenchKernelCommand.python(new Fake(false, false)));
    assertTrue(other.endsWith("type: python3 -m pip install nbclient ipykernel"), other);
  }

  @Test
  void readsWhatTheScriptPrints() {
    lines.take("round\t2\trapaio");
    lines.take("value\trapaio\tstop of a sleep\ts\tinf");
    lines.take("value\tours\ttrivial cell\tms\t23.5");
    lines.take("failed\trapaio\tTimeoutError: not ready");
    assertEquals(
        List.of("round 2 of 3: rapaio", "rapaio is left out from here on: TimeoutError: not ready"),
        progress);
    assertEquals(
        List.of(
            new BenchSample("rapaio", "stop of a sleep", "s", Double.POSITIVE_INFINITY),
            new BenchSample("ours", "trivial cell", "ms", 23.5)),
        samples);
  }

  @Test
  void refusesLinesThatItDoesNotKnow() {
    assertEquals(
        "a line of the script is not known: value\tours\t1",
        complaint(() -> lines.take("value\tours\t1")));
    assertEquals(
        "trivial cell of ours is 'fast', not a number",
        complaint(() -> lines.take("value\tours\ttrivial cell\tms\tfast")));
  }

  private static String complaint(Executable what) {
    return assertThrows(IllegalArgumentException.class, what).getMessage();
  }
}
