package org.munet4j.notebook;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Java matrices as tables; ragged ones, or ones with a row that is null, as text. */
final class Matrices {
  private static final int MOST_COLUMNS = 12;

  private Matrices() {}

  static Object of(float[][] rows) {
    return of(
        "float",
        rows,
        Arrays.stream(rows).mapToInt(row -> row == null ? -1 : row.length),
        (r, c) -> rows[r][c]);
  }

  static Object of(double[][] rows) {
    return of(
        "double",
        rows,
        Arrays.stream(rows).mapToInt(row -> row == null ? -1 : row.length),
        (r, c) -> rows[r][c]);
  }

  static Object of(int[][] rows) {
    return of(
        "int",
        rows,
        Arrays.stream(rows).mapToInt(row -> row == null ? -1 : row.length),
        (r, c) -> rows[r][c]);
  }

  private interface Cell {
    double at(int row, int column);
  }

  private static Object of(String type, Object[] rows, IntStream lengths, Cell cell) {
    int[] widths = lengths.distinct().toArray();
    if (widths.length != 1 || widths[0] < 1) {
      return Bundle.text(PlainText.of(rows));
    }
    int shown = Math.min(widths[0], MOST_COLUMNS);
    String name = Require.text("%s[%d][%d]", type, rows.length, widths[0]);
    Table table =
        Table.create(
            shown < widths[0] ? Require.text("%s, its first %d columns", name, shown) : name);
    table.addColumns(IntColumn.create("row", IntStream.range(0, rows.length).toArray()));
    for (int column = 0; column < shown; column++) {
      int at = column;
      table.addColumns(column(type, "[" + column + "]", rows.length, row -> cell.at(row, at)));
    }
    return table;
  }

  private static tech.tablesaw.columns.Column<?> column(
      String type, String name, int rows, IntToDoubleFunction value) {
    return type.equals("int")
        ? IntColumn.create(
            name, IntStream.range(0, rows).map(row -> (int) value.applyAsDouble(row)).toArray())
        : DoubleColumn.create(name, IntStream.range(0, rows).mapToDouble(value));
  }
}
