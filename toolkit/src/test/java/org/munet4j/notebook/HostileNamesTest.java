package org.munet4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.munet4j.data.Images;
import org.munet4j.data.Source;
import org.munet4j.report.AnswerSheet;
import org.munet4j.report.ConfusionMatrix;
import org.munet4j.report.ContactSheet;
import org.munet4j.report.Drawing;
import org.munet4j.report.Ink;
import org.munet4j.report.LearningCurve;
import org.munet4j.report.Mark;
import org.munet4j.report.ModelSummary;
import org.munet4j.report.RouterWeights;
import org.munet4j.report.SystemGraph;
import org.munet4j.report.Systems;
import org.munet4j.report.Tables;
import org.munet4j.run.Run;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Names that somebody else chose are text in every format, whatever is in them. */
class HostileNamesTest {
  private static final Map<String, String> NAMES =
      Map.of(
          "a script", "</script><script>alert(1)</script>",
          "an element", "<b onclick='x'>bold</b>",
          "quotes", "\"'&\">]]>--",
          "control characters", "\u0000\u001b[31mred\u0007\r\n\t\u0085",
          "text direction", "\u202eevil\u2066\u200f\ufeff",
          "half a letter", "\ud83d and \udc00 \uffff",
          "emoji", "\ud83e\udd8a\ud83c\udffd\u200d\ud83d\udd2c",
          "a long name", "many words ".repeat(2000),
          "a formula", "=HYPERLINK(\"x\")");

  private record Person(String name, int age) {}

  /** Every renderer, each with a value that holds the name wherever a name may stand. */
  private static final Map<String, Function<String, Object>> VALUES =
      Map.ofEntries(
          Map.entry("text", name -> name),
          Map.entry("list", name -> List.of(name, 1)),
          Map.entry("array", name -> new String[] {name}),
          Map.entry("map", name -> Map.of(name, name)),
          Map.entry("records", name -> List.of(new Person(name, 1), new Person(name, 2))),
          Map.entry("optional", Optional::of),
          Map.entry("table", HostileNamesTest::table),
          Map.entry("drawing", HostileNamesTest::drawing),
          Map.entry("images", HostileNamesTest::images),
          Map.entry("sheet", name -> ContactSheet.of(images(name)).inRowsOf(2).titled(name)),
          Map.entry("source", name -> Source.of(name + "!", images(name), images(name))),
          Map.entry("task", name -> task(name)),
          Map.entry("tasks", name -> List.of(task(name), task(name))),
          Map.entry("answers", name -> AnswerSheet.of(images(name), new int[] {1, 1, 0})),
          Map.entry("confusion", HostileNamesTest::confusion),
          Map.entry("confused", name -> confusion(name).mostConfused()),
          Map.entry("large confusion", HostileNamesTest::largeConfusion),
          Map.entry("router", HostileNamesTest::router),
          Map.entry("model", HostileNamesTest::model),
          Map.entry("system", name -> Systems.with(Systems.root(1), model(name))),
          Map.entry("graph", name -> SystemGraph.of(Systems.with(Systems.root(1), model(name)))),
          Map.entry("curve", name -> LearningCurve.of(List.of(Systems.search(name, 1, 2, 3)))),
          Map.entry("children", name -> Tables.children(List.of(Systems.search(name, 1, 2, 3)))),
          Map.entry("run", HostileNamesTest::run),
          Map.entry("summary", name -> ModelSummary.of(model(name))),
          Map.entry("failure", HostileNamesTest::failing));

  @TestFactory
  Stream<DynamicTest> areTextInEveryFormat() {
    return NAMES.entrySet().stream()
        .flatMap(
            name ->
                VALUES.entrySet().stream()
                    .map(
                        value ->
                            DynamicTest.dynamicTest(
                                name.getKey() + " in " + value.getKey(),
                                () -> check(value.getValue().apply(name.getValue())))));
  }

  @TestFactory
  Stream<DynamicTest> areTextInAProgressLine() {
    return NAMES.entrySet().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name.getKey(),
                    () -> {
                      String hostile = name.getValue();
                      ProgressLine line = new ProgressLine(hostile, 1, 2, 3, "", hostile, false);
                      xml(line.toHtml());
                      checkText(line.toText(), 1);
                    }));
  }

  private static void check(Object value) {
    Map<String, String> data = Renderers.render(value).data();
    boolean isFailure = data.get(Bundle.TEXT).contains("cannot be shown: ");
    assertEquals(value instanceof Failing, isFailure, data.get(Bundle.TEXT));
    checkText(data.get(Bundle.TEXT), Integer.MAX_VALUE);
    for (String type : List.of(Bundle.HTML, Bundle.SVG)) {
      if (data.containsKey(type)) {
        String markup = data.get(type);
        Document document = xml(markup);
        for (String tag : List.of("script", "b")) {
          assertEquals(0, document.getElementsByTagName(tag).getLength(), markup);
        }
        assertFalse(markup.codePoints().anyMatch(HostileNamesTest::acts), type);
      }
    }
  }

  /** Lines may break, nothing else may act. */
  private static void checkText(String text, int lines) {
    assertFalse(
        text.replaceAll("[\\n\\t]", "").codePoints().anyMatch(HostileNamesTest::acts), text);
    assertTrue(text.lines().count() <= lines, text);
  }

  private static boolean acts(int letter) {
    return letter != '\n'
        && (Character.isISOControl(letter)
            || letter == 0x202e
            || letter == 0x2066
            || Character.getType(letter) == Character.SURROGATE);
  }

  private static Document xml(String fragment) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(fragment)));
    } catch (Exception e) {
      throw new AssertionError("not well-formed: " + e.getMessage() + "\n" + fragment, e);
    }
  }

  private static Table table(String name) {
    return Table.create(name, StringColumn.create(name + "1", name), IntColumn.create(name, 1));
  }

  private static Drawing drawing(String name) {
    Mark mark = Mark.Text.of(5, 20, name, 12, Ink.TEXT).turned(30).tip(name);
    return new Drawing(name, 100, 50, List.of(mark));
  }

  private static Images images(String name) {
    return Images.of(
        1,
        2,
        2,
        new byte[12],
        new int[] {0, 1, 1},
        printable(name),
        name + " source",
        name + " terms");
  }

  private static List<String> names(String name, int count) {
    String fitting = name.substring(0, Math.min(name.length(), 150));
    return Stream.iterate(0, i -> i + 1).limit(count).map(i -> i + fitting).toList();
  }

  /** Images refuse names with control characters. */
  private static List<String> printable(String name) {
    return names(name.replaceAll("\\p{Cntrl}|[\\x80-\\x9f]", "."), 2);
  }

  private static Task task(String name) {
    Images images = images(name);
    return new Task("task", images, images, images);
  }

  private static ConfusionMatrix confusion(String name) {
    return ConfusionMatrix.of(names(name, 2), new int[] {0, 1, 1}, new int[] {1, 1, 0});
  }

  private static ConfusionMatrix largeConfusion(String name) {
    return ConfusionMatrix.of(names(name, 40), new int[] {0, 1, 39}, new int[] {1, 1, 0});
  }

  private static RouterWeights router(String name) {
    return RouterWeights.gates(names(name, 1), names(name, 2), new double[][] {{0.5, 1}});
  }

  private static Model model(String name) {
    MultitaskSystem system = Systems.root(1);
    return Systems.model(name, system.root(), system.root().path(), 0.5, OptionalDouble.empty());
  }

  private static Run.Result run(String name) {
    Publication publication = new Publication(name, 0, Optional.of(model(name)), List.of(), false);
    return Systems.result(Systems.root(1), List.of(publication));
  }

  private record Failing(String name) {}

  private static Object failing(String name) {
    Display.showAs(
        Failing.class,
        failing -> {
          throw new IllegalStateException(failing.name());
        });
    return new Failing(name);
  }
}
