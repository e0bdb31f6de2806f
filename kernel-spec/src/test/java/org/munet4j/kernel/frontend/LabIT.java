package org.munet4j.kernel.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** JupyterLab 4 in a browser, by clicks; MUNET4J_LAB names the program {@code jupyter} to use. */
@EnabledIfEnvironmentVariable(named = LabIT.LAB, matches = ".+")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LabIT {
  static final String LAB = "MUNET4J_LAB";

  /** Lab forgets a question about words after a second. */
  private static final long LAB_WAITS_NANOS = 2_000_000_000L;

  @TempDir static Path folder;
  private static NotebookServer server;
  private static Browser browser;
  private static int opened;

  @BeforeAll
  static void start() throws IOException {
    server =
        new NotebookServer(
            Files.createDirectory(folder.resolve("home")), List.of(System.getenv(LAB), "lab"));
    browser = new Browser(folder.resolve("downloads"));
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  @Test
  void showsEverythingAndPicturesOnlyWhenUntrusted() throws Exception {
    server.put("shown.ipynb", "shown.ipynb");
    try (LabPage notebook = open("shown.ipynb")) {
      notebook.runAll();
      notebook.awaitOutput(8, "ArithmeticException");
      assertEquals("", notebook.output(9));
      notebook.page().screenshot("lab-failure");
      notebook.show(2);
      assertShown(notebook);
      notebook.show(4);
      notebook.page().await("document.querySelector('.js-plotly-plot .main-svg')");
      assertEquals(0, notebook.found(4, "img"));
      assertTrue(notebook.page().holds("window.scriptRan"));
      notebook.page().screenshot("lab-interactive");
      notebook.show(2);
      notebook.page().screenshot("lab-shown");
      notebook.save();
    }
    server.change("shown.ipynb", "What a front end must show", "Sent by a stranger");
    try (LabPage notebook = open("shown.ipynb")) {
      notebook.show(2);
      assertShown(notebook);
      notebook.show(4);
      notebook.page().await("document.querySelector('.jp-OutputArea img[alt]').width > 100");
      assertEquals(1, notebook.found(4, "img"));
      assertFalse(notebook.page().holds("window.scriptRan || window.Plotly"), "a script ran");
      notebook.page().screenshot("lab-untrusted");
    }
  }

  @Test
  void stopsALoopAndCompletesWords() throws Exception {
    server.put("stopped.ipynb", "stopped.ipynb");
    try (LabPage notebook = open("stopped.ipynb")) {
      notebook.run(2);
      notebook.awaitOutput(2, "spins");
      notebook.stop();
      notebook.awaitOutput(2, "interrupted");
      notebook.run(5);
      notebook.awaitOutput(5, "next cell ran");
      notebook.page().screenshot("lab-stopped");
    }
    server.put("written.ipynb", "written.ipynb");
    try (LabPage notebook = open("written.ipynb")) {
      notebook.type(2, "\"abc\".sub");
      Patience.await(
          () -> "words to choose from",
          () -> {
            notebook.page().press("Tab", 9);
            LockSupport.parkNanos(LAB_WAITS_NANOS);
            return notebook.page().holds("document.querySelector('.jp-Completer-item')");
          });
      String words = notebook.page().text("document.querySelector('.jp-Completer').innerText");
      notebook.page().screenshot("lab-completion");
      assertTrue(words.contains("substring("), words);
      assertTrue(words.contains("function"), words);
    }
  }

  private static void assertShown(LabPage notebook) {
    notebook.awaitOutput(2, "<b>two</b>");
    assertEquals(1, notebook.found(2, "table"));
    assertEquals(1, notebook.found(3, "img"));
    assertEquals(1, notebook.found(5, "progress"));
  }

  /** Each time in a workspace of its own, so that no tab is left from before. */
  private static LabPage open(String name) throws Exception {
    return new LabPage(
        browser.page(), server.address("lab/workspaces/of-" + ++opened + "/tree/" + name));
  }
}
