package org.munet4j.kernel.engine;

import java.util.List;
import org.munet4j.report.Escape;

/** How a cell ended. */
public sealed interface CellResult {
  /**
   * The cell ran to its end.
   *
   * @param hasValue false if the last snippet is a statement or a declaration
   * @param value what the last expression answered; may be null even if {@code hasValue}
   */
  record Done(boolean hasValue, Object value) implements CellResult {}

  /**
   * The cell ended early; snippets before the failing one have run.
   *
   * @param kind a class name such as {@code java.lang.IllegalArgumentException}, or {@code compile
   *     error}, or {@code interrupted}
   * @param line line in the cell, counted from 1; 0 if unknown
   * @param sourceLine text of that line, empty if unknown
   * @param traceback the story for people, one plain line each
   * @param cause what was thrown; null for a compile error
   */
  record Failed(
      String kind,
      String message,
      int line,
      String sourceLine,
      List<String> traceback,
      Throwable cause)
      implements CellResult {
    public static final String COMPILE_ERROR = "compile error";
    public static final String INTERRUPTED = "interrupted";

    public Failed {
      message = Escape.lines(message);
      sourceLine = Escape.lines(sourceLine);
      traceback = traceback.stream().map(Escape::lines).toList();
    }
  }
}
