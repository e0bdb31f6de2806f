package org.munet4j.notebooks;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.munet4j.kernel.notebook.Cell;
import org.munet4j.kernel.notebook.Notebook;
import org.munet4j.kernel.notebook.NotebookFile;
import org.munet4j.kernel.notebook.NotebookRunner;
import org.munet4j.kernel.notebook.RunLog;

/** One notebook in one engine, a cell at a time; after a failure the rest is skipped. */
final class CellByCell {
  private static final Notebook EMPTY =
      NotebookFile.parse("empty", "{\"nbformat\": 4, \"metadata\": {}, \"cells\": []}");

  private final Path folder;
  private NotebookRunner runner;
  private boolean hasFailed;

  CellByCell(Path folder) {
    this.folder = folder;
  }

  void next(Cell cell) {
    Assumptions.assumeFalse(hasFailed, "an earlier cell failed");
    if (runner == null) {
      runner = NotebookRunner.start(folder, RunLog.SILENT);
    }
    runner
        .run(EMPTY.withCells(List.of(cell)))
        .failure()
        .ifPresent(
            failure -> {
              hasFailed = true;
              fail(String.join("\n", failure.reason().traceback()));
            });
  }

  void close() {
    if (runner != null) {
      runner.close();
    }
  }
}
