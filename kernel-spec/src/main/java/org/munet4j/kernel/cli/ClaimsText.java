package org.munet4j.kernel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;
import org.munet4j.kernel.notebook.PlainText;

/** Claims for a terminal of 120 columns and for Markdown. */
final class ClaimsText {
  static final String NONE = "no notebook claims anything yet";
  private static final int[] WIDTHS = {14, 5, 39, 24, 30}; // with two blanks between them

  private ClaimsText() {}

  /** A part for each notebook, and how many claims hold. */
  static String plain(List<Claims> all) {
    List<Claims.Row> rows = all.stream().flatMap(claims -> claims.rows().stream()).toList();
    long held = rows.stream().filter(Claims.Row::isHeld).count();
    long open = rows.stream().filter(row -> row.verdict().isEmpty()).count();
    return all.isEmpty()
        ? NONE + "\n"
        : all.stream().map(claims -> plain(claims) + "\n").collect(Collectors.joining())
            + Require.text(
                "%d claims: %d hold, %d fall short, %d not measured\n",
                rows.size(), held, rows.size() - held - open, open);
  }

  /** A head of three lines, then a line for each claim; long cells go on below. */
  private static String plain(Claims claims) {
    List<List<String>> rows = new ArrayList<>();
    rows.addAll(wrapped(List.of("", "", "what must hold", "the paper", "ours")));
    for (Claims.Row row : claims.rows()) {
      rows.addAll(
          wrapped(
              List.of(row.mark(), row.rule().id(), row.rule().what(), row.paper(), row.ours())));
    }
    String head = claims.experiment().name() + ", " + claims.experiment().title();
    String command = claims.results().map(results -> results.fact("command") + "\n").orElse("");
    return PlainText.withoutControls(
        head + "\n" + claims.circumstances() + "\n" + command + Columns.align(rows));
  }

  /** A row as the rows that its longest cell needs. */
  private static List<List<String>> wrapped(List<String> row) {
    List<List<String>> cells =
        IntStream.range(0, row.size()).mapToObj(i -> wrap(row.get(i), WIDTHS[i])).toList();
    int high = cells.stream().mapToInt(List::size).max().orElse(0);
    return IntStream.range(0, high)
        .mapToObj(
            line -> cells.stream().map(cell -> line < cell.size() ? cell.get(line) : "").toList())
        .toList();
  }

  /** Lines of at most so many characters, broken at blanks, or inside a word that is longer. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (rest.length() > width) {
      int blank = rest.lastIndexOf(' ', width);
      int end = blank > 0 ? blank : width;
      lines.add(rest.substring(0, end).strip());
      rest = rest.substring(end).strip();
    }
    lines.add(rest);
    return lines;
  }

  /** One table for all notebooks; below it how each was measured. */
  static String markdown(List<Claims> all) {
    if (all.isEmpty()) {
      return NONE + "\n";
    }
    String rows =
        all.stream()
            .flatMap(claims -> claims.rows().stream().map(row -> markdown(claims, row)))
            .collect(Collectors.joining());
    String ways =
        all.stream()
            .flatMap(claims -> claims.results().stream())
            .map(
                results ->
                    Require.text(
                        "- %s: %s; `%s`\n",
                        escaped(results.fact("experiment")),
                        escaped(results.toString()),
                        results.fact("command").replace('`', '\'')))
            .collect(Collectors.joining());
    return "| | claim | what must hold | the paper | ours | size and data |\n"
        + "|---|---|---|---|---|---|\n"
        + rows
        + (ways.isEmpty() ? "" : "\n" + ways);
  }

  private static String markdown(Claims claims, Claims.Row row) {
    String size = claims.results().map(r -> r.fact("size") + ", " + r.fact("data")).orElse("–");
    return Require.text(
        "| %s | %s | %s | %s | %s | %s |\n",
        row.mark(),
        row.rule().id(),
        escaped(row.rule().what()),
        escaped(row.paper()),
        escaped(row.ours()),
        escaped(size));
  }

  private static String escaped(String text) {
    return PlainText.withoutControls(text)
        .replaceAll("([\\\\`*_|\\[\\]])", "\\\\$1")
        .replace("<", "&lt;")
        .replace('\n', ' ');
  }
}
