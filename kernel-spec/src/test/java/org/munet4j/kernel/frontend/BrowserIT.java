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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The classic notebook in a browser, by clicks. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrowserIT {
  private static final int TABLE = 2;
  private static final int DRAWING = 3;
  private static final int PROGRESS = 4;
  private static final int FLOOD = 5;
  private static final int SCRIPT = 6;
  private static final int FAILURE = 7;
  private static final int BEHIND = 8;
  private static final int SPINS = 2;
  private static final int SLEEPS = 3;
  private static final int PRINTS = 4;
  private static final int NEXT = 5;
  private static final int USES_NEXT = 6;

  @TempDir static Path folder;
  private static NotebookServer server;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    server = new NotebookServer(Files.createDirectory(folder.resolve("home")));
    browser = new Browser(downloads());
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  @Test
  void runAllShowsEveryOutputAndHaltsAtTheFailingCell() throws Exception {
    try (NotebookPage notebook = open("shown.ipynb", "run-all.ipynb")) {
      notebook.runAll();
      notebook.awaitOutput(FAILURE, "cell [6] line 3 -> 1 / zero");
      notebook.awaitIdle();
      assertShown(notebook);
      assertEquals(1, notebook.found(DRAWING, "svg"));
      assertTrue(notebook.page().holds("window.scriptRan"));
      assertEquals(0, notebook.count(BEHIND));
      assertEquals("", notebook.output(BEHIND));
      shoot(notebook, TABLE, "run-all-outputs");
      shoot(notebook, BEHIND, "run-all-failure");
    }
  }

  @Test
  void stopEndsASleepAndItsLastWordsStayInItsCell() throws Exception {
    try (NotebookPage notebook = open("stopped.ipynb", "stop-sleep.ipynb")) {
      notebook.run(SLEEPS);
      notebook.awaitOutput(SLEEPS, "sleeps");
      pressStop(notebook, SLEEPS);
      assertTrue(notebook.output(SLEEPS).contains("wakes up"), notebook.output(SLEEPS));
      assertNextCellsWork(notebook, SLEEPS);
      shoot(notebook, SLEEPS, "stop-sleep");
    }
  }

  @Test
  void stopEndsALoopThatPrintsAndNothingBleedsIntoTheNextCell() throws Exception {
    try (NotebookPage notebook = open("stopped.ipynb", "stop-prints.ipynb")) {
      notebook.run(PRINTS);
      notebook.awaitOutput(PRINTS, "prints 100");
      pressStop(notebook, PRINTS);
      assertNextCellsWork(notebook, PRINTS);
      shoot(notebook, NEXT, "stop-prints");
    }
  }

  @Test
  void stopEndsAnEndlessLoop() throws Exception {
    try (NotebookPage notebook = open("stopped.ipynb", "stop-loop.ipynb")) {
      notebook.run(SPINS);
      notebook.awaitOutput(SPINS, "spins");
      pressStop(notebook, SPINS);
      assertNextCellsWork(notebook, SPINS);
      shoot(notebook, SPINS, "stop-endless-loop");
    }
  }

  @Test
  void restartForgetsEveryVariable() throws Exception {
    try (NotebookPage notebook = open("stopped.ipynb", "restart.ipynb")) {
      notebook.runToEnd(NEXT);
      notebook.runToEnd(USES_NEXT);
      assertEquals("42", notebook.output(USES_NEXT));
      List<ProcessHandle> before = server.kernels();
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
      shoot(notebook, NEXT, "restarted");
    }
  }

  @Test
  void anUntrustedNotebookShowsItsPicturesAndRunsNoScript() throws Exception {
    Path file;
    try (NotebookPage notebook = open("shown.ipynb", "untrusted.ipynb")) {
      notebook.runAll();
      notebook.awaitOutput(FAILURE, "ArithmeticException");
      notebook.awaitIdle();
      notebook.save();
      file = server.notebook("untrusted.ipynb");
    }
    Files.writeString(
        file, Files.readString(file).replace("What a front end must show", "Sent by a stranger"));
    try (Page page = browser.page()) {
      NotebookPage notebook = new NotebookPage(page, server.address("notebooks/untrusted.ipynb"));
      assertEquals(
          "Not Trusted",
          notebook
              .page()
              .text("document.querySelector('#notification_trusted').innerText")
              .strip());
      assertShown(notebook);
      assertFalse(notebook.page().holds("window.scriptRan"), "a script ran");
      notebook
          .page()
          .await(
              "[...document.querySelectorAll('.output img')].length == 1 &&"
                  + " document.querySelector('.output img').naturalWidth > 100");
      shoot(notebook, TABLE, "untrusted");
    }
  }

  /** To merge: nbconvert tears SVG apart, so pictures must lead with text/html or PNG. */
  @Disabled("drawings offer SVG, which nbconvert's HTML does not show")
  @Test
  void exportToHtmlHoldsThePictures() throws Exception {
    try (NotebookPage notebook = open("shown.ipynb", "export.ipynb")) {
      notebook.runAll();
      notebook.awaitOutput(FAILURE, "ArithmeticException");
      notebook.awaitIdle();
      notebook.save();
      notebook.downloadAsHtml();
      Path html = downloads().resolve("export.html");
      Patience.await(() -> "the download in " + downloaded(), () -> Files.exists(html));
      notebook.page().open(html.toUri().toString());
      notebook.page().await("document.readyState == 'complete' && document.querySelector('table')");
      String text = notebook.page().text("document.body.innerText");
      assertTrue(text.contains("<b>two</b>"), text);
      assertTrue(text.contains("counted"), text);
      notebook.page().screenshot("export");
      notebook
          .page()
          .await(
              "[...document.querySelectorAll('img')].some("
                  + "picture => picture.naturalWidth > 100 && picture.width > 100)");
    }
  }

  @Test
  void noKernelStaysWhenTheServerIsKilled() throws Exception {
    Path home = Files.createDirectory(folder.resolve("killed"));
    try (NotebookServer killed = new NotebookServer(home);
        Page page = browser.page()) {
      killed.put("stopped.ipynb", "killed.ipynb");
      new NotebookPage(page, killed.address("notebooks/killed.ipynb"));
      List<ProcessHandle> kernels = killed.kernels();
      assertEquals(1, kernels.size());
      killed.process().destroyForcibly();
      kernels.get(0).onExit().get(10, TimeUnit.SECONDS);
    }
  }

  private static NotebookPage open(String resource, String name) throws Exception {
    server.put(resource, name);
    return new NotebookPage(browser.page(), server.address("notebooks/" + name));
  }

  private static void assertShown(NotebookPage notebook) {
    assertEquals(1, notebook.found(TABLE, "table"));
    assertTrue(notebook.output(TABLE).contains("<b>two</b>"), notebook.output(TABLE));
    assertEquals(1, notebook.found(PROGRESS, "progress"));
    assertTrue(notebook.output(PROGRESS).contains("counted"), notebook.output(PROGRESS));
    List<String> lines = notebook.output(FLOOD).lines().filter(line -> !line.isBlank()).toList();
    assertEquals(5000, lines.size());
    assertEquals("line 5000", lines.get(4999));
    assertTrue(notebook.output(SCRIPT).contains("static part"), notebook.output(SCRIPT));
    assertTrue(notebook.output(FAILURE).startsWith("before"), notebook.output(FAILURE));
  }

  /** Presses Stop once and waits for the end of the cell. */
  private static void pressStop(NotebookPage notebook, int cell) {
    long pressed = System.nanoTime();
    notebook.stop();
    notebook.awaitOutput(cell, "interrupted");
    notebook.awaitIdle();
    System.out.printf(Locale.ROOT, "stopped in %.1f s%n", (System.nanoTime() - pressed) / 1e9);
  }

  private static void assertNextCellsWork(NotebookPage notebook, int stopped) {
    String last = notebook.output(stopped);
    notebook.runToEnd(NEXT);
    notebook.runToEnd(USES_NEXT);
    assertEquals("next cell ran", notebook.output(NEXT));
    assertEquals("42", notebook.output(USES_NEXT));
    assertEquals(last, notebook.output(stopped));
  }

  private static void shoot(NotebookPage notebook, int cell, String name) throws IOException {
    notebook.scrollTo(cell);
    notebook.page().screenshot(name);
  }

  private static Path downloads() {
    return folder.resolve("downloads");
  }

  private static String downloaded() {
    try (Stream<Path> files = Files.list(downloads())) {
      return files.toList().toString();
    } catch (IOException nothing) {
      return nothing.toString();
    }
  }
}
