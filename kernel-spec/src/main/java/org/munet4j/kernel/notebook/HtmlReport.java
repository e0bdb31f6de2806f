package org.munet4j.kernel.notebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An executed notebook as one HTML file to read, keep or print: no script, nothing from elsewhere,
 * light and dark.
 *
 * @param name of the notebook, its title if it has no heading
 * @param facts for the footer: versions, size, seed
 * @param tables files beside the page, relative to it
 */
public record HtmlReport(String name, List<String> facts, Collection<String> tables) {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
          + " form-action 'none'";

  public HtmlReport {
    facts = List.copyOf(facts);
    tables = List.copyOf(tables);
  }

  public String page(Notebook notebook) {
    MarkdownHtml markdown = new MarkdownHtml();
    String body =
        notebook.cells().stream().map(cell -> cell(cell, markdown)).collect(Collectors.joining());
    return head(notebook.title().orElse(name))
        + contents(markdown.headings())
        + "<main>\n"
        + body
        + "</main>\n"
        + footer()
        + "</body>\n</html>\n";
  }

  private static String head(String title) {
    return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\""
        + POLICY
        + "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>"
        + Html.escape(title)
        + "</title>\n<style>\n"
        + style()
        + "</style>\n</head>\n<body>\n";
  }

  private static String contents(List<MarkdownHtml.Entry> headings) {
    List<MarkdownHtml.Entry> entries =
        headings.stream().filter(entry -> entry.level() <= 3).toList();
    if (entries.size() < 3) {
      return "";
    }
    return entries.stream()
        .map(
            entry ->
                "<li class=\"level-%d\"><a href=\"#%s\">%s</a></li>\n"
                    .formatted(
                        entry.level(), Html.escape(entry.anchor()), Html.escape(entry.text())))
        .collect(Collectors.joining("", "<nav aria-label=\"Contents\"><ul>\n", "</ul></nav>\n"));
  }

  private static String cell(Cell cell, MarkdownHtml markdown) {
    if (cell.isMarkdown()) {
      return "<section class=\"prose\">\n" + markdown.html(cell.source()) + "</section>\n";
    }
    String source = "<pre class=\"source\"><code>%s</code></pre>\n";
    if (!cell.isCode()) {
      return source.formatted(Html.escape(cell.source()));
    }
    String number = cell.number().isPresent() ? String.valueOf(cell.number().getAsInt()) : "–";
    String outputs = cell.outputs().stream().map(OutputHtml::html).collect(Collectors.joining());
    return "<section class=\"cell\">\n<span class=\"number\">"
        + number
        + "</span>\n"
        + source.formatted(JavaColours.html(cell.source().strip()))
        + (outputs.isEmpty() ? "" : "<div class=\"outputs\">\n" + outputs + "</div>\n")
        + "</section>\n";
  }

  private String footer() {
    String links =
        tables.stream()
            .map(Html::escape)
            .map(file -> "<a href=\"" + file + "\">" + file.replace("tables/", "") + "</a>")
            .collect(Collectors.joining(", "));
    return "<footer>\n<p>"
        + facts.stream().map(Html::escape).collect(Collectors.joining(" · "))
        + "</p>\n"
        + (links.isEmpty() ? "" : "<p>Tables as CSV: " + links + "</p>\n")
        + "</footer>\n";
  }

  private static String style() {
    try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException cannotHappen) {
      throw new UncheckedIOException(cannotHappen);
    }
  }
}
