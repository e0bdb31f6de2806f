package org.munet4j.kernel.javadoc;

import java.util.ArrayList;
import java.util.List;

/**
 * What is told about one name, for readers with and without HTML.
 *
 * @param blocks in the order in which they are read
 */
public record Page(List<Block> blocks) {
  private static final int WIDTH = 80;

  public Page {
    blocks = List.copyOf(blocks);
  }

  /** Lines of at most 80 characters, except where a word or a line of code is longer. */
  public String text() {
    StringBuilder text = new StringBuilder();
    Block.Kind before = null;
    for (Block block : blocks) {
      boolean isTight = block.kind() == before && block.kind() != Block.Kind.PARAGRAPH;
      text.append(text.isEmpty() ? "" : isTight ? "\n" : "\n\n")
          .append(String.join("\n", lines(block)));
      before = block.kind();
    }
    return text.toString();
  }

  /** A part of a page without scripts or styles; every text is escaped. */
  public String html() {
    StringBuilder html = new StringBuilder("<div>");
    boolean isList = false;
    for (Block block : blocks) {
      boolean isItem = block.kind() == Block.Kind.ITEM;
      html.append(isItem == isList ? "" : isItem ? "<ul>" : "</ul>");
      isList = isItem;
      String text = escaped(block.text());
      html.append(
          switch (block.kind()) {
            case PARAGRAPH -> "<p>" + withCode(text) + "</p>";
            case ITEM -> "<li>" + withCode(text) + "</li>";
            case CODE -> "<pre>" + text + "</pre>";
            case SIGNATURE -> "<pre><b>" + text + "</b></pre>";
          });
    }
    return html.append(isList ? "</ul></div>" : "</div>").toString();
  }

  private static List<String> lines(Block block) {
    return switch (block.kind()) {
      case PARAGRAPH -> wrapped(block.text(), "", "");
      case ITEM -> wrapped(block.text(), "  - ", "    ");
      case SIGNATURE -> wrapped(block.text(), "", "    ");
      case CODE -> block.text().lines().map(line -> "  " + line).toList();
    };
  }

  private static List<String> wrapped(String text, String first, String rest) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(first);
    boolean isFresh = true;
    for (String word : text.strip().split("\\s+")) {
      if (!isFresh && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(rest);
        isFresh = true;
      }
      line.append(isFresh ? "" : " ").append(word);
      isFresh = false;
    }
    lines.add(line.toString());
    return lines;
  }

  private static String withCode(String escaped) {
    return escaped.replaceAll("`([^`]+)`", "<code>$1</code>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "\uFFFD");
  }
}
