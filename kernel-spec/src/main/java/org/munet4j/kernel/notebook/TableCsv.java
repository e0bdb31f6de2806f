package org.munet4j.kernel.notebook;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table as CSV, the same in every locale. Text that a spreadsheet would take for a formula gets
 * an apostrophe in front.
 */
final class TableCsv {
  private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r]", Pattern.DOTALL);
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\\r\\n]|^\\s|\\s$");

  private TableCsv() {}

  static String of(Table table) {
    StringBuilder csv = new StringBuilder(line(table.columnNames().stream().map(TableCsv::text)));
    for (int row = 0; row < table.rowCount(); row++) {
      int at = row;
      csv.append(line(table.columns().stream().map(column -> cell(column, at))));
    }
    return csv.toString();
  }

  /** A lower-case file name for a table of this name; never empty, never a path. */
  static String slug(String name) {
    String words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String slug = words.substring(0, Math.min(60, words.length())).replaceAll("^-|-$", "");
    return slug.isEmpty() ? "table" : slug;
  }

  private static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "";
    }
    return column instanceof NumericColumn<?>
        ? String.valueOf(column.get(row))
        : text(String.valueOf(column.get(row)));
  }

  private static String text(String text) {
    boolean guard = FORMULA.matcher(text).find() && !NUMBER.matcher(text).matches();
    String safe = guard ? "'" + text : text;
    return NEEDS_QUOTES.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  private static String line(Stream<String> cells) {
    return cells.collect(Collectors.joining(",", "", "\n"));
  }
}
