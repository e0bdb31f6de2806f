package org.munet4j.kernel.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code jupyter console} in a terminal, by keys. Its full prompt, which waits for the rest of a
 * method, breaks in Debian's version when an answer takes half a second, as the first one may;
 * whether code is complete is asked in Jupyter's own suite.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConsoleIT {
  private static final String CONTROL_C = "\u0003";
  private static final String CONTROL_D = "\u0004";

  @TempDir Path home;
  private Process terminal;

  /** The program {@code script} gives the console a terminal of its own. */
  private void start() throws IOException {
    String console = "/usr/bin/jupyter-console --kernel munet4j --simple-prompt";
    ProcessBuilder process =
        Installed.process(
            home, "script", "--quiet", "--flush", "--return", "-c", console, "/dev/null");
    process.environment().put("TERM", "xterm");
    process.environment().put("PROMPT_TOOLKIT_NO_CPR", "1");
    process.redirectErrorStream(true).redirectOutput(screen().toFile());
    terminal = process.start();
    await("In [1]: ");
  }

  @AfterEach
  void stop() {
    List<ProcessHandle> left = terminal.descendants().toList();
    terminal.destroyForcibly();
    left.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void calculatesAndEndsWithItsKernel() throws Exception {
    start();
    List<ProcessHandle> kernels = Installed.kernels(terminal).toList();
    assertEquals(1, kernels.size());
    type("1 + 1\n");
    await("Out[1]: 2");
    await("In [2]: ");
    type(CONTROL_D);
    await("exit ([y]/n)?");
    type("y\n");
    assertTrue(terminal.waitFor(60, TimeUnit.SECONDS), seen());
    assertEquals(0, terminal.exitValue());
    kernels.get(0).onExit().get(30, TimeUnit.SECONDS);
  }

  @Test
  void controlCStopsACellAndTheNextOneRuns() throws IOException {
    start();
    type("System.out.println(\"fell \" + \"asleep\"); Thread.sleep(3_600_000);\n");
    await("fell asleep");
    type(CONTROL_C);
    await("interrupted: ");
    await("In [2]: ");
    type("6 * 7\n");
    await("Out[2]: 42");
  }

  private void type(String keys) throws IOException {
    terminal.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
    terminal.getOutputStream().flush();
  }

  private void await(String text) {
    Patience.await(
        () -> "'" + text + "' in the console, there is: " + seen(), () -> seen().contains(text));
  }

  /** All that was shown so far, without colours and moves of the cursor. */
  private String seen() {
    try {
      String all = new String(Files.readAllBytes(screen()), StandardCharsets.UTF_8);
      return all.replaceAll("\u001B\\[[?0-9;]*[A-Za-z]", "");
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private Path screen() {
    return home.resolve("screen.txt");
  }
}
