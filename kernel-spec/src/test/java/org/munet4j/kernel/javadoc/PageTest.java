package org.munet4j.kernel.javadoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.munet4j.kernel.javadoc.Block.Kind;

class PageTest {
  @Test
  void showsHostileTextAsText() {
    String hostile = "</pre><script>\"x\" 'y' & \u0007`<b>`";
    for (Kind kind : Kind.values()) {
      String html = new Page(List.of(new Block(kind, hostile))).html();
      assertFalse(html.contains("<script") || html.contains("\u0007"), html);
      assertFalse(html.replace("<pre><b>", "").contains("<b>"), html);
    }
  }

  @Test
  void breaksLongParagraphsAndKeepsLinesOfCode() {
    Page page =
        new Page(
            List.of(
                new Block(Kind.PARAGRAPH, "word ".repeat(40)),
                new Block(Kind.ITEM, "one"),
                new Block(Kind.ITEM, "two"),
                new Block(Kind.CODE, "a\n  b")));
    assertTrue(page.text().lines().allMatch(line -> line.length() <= 80), page.text());
    assertTrue(page.text().endsWith("word\n\n  - one\n  - two\n\n  a\n    b"), page.text());
    assertTrue(
        page.html().contains("<ul><li>one</li><li>two</li></ul><pre>a\n  b</pre>"), page.html());
  }

  @Test
  void marksCode() {
    Page page = new Page(List.of(new Block(Kind.PARAGRAPH, "see `List<E>` there")));
    assertEquals("<div><p>see <code>List&lt;E&gt;</code> there</p></div>", page.html());
  }
}
