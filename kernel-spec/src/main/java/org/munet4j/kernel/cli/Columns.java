package org.munet4j.kernel.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;

/** Text in aligned columns, and sizes as people say them. */
final class Columns {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private Columns() {}

  /** Rows of equal length as lines; columns that hold only numbers and sizes are right-aligned. */
  static String align(List<List<String>> rows) {
    int columns = rows.isEmpty() ? 0 : rows.get(0).size();
    int[] widths = new int[columns];
    boolean[] right = new boolean[columns];
    for (int i = 0; i < columns; i++) {
      int column = i;
      widths[i] = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
      right[i] =
          rows.stream()
              .skip(1)
              .allMatch(row -> row.get(column).matches("|–|never|[0-9.]+( [kMGT]?B)?"));
    }
    return rows.stream()
        .map(row -> line(row, widths, right))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Such as 1.4 MB; decimal, as disks and downloads are sold. */
  static String size(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    String digits = unit > 0 && value < 9.95 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, digits + " %s", value, UNITS[unit]);
  }

  private static String line(List<String> row, int[] widths, boolean[] right) {
    return IntStream.range(0, row.size())
        .mapToObj(
            i ->
                widths[i] == 0
                    ? ""
                    : Require.text("%" + (right[i] ? "" : "-") + widths[i] + "s", row.get(i)))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }
}
