package org.munet4j.kernel.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.notebook.Bundle;
import org.munet4j.notebook.Display;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Names that somebody else chose are text on the page, in tables and in notebook files. */
class HostileOutputTest {
  private static final List<String> NAMES =
      List.of(
          "</script><script>alert(1)</script>",
          "</style></pre><b onclick='x'>bold</b><!--",
          "\"'&\"><img src=x onerror=alert(1)>",
          "\u0000\u001b[31mred\u0007\u202e\u2066",
          "\ud83e\udd8a\ud83c\udffd",
          "many words ".repeat(2000));

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> areTextOnThePage() {
    return NAMES.stream().map(name -> DynamicTest.dynamicTest(title(name), () -> checkPage(name)));
  }

  @TestFactory
  Stream<DynamicTest> comeBackFromANotebookFileAsTheyAre() {
    return NAMES.stream().map(name -> DynamicTest.dynamicTest(title(name), () -> checkFile(name)));
  }

  @TestFactory
  Stream<DynamicTest> stayInTheirCellOfACsvFile() {
    return Stream.concat(NAMES.stream(), Stream.of("=1+1", "@x", "+x", "-x", "\tx", "\rx"))
        .map(name -> DynamicTest.dynamicTest(title(name), () -> checkCsv(name)));
  }

  private static void checkPage(String name) {
    String page = new HtmlReport(name, List.of(name), List.of(name)).page(notebook(name));
    String visible = page.replaceFirst("(?s)<style>.*?</style>", "");
    assertFalse(visible.matches("(?is).*<(script|/script|b |b>|/style|img src=x|!--).*"), visible);
    assertFalse(
        visible.codePoints().anyMatch(c -> c < 32 && c != '\n' && c != '\t' || c == 0x202e), name);
    assertTrue(page.contains("default-src 'none'"));
  }

  private void checkFile(String name) {
    Notebook notebook = notebook(name);
    Path file = folder.resolve("a.ipynb");
    NotebookFile.write(file, notebook);
    assertEquals(notebook.cells(), NotebookFile.read(file).cells());
  }

  private static void checkCsv(String name) {
    String csv = TableCsv.of(table(name));
    assertFalse(csv.matches("(?s).*(^|[,\\n]|\")[=+@\\-\\t\\r].*"), csv);
    String cell = csv.substring(csv.indexOf(",second\n") + 8, csv.lastIndexOf(",end\n"));
    assertEquals(
        0,
        cell.replace("\"\"", "").replaceAll("^\"|\"$", "").chars().filter(c -> c == '"').count());
  }

  private static Notebook notebook(String name) {
    Bundle table = Display.render(table(name));
    List<Output> outputs =
        List.of(
            new Output.Stream("stdout", name),
            new Output.Stream("stderr", name),
            Output.Shown.of(Display.render(name), OptionalInt.empty()),
            Output.Shown.of(table, OptionalInt.of(1)),
            Samples.shown(Map.of(Bundle.TEXT, name, Bundle.SVG, "<svg><title>x</title></svg>")),
            Samples.shown(Map.of(Bundle.TEXT, name, Bundle.PNG, name)),
            new Output.Failure(name, name, List.of(name)));
    return Samples.notebook(
        Samples.markdown("# " + name), Samples.code("// " + name).executed(1, outputs));
  }

  private static Table table(String name) {
    return Table.create(
        name,
        StringColumn.create("first", List.of(name)),
        StringColumn.create("second", List.of("end")));
  }

  private static String title(String name) {
    return PlainText.cut(name, 40);
  }
}
