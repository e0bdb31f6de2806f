package org.munet4j.kernel.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookRunTest {
  @TempDir private Path folder;

  @Test
  void leavesANotebookAPageAndTheTables() throws IOException, URISyntaxException {
    Path lesson = Path.of(getClass().getResource("small-lesson.ipynb").toURI());
    NotebookRun run =
        new NotebookRun("lesson", folder, folder.resolve("out"), List.of("size tiny"));
    NotebookRunner.Outcome outcome = run.execute(NotebookFile.read(lesson), RunLog.SILENT);
    assertEquals(Optional.empty(), outcome.failure());
    assertEquals(
        List.of("lesson.html", "lesson.ipynb", "tables", "tables/01-paper-beside-ours.csv"),
        files());
    String page = Files.readString(run.page());
    assertTrue(page.contains("step 50 of 50, loss 0.046"));
    assertFalse(page.contains("step 49 of 50"));
    assertTrue(page.contains("downloaded 100 %"));
    assertFalse(page.contains("<script"));
    assertTrue(page.contains("src=\"data:image/svg+xml;base64,"), "the page shows the drawing");
    String file = Files.readString(folder.resolve("out").resolve("lesson.ipynb"));
    assertTrue(file.contains("\"image/png\": \"aWNvbg==\""), "the file has the picture");
    assertFalse(file.contains("\"image/svg+xml\": "), "exports leave an SVG out");
    assertTrue(page.contains("href=\"tables/01-paper-beside-ours.csv\""));
  }

  @Test
  void findsFilesOfMagicsBesideTheNotebook() throws IOException {
    Files.writeString(folder.resolve("helpers.jshell"), "int seven = 7;");
    NotebookRun run = new NotebookRun("lesson", folder, folder.resolve("out"), List.of());
    NotebookRunner.Outcome outcome =
        run.execute(Samples.notebook(Samples.code("%load helpers.jshell\nseven")), RunLog.SILENT);
    assertEquals(Optional.empty(), outcome.failure());
    assertEquals(1, outcome.notebook().cells().get(0).outputs().size());
  }

  private List<String> files() throws IOException {
    Path out = folder.resolve("out");
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(file -> !file.equals(out))
          .map(file -> out.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}
