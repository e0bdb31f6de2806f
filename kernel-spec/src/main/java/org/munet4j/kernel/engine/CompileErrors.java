package org.munet4j.kernel.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import jdk.jshell.Diag;

/** Tells what the compiler did not like, with the line and a caret below it. */
final class CompileErrors {
  private CompileErrors() {}

  /**
   * @param start where the snippet begins in the cell
   */
  static CellResult.Failed of(Cell cell, int start, List<Diag> problems) {
    List<Diag> errors = problems.stream().filter(Diag::isError).toList();
    if (errors.isEmpty()) {
      String message = "this is not Java that JShell accepts";
      return failed(
          message, cell, start, List.of(CellResult.Failed.COMPILE_ERROR + ": " + message));
    }
    List<String> lines = new ArrayList<>();
    for (Diag error : errors) {
      lines.addAll(story(message(error), cell, start + (int) error.getPosition()));
    }
    int position = start + (int) errors.get(0).getPosition();
    return failed(message(errors.get(0)), cell, position, lines);
  }

  /**
   * @param position where a comment begins that would hide the rest of the cell
   */
  static CellResult.Failed ofOpenComment(Cell cell, int position) {
    String message = "unclosed comment; end it with */";
    return failed(message, cell, position, story(message, cell, position));
  }

  private static List<String> story(String message, Cell cell, int position) {
    int line = cell.lineAt(position);
    String shown = "  " + cell.name() + " line " + line + " -> " + cell.line(line).strip();
    String told = CellResult.Failed.COMPILE_ERROR + ": " + message.replace("\n", "\n  ");
    return Stream.of(told, shown, caret(cell, position, shown)).flatMap(String::lines).toList();
  }

  private static CellResult.Failed failed(
      String message, Cell cell, int position, List<String> lines) {
    int line = cell.lineAt(position);
    return new CellResult.Failed(
        CellResult.Failed.COMPILE_ERROR, message, line, cell.line(line).strip(), lines, null);
  }

  private static String caret(Cell cell, int position, String shown) {
    String line = cell.line(cell.lineAt(position));
    String stripped = line.strip();
    int column = cell.columnAt(position) - line.indexOf(stripped);
    return " ".repeat(Math.max(0, shown.length() - stripped.length() + column)) + "^";
  }

  /** The compiler's sentence without the location, which is an invented class here. */
  private static String message(Diag error) {
    return String.join(
        "\n",
        error
            .getMessage(Locale.ROOT)
            .lines()
            .filter(line -> !line.strip().startsWith("location:"))
            .map(String::stripTrailing)
            .toList());
  }
}
