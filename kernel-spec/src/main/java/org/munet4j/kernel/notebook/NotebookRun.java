package org.munet4j.kernel.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.munet4j.internal.Require;

/**
 * One run of a notebook into a folder: {@code <name>.ipynb}, {@code <name>.html} and {@code
 * tables/}.
 *
 * @param home the folder of the notebook, for names of files in its magics
 * @param facts for the footer of the page
 */
public record NotebookRun(String name, Path home, Path out, List<String> facts) {
  public Path page() {
    return out.resolve(name + ".html");
  }

  /** Runs the notebook and writes the folder, also when a cell fails or the run is stopped. */
  public NotebookRunner.Outcome execute(Notebook notebook, RunLog log) {
    try {
      RunFolder folder = RunFolder.open(name, out);
      try (NotebookRunner runner = NotebookRunner.start(folder.part(), log, home)) {
        return execute(notebook, runner, folder);
      }
    } catch (IOException cannotWrite) {
      throw new UncheckedIOException(
          Require.text(
              "run '%s' cannot be written to %s: %s; name another folder with --out",
              name, out, cannotWrite),
          cannotWrite);
    }
  }

  private NotebookRunner.Outcome execute(Notebook notebook, NotebookRunner runner, RunFolder folder)
      throws IOException {
    StopHook hook = StopHook.install(runner::stop);
    try {
      NotebookRunner.Outcome outcome = runner.run(notebook);
      String page = new HtmlReport(name, facts, runner.tables()).page(outcome.notebook());
      folder.publish(outcome.notebook(), runner.tables(), page);
      return outcome;
    } finally {
      hook.release();
    }
  }
}
