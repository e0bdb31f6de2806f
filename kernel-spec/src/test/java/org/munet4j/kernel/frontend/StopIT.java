package org.munet4j.kernel.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stop and Restart in the classic notebook, each by one click, and the end of a server. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StopIT {
  private static final int SPINS = 2;
  private static final int SLEEPS = 3;
  private static final int PRINTS = 4;
  private static final int NEXT = 5;
  private static final int USES_NEXT = 6;
  private static final int TRAINS = 7;
  private static final int TRAINED = 8;

  @TempDir static Path folder;
  private static Classic classic;

  @BeforeAll
  static void start() throws IOException {
    classic = new Classic(folder);
  }

  @AfterAll
  static void stop() {
    classic.close();
  }

  @Test
  void stopEndsASleepAndItsLastWordsStayInItsCell() throws Exception {
    try (NotebookPage notebook = classic.open("stopped.ipynb", "stop-sleep.ipynb")) {
      notebook.run(SLEEPS);
      notebook.awaitOutput(SLEEPS, "sleeps");
      pressStop(notebook, SLEEPS);
      assertTrue(notebook.output(SLEEPS).contains("wakes up"), notebook.output(SLEEPS));
      assertNextCellsWork(notebook, SLEEPS);
      notebook.shoot(SLEEPS, "stop-sleep");
    }
  }

  @Test
  void stopEndsALoopThatPrintsAndNothingBleedsIntoTheNextCell() throws Exception {
    try (NotebookPage notebook = classic.open("stopped.ipynb", "stop-prints.ipynb")) {
      notebook.run(PRINTS);
      notebook.awaitOutput(PRINTS, "prints 100");
      pressStop(notebook, PRINTS);
      assertNextCellsWork(notebook, PRINTS);
      notebook.shoot(NEXT, "stop-prints");
    }
  }

  @Test
  void stopEndsAnEndlessLoop() throws Exception {
    try (NotebookPage notebook = classic.open("stopped.ipynb", "stop-loop.ipynb")) {
      notebook.run(SPINS);
      notebook.awaitOutput(SPINS, "spins");
      pressStop(notebook, SPINS);
      assertNextCellsWork(notebook, SPINS);
      notebook.shoot(SPINS, "stop-endless-loop");
    }
  }

  @Test
  void aStoppedTrainingKeepsItsPartialResult() throws Exception {
    try (NotebookPage notebook = classic.open("stopped.ipynb", "stop-training.ipynb")) {
      notebook.run(TRAINS);
      notebook.awaitOutput(TRAINS, "validated");
      pressStop(notebook, TRAINS);
      assertFalse(notebook.output(TRAINS).contains("must not run"));
      notebook.runToEnd(TRAINED);
      assertEquals("STOPPED with a result: true", notebook.output(TRAINED));
      notebook.shoot(TRAINED, "stop-training");
    }
  }

  @Test
  void restartForgetsEveryVariable() throws Exception {
    try (NotebookPage notebook = classic.open("stopped.ipynb", "restart.ipynb")) {
      notebook.runToEnd(NEXT);
      notebook.runToEnd(USES_NEXT);
      assertEquals("42", notebook.output(USES_NEXT));
      List<ProcessHandle> before = classic.server().kernels();
      notebook.askRestart();
      notebook.page().screenshot("restart-dialog");
      notebook.confirmRestart();
      notebook.run(USES_NEXT);
      notebook.awaitOutput(USES_NEXT, "cannot find symbol");
      notebook.awaitIdle();
      assertEquals(1, notebook.count(USES_NEXT));
      notebook.runToEnd(NEXT);
      assertEquals("next cell ran", notebook.output(NEXT));
      assertTrue(before.stream().anyMatch(kernel -> !kernel.isAlive()), "the old kernel lives");
      notebook.shoot(NEXT, "restarted");
    }
  }

  @Test
  void noKernelStaysWhenTheServerIsKilled() throws Exception {
    Path home = Files.createDirectory(folder.resolve("killed"));
    try (NotebookServer killed = new NotebookServer(home, List.of("/usr/bin/jupyter-notebook"));
        Page page = classic.browser().page()) {
      killed.put("stopped.ipynb", "killed.ipynb");
      new NotebookPage(page, killed.address("notebooks/killed.ipynb"));
      List<ProcessHandle> kernels = killed.kernels();
      assertEquals(1, kernels.size());
      killed.process().destroyForcibly();
      kernels.get(0).onExit().get(20, TimeUnit.SECONDS);
    }
  }

  /** Presses Stop once and waits for the end of the cell. */
  private static void pressStop(NotebookPage notebook, int cell) {
    long pressed = System.nanoTime();
    notebook.stop();
    notebook.awaitOutput(cell, "interrupted");
    notebook.awaitIdle();
    System.out.printf(
        Locale.ROOT,
        "stopped in %.1f s: cell %d of stopped.ipynb%n",
        (System.nanoTime() - pressed) / 1e9,
        cell);
  }

  private static void assertNextCellsWork(NotebookPage notebook, int stopped) {
    String last = notebook.output(stopped);
    notebook.runToEnd(NEXT);
    notebook.runToEnd(USES_NEXT);
    assertEquals("next cell ran", notebook.output(NEXT));
    assertEquals("42", notebook.output(USES_NEXT));
    assertEquals(last, notebook.output(stopped));
  }
}
