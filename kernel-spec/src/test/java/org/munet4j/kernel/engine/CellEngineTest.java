package org.munet4j.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CellEngineTest {
  private static Notebook notebook;

  @BeforeAll
  static void open() {
    notebook = new Notebook();
  }

  @AfterAll
  static void close() {
    notebook.close();
  }

  @Test
  void answersTheLastExpressionAsAnObject() {
    assertEquals(List.of(1, 2), notebook.value("var list = List.of(1, 2);\nlist"));
    assertEquals(7, notebook.value("int seven = 7;\n\nseven // the end"));
    assertEquals(6, notebook.value("if (seven > 7) {}\n\nint six = 6;\nsix"));
    assertEquals(3, notebook.value("List.of(1, 2, 3)\n  .size()"));
    assertEquals("a\nb\n", notebook.value("\"\"\"\n  a\n  b\n  \"\"\""));
  }

  @Test
  void answersNothingAfterAStatementOrDeclaration() {
    for (String source :
        List.of("int x = 5;", "for (;;) { break; }", "void f() {}", "", " // only words\n")) {
      assertEquals(new CellResult.Done(false, null), notebook.run(source), source);
    }
    assertEquals(new CellResult.Done(true, null), notebook.run("(Object) null"));
  }

  @Test
  void answersNothingAfterASemicolon() {
    for (String source :
        List.of(
            "5;",
            "5; // quiet",
            "5 /* five */ ;\n\n/* the\nend; */\n",
            "System.out.printf(\"x\");",
            "\"a\".length()\n;",
            "7\n;5;",
            "var quiet = 5;",
            "quiet;",
            "';';")) {
      assertEquals(new CellResult.Done(false, null), notebook.run(source), source);
    }
  }

  @Test
  void answersTheValueWhereTheSemicolonIsNotTheLast() {
    assertEquals(5, notebook.value("7;\n5"));
    assertEquals(5, notebook.value("5 // no more;"));
    assertEquals(5, notebook.value("5 /* ; */"));
    assertEquals(";", notebook.value("\";\""));
    assertEquals("// ;", notebook.value("\"// ;\""));
    assertEquals("a\";", notebook.value("\"\"\"\n  a\\\";\"\"\""));
    assertEquals(';', notebook.value("';'"));
    assertEquals('\'', notebook.value("'\\''"));
  }

  @Test
  void looksForTheSemicolonBehindLongTexts() {
    String letters = "\\n/*;".repeat(100_000);
    for (String text : List.of("\"\"\"\n" + letters + "\"\"\"", "\"" + letters + "\"")) {
      assertTrue(Silence.isAskedFor(text + ";/*" + letters + "*/"));
      assertFalse(Silence.isAskedFor(text + "//" + letters));
    }
  }

  @Test
  void remembersWhatEarlierCellsDefined() {
    notebook.value("record Point(int x, int y) {}\nint twice(int n) { return 2 * n; }");
    assertEquals(8, notebook.value("twice(new Point(4, 1).x())"));
  }

  @Test
  void takesTypesThatNeedEachOtherInOneCell() {
    notebook.value(
        """
        sealed interface Shape permits Disc, Box {}
        record Disc(double radius) implements Shape {}
        record Box(double side) implements Shape {}
        class Left { Right right; }
        class Right { Left left; }
        """);
    assertEquals(2.0, notebook.value("Shape s = new Box(2);\ns instanceof Box b ? b.side() : 0"));
    assertEquals("Left", notebook.value("new Left().getClass().getSimpleName()"));
  }

  @Test
  void takesAMethodThatNamesALaterOne() {
    notebook.value("int even(int n) { return odd(n); }");
    assertTrue(notebook.err().contains("even cannot be used until a cell defines method odd(int)"));
    assertTrue(notebook.failure("even(1)").message().contains("odd(int)"));
    assertEquals(4, notebook.value("int odd(int n) { return n + 3; }\neven(1)"));
  }

  @Test
  void keepsLibraryServicesInReach() {
    assertSame(
        true,
        notebook.value(
            "Thread.currentThread().getContextClassLoader() == new Object(){}.getClass()"
                + ".getClassLoader()"));
  }

  @Test
  void takesOutputOfEveryThreadInAnyLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      notebook.value(
          """
          var t = new Thread(() -> System.out.println("from a thread: µ2Net \\uD83D\\uDE00"));
          t.start(); t.join();
          System.err.println("oops");
          """);
    } finally {
      Locale.setDefault(before);
    }
    assertTrue(notebook.out().contains("from a thread: µ2Net \uD83D\uDE00\n"));
    assertTrue(notebook.err().contains("oops\n"));
  }

  @Test
  void takesManyLines() {
    notebook.value("for (int i = 0; i < 5000; i++) System.out.println(\"line \" + i);");
    assertTrue(notebook.out().contains("line 0\n") && notebook.out().contains("line 4999\n"));
  }

  @Test
  void stopsAndReportsOtherWorkLikeACell() {
    assertEquals(new CellResult.Done(true, 5), notebook.engine().compute(() -> 5));
    CellResult failed = notebook.engine().compute(() -> List.of().get(0));
    assertInstanceOf(CellResult.Failed.class, failed);
    CellResult stopped =
        notebook
            .engine()
            .compute(
                () -> {
                  notebook.engine().interrupt();
                  Thread.sleep(60_000);
                  return 0;
                });
    assertEquals("interrupted", ((CellResult.Failed) stopped).kind());
  }

  @Test
  void givesTheStreamsBack() {
    var before = System.out;
    notebook.value("System.out.print(1)");
    assertSame(before, System.out);
  }

  @Test
  void refusesCellsAfterItWasClosed() {
    Notebook closed = new Notebook();
    closed.close();
    closed.close();
    assertInstanceOf(CellResult.Failed.class, closed.run("1"));
    assertFalse(notebook.value("2").equals(1));
  }
}
