package org.munet4j.kernel.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a benchmark found, for people and for spreadsheets. */
record BenchReport(List<BenchRow> rows) {
  BenchReport {
    rows = List.copyOf(rows);
  }

  /** One line for each case and reference; empty where there is no number. */
  String csv() {
    return rows.stream()
        .map(
            row ->
                String.join(
                    ",",
                    quoted(row.label()),
                    number(row.ours(), ""),
                    number(row.reference(), ""),
                    number(row.ratio(), ""),
                    quoted(row.unit()),
                    quoted(row.kernel())))
        .collect(Collectors.joining("\n", "case,ours,reference,ratio,unit,kernel\n", "\n"));
  }

  /** One line for each case, with a value and a ratio for each reference. */
  String table() {
    Map<List<String>, List<String>> lines = new LinkedHashMap<>();
    List<String> titles = new ArrayList<>(List.of("case", "unit", "ours"));
    for (BenchRow row : rows) {
      if (!titles.contains(row.kernel())) {
        titles.addAll(List.of(row.kernel(), "ratio"));
      }
      List<String> start = List.of(row.label(), row.unit(), number(row.ours(), "–"));
      lines
          .computeIfAbsent(start, ArrayList::new)
          .addAll(List.of(number(row.reference(), "–"), number(row.ratio(), "–")));
    }
    List<List<String>> all = new ArrayList<>(List.of(titles));
    all.addAll(lines.values());
    return Columns.align(all);
  }

  private static String number(double value, String nothing) {
    if (Double.isNaN(value)) {
      return nothing;
    }
    return Double.isInfinite(value)
        ? "never"
        : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
  }

  private static String quoted(String text) {
    return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
