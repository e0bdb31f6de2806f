package org.munet4j.kernel.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the classic notebook shows: run, sent to somebody else, and exported. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShownIT {
  private static final int TABLE = 2;
  private static final int DRAWING = 3;
  private static final int FIGURE = 4;
  private static final int PROGRESS = 5;
  private static final int FLOOD = 6;
  private static final int SCRIPT = 7;
  private static final int FAILURE = 8;
  private static final int BEHIND = 9;

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
  void runAllShowsEveryOutputAndHaltsAtTheFailingCell() throws Exception {
    try (NotebookPage notebook = runAll("run-all.ipynb")) {
      assertShown(notebook);
      assertTrue(notebook.page().holds("window.scriptRan"));
      assertTrue(notebook.output(FAILURE).contains("cell [7] line 3 -> 1 / zero"));
      assertEquals(0, notebook.count(BEHIND));
      assertEquals("", notebook.output(BEHIND));
      notebook.shoot(TABLE, "run-all-outputs");
      notebook.shoot(BEHIND, "run-all-failure");
    }
  }

  @Test
  void aFigureIsInteractiveAndComesFromThisMachine() throws Exception {
    try (NotebookPage notebook = runAll("figure.ipynb")) {
      notebook.page().await("document.querySelector('.output .js-plotly-plot .main-svg')");
      assertEquals(1, notebook.found(FIGURE, ".js-plotly-plot"));
      assertEquals(0, notebook.found(FIGURE, "img"));
      String range = "document.querySelector('.js-plotly-plot').layout.xaxis.range[1]";
      double right = notebook.page().evaluate(range).getAsDouble();
      notebook.page().click(".output .modebar-btn[data-title='Zoom in']");
      notebook.page().await(range + " < " + right);
      assertEquals(
          1,
          notebook.page().requests().stream()
              .filter(address -> address.endsWith("/kernelspecs/munet4j/plotly.min.js"))
              .count());
      assertEquals(List.of(), strangers(notebook.page()));
      notebook.shoot(FIGURE, "figure-interactive");
    }
  }

  @Test
  void anUntrustedNotebookShowsItsPicturesAndRunsNoScript() throws Exception {
    try (NotebookPage notebook = runAll("untrusted.ipynb")) {
      notebook.save();
    }
    classic.server().change("untrusted.ipynb", "What a front end must show", "Sent by a stranger");
    try (NotebookPage notebook = classic.open("untrusted.ipynb")) {
      Page page = notebook.page();
      assertEquals(
          "Not Trusted",
          page.text("document.querySelector('#notification_trusted').innerText").strip());
      assertShown(notebook);
      page.await(pictures(".output img", 2));
      assertEquals(1, notebook.found(FIGURE, "img"));
      assertEquals(0, notebook.found(FIGURE, ".js-plotly-plot"));
      assertFalse(page.holds("window.scriptRan || window.Plotly"), "a script ran");
      notebook.shoot(TABLE, "untrusted");
    }
  }

  @Test
  void exportToHtmlHoldsThePictures() throws Exception {
    Path html = classic.downloads().resolve("export.html");
    try (NotebookPage notebook = runAll("export.ipynb")) {
      notebook.save();
      notebook.downloadAsHtml();
      Patience.await(() -> "the download in " + downloaded(), () -> Files.exists(html));
    }
    try (Page page = classic.browser().page()) {
      page.open(html.toUri().toString());
      page.await("document.readyState == 'complete' && document.querySelector('table')");
      String text = page.text("document.body.innerText");
      assertTrue(text.contains("<b>two</b>"), text);
      assertTrue(text.contains("counted"), text);
      page.await(pictures("img", 2));
      page.screenshot("export");
      page.evaluate("document.querySelectorAll('img')[1].scrollIntoView()");
      page.screenshot("export-figure");
    }
  }

  private static NotebookPage runAll(String name) throws Exception {
    NotebookPage notebook = classic.open("shown.ipynb", name);
    notebook.runAll();
    notebook.awaitOutput(FAILURE, "ArithmeticException");
    notebook.awaitIdle();
    return notebook;
  }

  private static void assertShown(NotebookPage notebook) {
    assertEquals(1, notebook.found(TABLE, "table"));
    assertTrue(notebook.output(TABLE).contains("<b>two</b>"), notebook.output(TABLE));
    assertEquals(1, notebook.found(DRAWING, "img"));
    assertEquals(0, notebook.found(DRAWING, "svg"));
    assertEquals(1, notebook.found(PROGRESS, "progress"));
    assertTrue(notebook.output(PROGRESS).contains("counted"), notebook.output(PROGRESS));
    List<String> lines = notebook.output(FLOOD).lines().filter(line -> !line.isBlank()).toList();
    assertEquals(5000, lines.size());
    assertEquals("line 5000", lines.get(4999));
    assertTrue(notebook.output(SCRIPT).contains("static part"), notebook.output(SCRIPT));
    assertTrue(notebook.output(FAILURE).startsWith("before"), notebook.output(FAILURE));
  }

  /** A condition: these pictures, each whole and large enough to be seen. */
  private static String pictures(String selector, int count) {
    return "[...document.querySelectorAll('%s')].filter(picture => picture.naturalWidth > 100 && picture.width > 100).length == %d"
        .formatted(selector, count);
  }

  /** The requests that went anywhere but to the server of the notebook. */
  private static List<String> strangers(Page page) {
    return page.requests().stream()
        .map(URI::create)
        .filter(address -> address.getHost() != null)
        .filter(address -> !List.of("127.0.0.1", "localhost").contains(address.getHost()))
        .map(URI::toString)
        .toList();
  }

  private static String downloaded() {
    try (Stream<Path> files = Files.list(classic.downloads())) {
      return files.toList().toString();
    } catch (IOException nothing) {
      return nothing.toString();
    }
  }
}
