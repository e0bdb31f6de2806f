package org.munet4j.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FailureTest {
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
  void namesTheLineInTheCell() {
    CellResult.Failed failed =
        notebook.failure("int a = 1;\n\n  // about to fail\nint b = a / 0;\nint c = 3;");
    assertEquals("java.lang.ArithmeticException", failed.kind());
    assertEquals("/ by zero", failed.message());
    assertEquals(4, failed.line());
    assertEquals("int b = a / 0;", failed.sourceLine());
    assertInstanceOf(ArithmeticException.class, failed.cause());
  }

  @Test
  void namesTheLineInsideAMethodOfAnotherCell() {
    notebook.value(
        """

        // a method
        int risky(
            int n) {
          int copy = n;

          return List.of(1, 2).get(copy);
        }
        """);
    CellResult.Failed failed = notebook.failure("int ok = risky(1);\n\nrisky(5)");
    String told = String.join("\n", failed.traceback());
    assertEquals(3, failed.line(), told);
    assertTrue(told.contains("line 7 -> return List.of(1, 2).get(copy);"), told);
    assertTrue(told.contains("line 3 -> risky(5)"), told);
    assertTrue(told.contains("library frame"), told);
  }

  @Test
  void namesTheLineInsideALambdaAndARecord() {
    notebook.value("record Fragile(int n) {\n  int inverse() {\n    return 1 / n;\n  }\n}");
    CellResult.Failed failed =
        notebook.failure(
            "List.of(0).forEach(n -> {\n  int m = n;\n  new Fragile(m).inverse();\n});");
    String told = String.join("\n", failed.traceback());
    assertEquals(3, failed.line(), told);
    assertTrue(told.contains("line 3 -> return 1 / n;"), told);
  }

  @Test
  void keepsTheCauses() {
    CellResult.Failed failed =
        notebook.failure(
            "try {\n  Integer.parseInt(\"x\");\n} catch (Exception e) {\n"
                + "  throw new IllegalStateException(\"no number\", e);\n}");
    String told = String.join("\n", failed.traceback());
    assertEquals(4, failed.line(), told);
    assertTrue(told.contains("caused by java.lang.NumberFormatException: For input"), told);
    assertTrue(told.contains("line 2 -> Integer.parseInt(\"x\");"), told);
  }

  @Test
  void tellsWhatWasSuppressed() {
    String told =
        String.join(
            "\n",
            notebook
                .failure(
                    "class Door implements AutoCloseable {\n"
                        + "  public void close() { throw new IllegalStateException(\"stuck\"); }\n}\n"
                        + "try (var door = new Door()) {\n  throw new RuntimeException(\"fire\");\n}")
                .traceback());
    assertTrue(told.contains("suppressed java.lang.IllegalStateException: stuck"), told);
  }

  @Test
  void pointsAtWhatDoesNotCompile() {
    CellResult.Failed failed = notebook.failure("int fine = 1;\n  int bad = fine + nothing;");
    assertEquals("compile error", failed.kind());
    assertEquals(2, failed.line());
    assertEquals("int bad = fine + nothing;", failed.sourceLine());
    assertNull(failed.cause());
    String source = failed.traceback().stream().filter(l -> l.contains("->")).findFirst().get();
    String caret = failed.traceback().get(failed.traceback().size() - 1);
    assertEquals(source.indexOf("nothing"), caret.indexOf('^'), failed.traceback()::toString);
    assertTrue(failed.message().startsWith("cannot find symbol"), failed.message());
  }

  @Test
  void namesTheLineOfAMissingSemicolonOrBrace() {
    assertEquals(1, notebook.failure("int p = 1 int q = 2;").line());
    assertEquals("compile error", notebook.failure("void open() {\n  int r = 1;").kind());
    assertEquals("compile error", notebook.failure("}").kind());
  }

  @Test
  void callsClassesOfCellsByTheirOwnNames() {
    notebook.value("class Spilt extends RuntimeException { Spilt(String s) { super(s); } }");
    CellResult.Failed failed = notebook.failure("throw new Spilt(\"milk\");");
    assertEquals("Spilt", failed.kind());
    assertEquals("Spilt: milk", failed.traceback().get(0));
    notebook.value("class Cup {}");
    notebook.value("enum Size { SMALL }");
    assertEquals("No enum constant Size.BIG", notebook.failure("Size.valueOf(\"BIG\")").message());
    String message = notebook.failure("Object o = new Cup();\nString s = (String) o;").message();
    assertTrue(message.startsWith("class Cup cannot be cast"), message);
  }

  @Test
  void survivesErrorsOfEveryKind() {
    notebook.value("int deep(int n) { return deep(n + 1) + 1; }");
    CellResult.Failed overflow = notebook.failure("deep(0)");
    assertEquals("java.lang.StackOverflowError", overflow.kind());
    assertEquals(1, overflow.line());
    assertTrue(overflow.traceback().size() < 60, overflow.traceback()::toString);
    notebook.value("class Broken { static int n = 1 / Integer.parseInt(\"0\"); }");
    assertEquals("java.lang.ExceptionInInitializerError", notebook.failure("Broken.n").kind());
    assertEquals("java.lang.NoClassDefFoundError", notebook.failure("Broken.n").kind());
    assertEquals(
        "java.lang.OutOfMemoryError", notebook.failure("throw new OutOfMemoryError();").kind());
    assertEquals("java.lang.ThreadDeath", notebook.failure("throw new ThreadDeath();").kind());
    assertEquals(5, notebook.value("2 + 3"));
  }

  @Test
  void saysHowToGoOnAfterAStaticPartFailed() {
    String source = "class Fixed { static int n = Integer.parseInt(\"x\"); }";
    notebook.value(source);
    for (int i = 0; i < 2; i++) {
      String told = String.join("\n", notebook.failure("Fixed.n").traceback());
      assertTrue(told.contains("run the cell that defines it again"), told);
      assertTrue(told.contains("line 1 -> " + source), told);
    }
    notebook.value(source.replace("\"x\"", "\"4\""));
    assertEquals(4, notebook.value("Fixed.n"));
  }

  @Test
  void tellsWhatOtherThreadsThrow() {
    notebook.value(
        "void inThread() throws Exception {\n  var t = new Thread(() -> {\n    int zero = 0;\n"
            + "    throw new IllegalStateException(\"far\", new RuntimeException(\"why\"));\n  });\n"
            + "  t.start();\n  t.join();\n}");
    notebook.value("inThread();");
    String told = notebook.err();
    assertTrue(told.contains("ended: java.lang.IllegalStateException: far\n"), told);
    assertTrue(told.contains("line 4 -> throw new IllegalStateException"), told);
    assertTrue(told.contains("caused by java.lang.RuntimeException: why"), told);
  }

  @Test
  void tellsNothingOfJShellsOwnExceptions() {
    notebook.value("void hollow() { notThereYet(); }");
    String told = String.join("\n", notebook.failure("hollow()").traceback());
    assertTrue(told.contains("until a cell defines method notThereYet()"), told);
    assertFalse(told.contains("SPIResolutionException"), told);
  }

  @Test
  void survivesAnExceptionWhoseMessageFails() {
    CellResult.Failed failed =
        notebook.failure(
            "throw new RuntimeException() { public String getMessage() { return \"\" + 1 / 0; } };");
    assertTrue(failed.message().contains("cannot be read"), failed.message());
  }

  @Test
  void pointsAtACommentThatHidesTheRestOfTheCell() {
    CellResult.Failed failed =
        notebook.failure("int seen = 1; /* oops\nseen = 2;\nSystem.out.println(\"ran\");");
    assertEquals("compile error", failed.kind());
    assertEquals("unclosed comment; end it with */", failed.message());
    assertEquals(1, failed.line());
    assertTrue(failed.traceback().get(2).endsWith("              ^"), failed.traceback()::toString);
    assertEquals(2, notebook.failure("// fine\n/* oops").line());
    assertEquals("/*", notebook.value("\"/*\" // /*"));
  }

  @Test
  void showsControlCharactersOfMessagesAsText() {
    CellResult.Failed failed = notebook.failure("throw new Error(\"two\\nlines\\u001b[31m<b>\");");
    assertEquals("two\nlines\\u001B[31m<b>", failed.message());
    assertEquals("lines\\u001B[31m<b>", failed.traceback().get(1));
  }

  @Test
  void namesAnAnonymousExceptionByItsSuperclass() {
    assertEquals(
        "java.lang.RuntimeException", notebook.failure("throw new RuntimeException() {};").kind());
  }

  @Test
  void saysWhyAVariableIsGoneAfterItsTypeChanged() {
    notebook.value("record Spot(int x, String name) {}");
    notebook.value("var spot = new Spot(2, \"y\");");
    notebook.value("record Spot(double x) {}");
    assertTrue(
        notebook
            .err()
            .contains(
                "note: spot does not fit what cells have defined since (constructor Spot in record"
                    + " Spot cannot be applied to given types); correct its cell and run it again\n"),
        notebook.err());
  }

  @Test
  void survivesACircleOfCausesAndFramesWithoutFile() {
    CellResult.Failed failed =
        notebook.failure(
            "var a = new RuntimeException(\"a\");\nvar b = new RuntimeException(\"b\", a);\n"
                + "a.initCause(b);\na.setStackTrace(new StackTraceElement[] {"
                + "new StackTraceElement(\"Generated\", \"run\", null, -1)});\nthrow a;");
    assertEquals("a", failed.message());
    List<String> causes =
        failed.traceback().stream().filter(line -> line.startsWith("caused by")).toList();
    assertEquals(
        List.of(
            "caused by java.lang.RuntimeException: b",
            "caused by java.lang.RuntimeException: a (circular)"),
        causes);
  }
}
