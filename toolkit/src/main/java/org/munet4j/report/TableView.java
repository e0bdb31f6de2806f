package org.munet4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;
import tech.tablesaw.api.Table;

/**
 * A table as people read it, as HTML and as plain text: the first 20 and last 5 rows where there
 * are more, the first 30 and last 5 of more than 40 columns, numbers to the right, foreign text
 * escaped, the same in every locale.
 *
 * @param table what is shown; it is read when a format is asked for
 */
public record TableView(Table table) {
  private static final int HEAD = 20;
  private static final int TAIL = 5;
  private static final int MOST_COLUMNS = 40;
  private static final int HEAD_COLUMNS = 30;
  private static final int LONGEST_HTML = 300;
  private static final int LONGEST_TEXT = 60;
  private static final int LONG_CELL = 40;
  private static final int WIDE = 8;
  private static final int VERY_WIDE = 12;
  private static final int GAP = -1;
  private static final Pattern JOINT = Pattern.compile("(?<=\\p{Alnum})[_/](?=\\p{Alnum})");

  /** An HTML table with inline styles that suit light and dark pages; no script. */
  public String toHtml() {
    List<Cells> columns = cells();
    StringBuilder out = new StringBuilder();
    int many = columns.size();
    out.append("<div class=\"munet4j-table")
        .append(many > VERY_WIDE ? " wide very-wide" : many > WIDE ? " wide" : "")
        .append("\" style=\"overflow-x:auto\">\n<table style=\"border-collapse:collapse;font-size:")
        .append(many > VERY_WIDE ? 11 : many > WIDE ? 12 : 13)
        .append("px;line-height:1.35;font-variant-numeric:tabular-nums\">\n");
    out.append("<caption style=\"caption-side:bottom;text-align:left;padding:.4em .6em;opacity:.7");
    out.append(width(caption()) <= LONG_CELL ? ";white-space:nowrap\">" : "\">");
    out.append(Escape.markup(cut(caption(), LONGEST_HTML))).append("</caption>\n<thead><tr>");
    for (Cells column : columns) {
      cell(out, "th", column.isNumeric(), shape(column), column.name());
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (int row : shownRows()) {
      out.append("<tr>");
      for (Cells column : columns) {
        String text = row == GAP ? "⋮" : column.text(row);
        cell(out, "td", column.isNumeric(), column.isNumeric() ? "white-space:nowrap" : "", text);
      }
      out.append("</tr>\n");
    }
    return out.append("</tbody>\n</table>\n</div>\n").toString();
  }

  /** A column of long texts keeps room for some words where the table must shrink. */
  private String shape(Cells column) {
    boolean isLong =
        IntStream.of(shownRows())
            .anyMatch(
                row -> row != GAP && !column.isNumeric() && width(column.text(row)) > LONG_CELL);
    return isLong ? "min-width:10em" : "";
  }

  private void cell(StringBuilder out, String tag, boolean isNumeric, String shape, String text) {
    out.append('<').append(tag).append(" style=\"text-align:");
    out.append(isNumeric ? "right" : "left");
    out.append(shape.isEmpty() ? "" : ";" + shape);
    int many = table.columnCount();
    out.append(";padding:.25em ").append(many > VERY_WIDE ? ".3em" : many > WIDE ? ".4em" : ".6em");
    out.append(";vertical-align:").append(tag.equals("th") ? "bottom" : "top");
    out.append(";border:0;border-bottom:").append(tag.equals("th") ? "2" : "1");
    out.append("px solid rgba(127,127,127,.35)\">");
    String markup = Escape.markup(cut(text, LONGEST_HTML));
    out.append(isNumeric || many <= WIDE ? markup : breakable(markup));
    out.append("</").append(tag).append('>');
  }

  /** Long names may break behind their joints, so that a wide table needs less room. */
  private static String breakable(String markup) {
    return JOINT.matcher(markup).replaceAll("$0<wbr/>");
  }

  /** Lines of aligned columns. */
  public String toText() {
    List<Cells> columns = cells();
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(column -> plain(column.name())).toList());
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
    int many = table.columnCount();
    if (many <= MOST_COLUMNS) {
      return table.columns().stream().map(Cells::of).toList();
    }
    List<Cells> shown = new ArrayList<>();
    table.columns().subList(0, HEAD_COLUMNS).forEach(column -> shown.add(Cells.of(column)));
    shown.add(Cells.gap());
    table.columns().subList(many - TAIL, many).forEach(column -> shown.add(Cells.of(column)));
    return shown;
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
