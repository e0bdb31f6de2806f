package org.munet4j.kernel.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person types in the classic notebook: code with Tab and Shift-Tab, and answers. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TypedIT {
  private static final int FIRST = 2;
  private static final int SECOND = 3;
  private static final String ASKS = "new Scanner(System.in).nextLine() + \"!\"";

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
  void tabShowsWhatMayFollowAndEnterTakesIt() throws Exception {
    try (NotebookPage notebook = classic.open("written.ipynb", "tab.ipynb")) {
      notebook.type(FIRST, "\"abc\".sub");
      notebook.page().press("Tab", 9);
      notebook.page().await("document.querySelector('#complete')");
      String words = notebook.page().text("document.querySelector('#complete').innerText");
      assertTrue(words.contains("substring("), words);
      assertTrue(words.contains("subSequence("), words);
      notebook.page().screenshot("tab");
      notebook.page().press("Enter", 13);
      notebook.page().await("!document.querySelector('#complete')");
      assertTrue(notebook.source(FIRST).startsWith("\"abc\".sub"), notebook.source(FIRST));
      assertTrue(notebook.source(FIRST).endsWith("("), notebook.source(FIRST));
    }
  }

  @Test
  void shiftTabShowsTheDocumentation() throws Exception {
    try (NotebookPage notebook = classic.open("written.ipynb", "shift-tab.ipynb")) {
      notebook.type(FIRST, "Budget");
      notebook.page().press("Tab", 9, Page.SHIFT);
      notebook.page().await("document.querySelector('#tooltip .tooltiptext pre')");
      notebook.page().await("getComputedStyle(document.querySelector('#tooltip')).opacity == 1");
      String words = notebook.page().text("document.querySelector('#tooltip').innerText");
      assertTrue(words.contains("How much one training may cost"), words);
      notebook.page().screenshot("shift-tab");
    }
  }

  @Test
  void systemInAsksInTheNotebook() throws Exception {
    try (NotebookPage notebook = classic.open("written.ipynb", "asks.ipynb")) {
      notebook.type(FIRST, ASKS);
      notebook.run(FIRST);
      notebook.page().click(".output input.raw_input");
      notebook.page().type("Ada <b>");
      notebook.page().screenshot("asks");
      notebook.page().press("Enter", 13);
      notebook.awaitOutput(FIRST, "Ada <b>!");
      notebook.awaitIdle();
    }
  }

  @Test
  void systemInSaysThatNobodyIsThereToAsk() throws Exception {
    Path notebook = classic.server().put("written.ipynb", "nobody.ipynb");
    classic.server().change("nobody.ipynb", "\"source\": []", "\"source\": [\"System.in.read()\"]");
    Path said = folder.resolve("nbconvert.txt");
    Process nbconvert =
        Installed.process(
                folder,
                "/usr/bin/jupyter-nbconvert",
                "--to=notebook",
                "--execute",
                "--output=nobody-asked",
                notebook.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertTrue(nbconvert.waitFor(120, TimeUnit.SECONDS), "nbconvert waits");
    String words = Files.readString(said);
    assertTrue(words.contains("nobody is there to type; put the value into the cell"), words);
    assertEquals(1, nbconvert.exitValue());
  }

  @Test
  void anErrorInARendererLeavesTheKernelUsable() throws Exception {
    try (NotebookPage notebook = classic.open("written.ipynb", "renderer.ipynb")) {
      notebook.type(
          FIRST,
          """
          record Broken(int n) {}
          showAs(Broken.class, v -> { throw new NoClassDefFoundError("x"); });
          new Broken(1)""");
      notebook.runToEnd(FIRST);
      notebook.awaitOutput(
          FIRST, "a Broken that cannot be shown: java.lang.NoClassDefFoundError: x");
      notebook.type(SECOND, "6 * 7");
      notebook.runToEnd(SECOND);
      assertEquals("42", notebook.output(SECOND));
      notebook.shoot(FIRST, "renderer");
    }
  }
}
