package org.munet4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;
import tech.tablesaw.api.Table;

/**
 * A table as people read it, as HTML and as plain text: the first 20 and last 5 rows where there
 * are more, numbers to the right, foreign text escaped, the same in every locale.
 *
 * @param table what is shown; it is read when a format is asked for
 */
public record TableView(Table table) {
  private static final int HEAD = 20;
  private static final int TAIL = 5;
  private static final int LONGEST_HTML = 300;
  private static final int LONGEST_TEXT = 60;
  private static final int GAP = -1;

  /** An HTML table with inline styles that suit light and dark pages; no script. */
  public String toHtml() {
    List<Cells> columns = cells();
    StringBuilder out = new StringBuilder();
    out.append("<div class=\"munet4j-table\" style=\"overflow-x:auto\">\n");
    out.append("<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\">\n");
    out.append(
        "<caption style=\"caption-side:bottom;text-align:left;padding:.4em .7em;opacity:.7\">");
    out.append(Escape.markup(caption())).append("</caption>\n<thead><tr>");
    for (int column = 0; column < columns.size(); column++) {
      cell(out, "th", columns.get(column).isNumeric(), table.column(column).name());
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (int row : shownRows()) {
      out.append("<tr>");
      for (Cells column : columns) {
        cell(out, "td", column.isNumeric(), row == GAP ? "⋮" : column.text(row));
      }
      out.append("</tr>\n");
    }
    return out.append("</tbody>\n</table>\n</div>\n").toString();
  }

  private static void cell(StringBuilder out, String tag, boolean isNumeric, String text) {
    out.append('<').append(tag).append(" style=\"text-align:");
    out.append(isNumeric ? "right" : "left")
        .append(";padding:.25em .7em;vertical-align:top;border:0;border-bottom:");
    out.append(tag.equals("th") ? "2" : "1").append("px solid rgba(127,127,127,.35)\">");
    out.append(Escape.markup(cut(text, LONGEST_HTML))).append("</").append(tag).append('>');
  }

  /** Lines of aligned columns. */
  public String toText() {
    List<Cells> columns = cells();
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columnNames().stream().map(TableView::plain).toList());
    for (int row : shownRows()) {
      lines.add(
          columns.stream().map(column -> row == GAP ? "⋮" : plain(column.text(row))).toList());
    }
    int[] widths =
        IntStream.range(0, columns.size())
            .map(column -> lines.stream().mapToInt(line -> width(line.get(column))).max().orElse(0))
            .toArray();
    lines.add(1, IntStream.of(widths).mapToObj("-"::repeat).toList());
    StringBuilder out = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder padded = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String space = " ".repeat(widths[column] - width(line.get(column)));
        String text = line.get(column);
        padded.append(columns.get(column).isNumeric() ? space + text : text + space).append("  ");
      }
      out.append(padded.toString().stripTrailing()).append('\n');
    }
    return out.append(Escape.visible(caption())).toString();
  }

  private List<Cells> cells() {
    return table.columns().stream().map(Cells::of).toList();
  }

  private String caption() {
    String size =
        Require.text(
            "%,d %s × %d %s",
            table.rowCount(),
            table.rowCount() == 1 ? "row" : "rows",
            table.columnCount(),
            table.columnCount() == 1 ? "column" : "columns");
    return table.name() == null || table.name().isBlank() ? size : table.name() + ": " + size;
  }

  private int[] shownRows() {
    int rows = table.rowCount();
    if (rows <= HEAD + TAIL + 1) {
      return IntStream.range(0, rows).toArray();
    }
    IntStream head = IntStream.concat(IntStream.range(0, HEAD), IntStream.of(GAP));
    return IntStream.concat(head, IntStream.range(rows - TAIL, rows)).toArray();
  }

  private static String plain(String text) {
    return cut(Escape.visible(text), LONGEST_TEXT);
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String cut(String text, int longest) {
    return width(text) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
  }
}
