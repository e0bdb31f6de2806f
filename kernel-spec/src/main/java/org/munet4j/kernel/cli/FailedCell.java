package org.munet4j.kernel.cli;

import java.io.PrintWriter;
import org.munet4j.internal.Require;
import org.munet4j.kernel.engine.CellResult;
import org.munet4j.kernel.notebook.NotebookRunner;
import org.munet4j.kernel.notebook.PlainText;

/** What the terminal says about the cell that ended a run. */
final class FailedCell {
  private FailedCell() {}

  static void print(NotebookRunner.Failure failure, PrintWriter err) {
    CellResult.Failed reason = failure.reason();
    if (reason.line() > 0) {
      err.println(Require.text("cell %d failed in line %d:", failure.cell(), reason.line()));
      err.println("    " + PlainText.cut(reason.sourceLine(), 200));
    } else {
      err.println(Require.text("cell %d failed:", failure.cell()));
    }
    err.println(PlainText.withoutControls(reason.kind() + ": " + reason.message()));
    Throwable root = root(reason.cause());
    if (root != reason.cause()) {
      err.println(PlainText.withoutControls("caused by " + root));
    }
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root != null && root.getCause() != null && depth < 100; depth++) {
      root = root.getCause();
    }
    return root;
  }
}
