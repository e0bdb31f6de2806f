package org.munet4j.kernel.engine;

/**
 * The source of one cell.
 *
 * @param name what people know it by, such as {@code cell [3]}
 * @param source text with line feeds only
 */
record Cell(String name, String source) {
  Cell {
    source = source.replace("\r\n", "\n").replace('\r', '\n');
  }

  /**
   * @param number what people see as In [n]
   */
  Cell(int number, String source) {
    this("cell [" + number + "]", source);
  }

  /** Line of a position, counted from 1. */
  int lineAt(int position) {
    int end = Math.max(0, Math.min(position, source.length()));
    return 1 + (int) source.substring(0, end).chars().filter(c -> c == '\n').count();
  }

  /** Distance of a position from the start of its line. */
  int columnAt(int position) {
    int end = Math.max(0, Math.min(position, source.length()));
    return end - (source.lastIndexOf('\n', end - 1) + 1);
  }

  /** Text of a line counted from 1; empty if there is no such line. */
  String line(int line) {
    String[] lines = source.split("\n", -1);
    return line >= 1 && line <= lines.length ? lines[line - 1].stripTrailing() : "";
  }

  /** First position at or after this one that is not white space. */
  int skipSpace(int position) {
    int at = position;
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
    return at;
  }
}
