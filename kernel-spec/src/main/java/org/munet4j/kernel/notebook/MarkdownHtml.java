package org.munet4j.kernel.notebook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/** The markdown of one notebook as HTML; HTML inside it is shown as text. Collects the headings. */
final class MarkdownHtml implements AttributeProvider {
  private static final List<Extension> TABLES = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
  private static final TextContentRenderer TEXT = TextContentRenderer.builder().build();

  private final HtmlRenderer renderer =
      HtmlRenderer.builder()
          .extensions(TABLES)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .attributeProviderFactory(context -> this)
          .build();
  private final List<Entry> headings = new ArrayList<>();
  private final Set<String> anchors = new HashSet<>();

  /** One line of the table of contents. */
  record Entry(int level, String anchor, String text) {}

  String html(String markdown) {
    return renderer.render(PARSER.parse(PlainText.withoutControls(markdown.replace("\r\n", "\n"))));
  }

  List<Entry> headings() {
    return List.copyOf(headings);
  }

  @Override
  public void setAttributes(Node node, String tagName, Map<String, String> attributes) {
    if (node instanceof Heading heading) {
      String text = TEXT.render(heading).strip();
      String anchor = anchor(text);
      attributes.put("id", anchor);
      headings.add(new Entry(heading.getLevel(), anchor, text));
    }
  }

  private String anchor(String text) {
    String words = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    String anchor = words.replaceAll("^-|-$", "");
    String unique = anchor;
    for (int i = 2; !anchors.add(unique); i++) {
      unique = anchor + "-" + i;
    }
    return unique;
  }
}
