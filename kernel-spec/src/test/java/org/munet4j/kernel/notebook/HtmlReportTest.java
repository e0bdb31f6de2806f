package org.munet4j.kernel.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HtmlReportTest {
  private static final HtmlReport REPORT = new HtmlReport("name", List.of(), List.of());

  @TestFactory
  Stream<DynamicTest> showsHostileTextAsText() {
    String text = Samples.HOSTILE;
    return Map.of(
            "stream", output(new Output.Stream("stdout", text)),
            "stream name", output(new Output.Stream(text, text)),
            "plain", output(Samples.shown(Map.of("text/plain", text))),
            "error", output(new Output.Failure(text, text, List.of(text))),
            "picture's text",
                output(Samples.shown(Map.of("text/plain", text, "image/png", "iVBO"))),
            "picture", output(Samples.shown(Map.of("text/plain", "x", "image/png", "\">" + text))),
            "markdown", Samples.markdown("# " + text + "\n\n" + text + "\n\n[a](javascript:b)"),
            "source", Samples.code("String s = \"" + text + "\"; // " + text))
        .entrySet()
        .stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(entry.getKey(), () -> isHarmless(page(entry.getValue()))));
  }

  @Test
  void escapesNamesFactsAndFiles() {
    String text = Samples.HOSTILE;
    isHarmless(new HtmlReport(text, List.of(text), List.of(text)).page(Samples.notebook()));
  }

  @Test
  void showsAPictureOfTheSystemAsAnImageSoThatNoScriptInItRuns() {
    String page =
        page(
            output(
                Samples.shown(
                    Map.of("text/plain", "x", "image/svg+xml", "<svg><script>1</script></svg>"))));
    assertFalse(page.contains("<script"));
    assertTrue(page.contains("src=\"data:image/svg+xml;base64,PHN2Zz4"), page);
  }

  @Test
  void showsAnInteractiveFigureAsItsStaticPicture() {
    String html = "<div><img src=\"data:image/png;base64,QUJD\"></div><script>draw()</script>";
    String page = page(output(Samples.shown(Map.of("text/plain", "x", "text/html", html))));
    assertFalse(page.contains("draw()"), page);
    assertTrue(page.contains("<img src=\"data:image/png;base64,QUJD\">"), page);
  }

  @Test
  void forbidsScriptsAndEverythingFromElsewhere() {
    String page = page(Samples.markdown("![remote](https://example.org/x.png)"));
    assertTrue(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src"));
    assertFalse(page.contains("<link"));
  }

  @Test
  void cutsNothingInPrint() {
    String style = page(Samples.markdown("x"));
    String print = style.substring(style.indexOf("@media print"));
    assertTrue(print.contains("pre { white-space: pre-wrap; overflow-wrap: anywhere;"), print);
    assertTrue(print.contains(".rich, .rich *, .prose > table { overflow: visible !important; }"));
  }

  @Test
  void listsTheHeadingsWithTheirAnchors() {
    String page = page(Samples.markdown("# One\n\n## Two *x*\n\n## Two x"));
    assertTrue(page.contains("<li class=\"level-2\"><a href=\"#two-x\">Two x</a></li>"), page);
    assertTrue(page.contains("<h2 id=\"two-x-2\">"), page);
  }

  @Test
  void coloursHalfAProgramAndLongStrings() {
    String escapes = "\\n".repeat(100_000);
    assertEquals(
        "<span class=\"text\">&quot;" + escapes + "</span>", JavaColours.html("\"" + escapes));
    assertEquals(
        "<span class=\"keyword\">int</span> newer = <span class=\"digits\">5_0</span>;"
            + " <span class=\"comment\">/* &lt;</span>",
        JavaColours.html("int newer = 5_0; /* <"));
  }

  private static Cell output(Output output) {
    return Samples.code("1").executed(1, List.of(output));
  }

  private static String page(Cell cell) {
    return REPORT.page(Samples.notebook(cell));
  }

  private static void isHarmless(String page) {
    assertFalse(page.contains("</script"), page);
    assertFalse(page.contains("<b>"), page);
    assertFalse(page.contains("\u0007"), page);
    assertFalse(page.contains("\u001B"), page);
    assertFalse(page.contains("href=\"javascript"), page);
  }
}
