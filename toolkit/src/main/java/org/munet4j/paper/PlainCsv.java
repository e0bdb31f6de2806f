package org.munet4j.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.munet4j.internal.Require;
import org.munet4j.tensor.DamagedFileException;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table as lines of CSV that give back every value exactly, the same in every locale: text stands
 * in quotes, numbers never do, nothing between two commas is a missing number.
 */
final class PlainCsv {
  private static final Pattern CELL =
      Pattern.compile("(\"[^\"]*+(?:\"\"[^\"]*+)*+\"|[^\",]*+)(,|\\z)");
  private static final Pattern NUMBER =
      Pattern.compile("-?(Infinity|\\d+(\\.\\d+)?([eE][+-]?\\d+)?)");

  private PlainCsv() {}

  /** A line of a file. */
  record Line(int number, String text) {}

  /** The lines of a text, numbered from 1. */
  static List<Line> lines(String text) {
    List<Line> lines = new ArrayList<>();
    text.lines().forEach(line -> lines.add(new Line(lines.size() + 1, line)));
    return lines;
  }

  /** The line of column names. */
  static String header(Table table) {
    return table.columnNames().stream().map(PlainCsv::quoted).collect(Collectors.joining(","));
  }

  static List<String> rows(Table table) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < table.rowCount(); row++) {
      int at = row;
      rows.add(
          table.columns().stream()
              .map(column -> cell(column, at))
              .collect(Collectors.joining(",")));
    }
    return rows;
  }

  private static String cell(Column<?> column, int row) {
    if (column instanceof StringColumn words) {
      return quoted(words.get(row));
    }
    Require.that(
        column instanceof DoubleColumn
            || column instanceof LongColumn
            || column instanceof IntColumn,
        "column '%s' is %s; results hold text, whole numbers and decimals (double)",
        column.name(),
        column.type());
    return column.isMissing(row) ? "" : String.valueOf(column.get(row));
  }

  private static String quoted(String text) {
    Require.that(
        text.chars().noneMatch(Character::isISOControl),
        "'%s' has a line break or another control character; results are plain text",
        text);
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /**
   * The table of these lines, the first of which holds the column names. Whole numbers become long
   * columns, all others double ones; a column without any value is one of missing decimals.
   *
   * @param file its name for messages
   */
  static Table table(String name, List<Line> lines, String file) {
    if (lines.size() < 2) {
      throw new DamagedFileException(
          Require.text("%s has no row of numbers; it was cut off or never filled", file));
    }
    List<List<String>> rows = lines.stream().map(line -> cells(line, file)).toList();
    List<String> names = rows.get(0).stream().map(PlainCsv::plain).toList();
    for (int row = 1; row < rows.size(); row++) {
      if (rows.get(row).size() != names.size()) {
        throw damaged(
            lines.get(row),
            file,
            Require.text("has %d cells, the names are %d", rows.get(row).size(), names.size()));
      }
    }
    Table table = Table.create(name);
    for (int at = 0; at < names.size(); at++) {
      int place = at;
      String column = names.get(at);
      if (column.isBlank() || names.subList(0, at).stream().anyMatch(column::equalsIgnoreCase)) {
        throw damaged(lines.get(0), file, "has the column name '" + column + "', blank or twice");
      }
      List<String> cells = rows.stream().skip(1).map(row -> row.get(place)).toList();
      table.addColumns(column(column, cells, lines, file));
    }
    return table;
  }

  /** The cells of a line as they stand there. */
  private static List<String> cells(Line line, String file) {
    List<String> cells = new ArrayList<>();
    Matcher cell = CELL.matcher(line.text());
    boolean isMore = true;
    while (isMore) {
      if (!cell.lookingAt()) {
        throw damaged(line, file, "has a quote that opens or ends in the wrong place");
      }
      cells.add(cell.group(1));
      isMore = cell.group(2).equals(",");
      cell.region(cell.end(), line.text().length());
    }
    return cells;
  }

  /** The column of these cells, the first of which stands in the second line. */
  private static Column<?> column(String name, List<String> cells, List<Line> lines, String file) {
    boolean isText = isText(cells.get(0));
    for (int row = 0; row < cells.size(); row++) {
      String cell = cells.get(row);
      boolean isFit = isText ? isText(cell) : cell.isEmpty() || NUMBER.matcher(cell).matches();
      if (!isFit) {
        String needed = isText ? "text in quotes" : "a number, or text in quotes in every line";
        throw damaged(
            lines.get(row + 1), file, "has " + cell + " as '" + name + "', needs " + needed);
      }
    }
    if (isText) {
      return StringColumn.create(name, cells.stream().map(PlainCsv::plain));
    }
    List<String> known = cells.stream().filter(cell -> !cell.isEmpty()).toList();
    boolean isWhole = !known.isEmpty() && known.stream().allMatch(PlainCsv::isWhole);
    return isWhole ? whole(name, cells) : decimals(name, cells);
  }

  private static Column<?> whole(String name, List<String> cells) {
    LongColumn column = LongColumn.create(name);
    for (String cell : cells) {
      if (cell.isEmpty()) {
        column.appendMissing();
      } else {
        column.append(Long.parseLong(cell));
      }
    }
    return column;
  }

  private static Column<?> decimals(String name, List<String> cells) {
    return DoubleColumn.create(
        name,
        cells.stream().mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell)));
  }

  private static boolean isText(String cell) {
    return cell.startsWith("\"");
  }

  private static boolean isWhole(String cell) {
    try {
      return Long.parseLong(cell) != Long.MIN_VALUE;
    } catch (NumberFormatException decimalOrTooLarge) {
      return false;
    }
  }

  /** A cell without its quotes. */
  private static String plain(String cell) {
    return isText(cell) ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
  }

  private static DamagedFileException damaged(Line line, String file, String what) {
    return new DamagedFileException(
        Require.text("%s is damaged: line %d %s", file, line.number(), what));
  }
}
