package org.munet4j.kernel.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.munet4j.data.DataFolder.Entry;
import org.munet4j.kernel.notebook.PlainText;

/** The data sets of a folder in aligned columns, and below them what is missing. */
record DataTable(List<Entry> entries) {
  private static final int FAMILY = 5;

  void print(PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("name", "kind", "classes", "size", "licence"));
    entries.stream().filter(Entry::present).map(DataTable::row).forEach(rows::add);
    if (rows.size() > 1) {
      out.print(Columns.align(rows));
    }
    List<List<String>> missing =
        entries.stream()
            .filter(entry -> !entry.present())
            .map(entry -> List.of("  " + entry.name(), entry.path()))
            .toList();
    if (!missing.isEmpty()) {
      out.println("missing, and where each would be:");
      out.print(Columns.align(missing));
    }
    out.flush();
  }

  /** Sets that share a name before the slash and the files, as one entry named {@code name/*}. */
  static List<Entry> families(List<Entry> entries) {
    Map<String, List<Entry>> groups =
        entries.stream()
            .collect(
                Collectors.groupingBy(
                    entry -> entry.name().replaceFirst("/.*", "") + " " + entry.kind(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return groups.values().stream()
        .flatMap(group -> group.size() < FAMILY ? group.stream() : Stream.of(family(group)))
        .toList();
  }

  private static Entry family(List<Entry> group) {
    Entry largest = group.stream().max(Comparator.comparingLong(Entry::bytes)).orElseThrow();
    return new Entry(
        largest.name().replaceFirst("/.*", "/*"),
        group.size() + " " + largest.kind(),
        largest.path(),
        largest.bytes(),
        group.stream().anyMatch(Entry::present),
        group.stream().mapToInt(Entry::classes).sum(),
        largest.licence(),
        largest.images());
  }

  private static List<String> row(Entry entry) {
    return Stream.of(
            entry.name(),
            entry.kind(),
            entry.classes() == 0 ? "–" : String.valueOf(entry.classes()),
            Columns.size(entry.bytes()),
            entry.licence())
        .map(text -> PlainText.cut(text, 70))
        .toList();
  }
}
