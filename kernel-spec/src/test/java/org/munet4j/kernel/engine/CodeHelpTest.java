package org.munet4j.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CodeHelpTest {
  private static Notebook notebook;
  private static CodeHelp help;

  @BeforeAll
  static void open() {
    notebook = new Notebook();
    help = notebook.engine().help();
    notebook.value("int wheels = 4;\nint turn(int degrees) { return degrees; }");
  }

  @AfterAll
  static void close() {
    notebook.close();
  }

  @Test
  void completesInAnySnippetOfTheCell() {
    String code = "int a = 1;\n\nwhee";
    CodeHelp.Completion found = help.complete(code, code.length());
    assertEquals(12, found.start());
    assertEquals(code.length(), found.end());
    assertTrue(words(found).contains("wheels"), found::toString);
    assertEquals(0, help.complete("", 0).start());
    assertTrue(words(help.complete("Math.ab + 1;", 7)).contains("abs("));
  }

  @Test
  void knowsTheLinesAboveTheCursorThatHaveNotRun() {
    String code =
        "int twiceOf(int n) { return n; }\nvar texts = List.of(\"a\");\ntexts.get(0).char";
    assertEquals(List.of("charAt(", "chars()"), words(help.complete(code, code.length())));
    String loop = "for (String s : List.of(\"a\")) {\n  s.isBl";
    assertEquals(List.of("isBlank()"), words(help.complete(loop, loop.length())));
    String call = "int twiceOf(int n) { return n; }\ntwiceO";
    assertEquals(List.of("twiceOf("), words(help.complete(call, call.length())));
  }

  @Test
  void tellsTheSignatureOfEveryWord() {
    CodeHelp.Word turn = help.complete("tur", 3).words().get(0);
    assertEquals(new CodeHelp.Word("turn(", "function", "(int degrees) → int"), turn);
    CodeHelp.Word abs = help.complete("Math.ab", 7).words().get(0);
    assertEquals("(int a) → int +3", abs.signature());
    assertEquals("int", help.complete("whee", 4).words().get(0).signature());
    assertEquals("java.util", help.complete("ArrayLis", 8).words().get(0).signature());
  }

  @Test
  void showsNoNoiseAndNoFloodWhereNothingIsTyped() {
    notebook.value("1 + 1");
    List<String> words = words(help.complete("", 0));
    assertTrue(words.size() < 20, words::toString);
    assertTrue(words.contains("wheels"), words::toString);
    assertTrue(words.stream().noneMatch(w -> w.contains("$") || w.equals("REPL")), words::toString);
    String ours = "import org.munet4j.";
    List<String> packages = words(help.complete(ours, ours.length()));
    assertFalse(packages.contains("internal."), packages::toString);
  }

  @Test
  void putsWhatEveryObjectHasLast() {
    List<String> words = words(help.complete("\"a\".", 4));
    assertTrue(words.indexOf("charAt(") < words.indexOf("equals("), words::toString);
  }

  @Test
  void offersOnlyWhatCompiles() {
    String stream = "List.of(1).stream().";
    List<String> words = words(help.complete(stream, stream.length()));
    assertTrue(words.contains("filter("), words::toString);
    assertTrue(words.stream().noneMatch(List.of("Builder", "builder()", "concat(")::contains));
    assertFalse(words(help.complete("\"a\".", 4)).contains("join("));
    assertTrue(words(help.complete("String.", 7)).contains("join("));
    assertFalse(words(help.complete("@", 1)).contains("<error>"));
  }

  @Test
  void saysNothingInsideTextsAndComments() {
    assertEquals(List.of(), words(help.complete("\"whee", 5)));
    assertEquals(List.of(), words(help.complete("// whee", 7)));
    assertEquals(List.of(), words(help.complete("\"\"\"\n whee", 9)));
    assertEquals(List.of("wheels"), words(help.complete("\"a\" + whee", 10)));
  }

  @Test
  void describesTheCallAroundTheCursor() {
    assertEquals("int turn(int degrees)", help.describe("turn(", 5).orElseThrow().text());
    String inner = "turn(\"a(\".length() + ";
    assertEquals(
        "int turn(int degrees)", help.describe(inner, inner.length()).orElseThrow().text());
    assertTrue(help.describe("Math.max(", 9).orElseThrow().text().contains("double a, double b"));
    String chosen = help.describe("Math.max(1L, 2)", 7).orElseThrow().text();
    assertTrue(chosen.startsWith("static long Math.max(long a, long b)"), chosen);
  }

  @Test
  void describesOurClassesWithTheirDocumentation() {
    String code = "org.munet4j.task.Task.named(\"a\")";
    String page = help.describe(code, code.indexOf("named")).orElseThrow().text();
    assertTrue(page.contains("Starts a task; the next word says"), page);
    String type = help.describe("org.munet4j.task.Task", 20).orElseThrow().text();
    assertTrue(type.startsWith("record Task(String name, Images train,"), type);
    assertTrue(type.contains("  - `name`: lower-case id"), type);
    assertTrue(type.lines().allMatch(line -> line.length() <= 80), type);
  }

  @Test
  void describesWhatTypeArgumentsMakeOfAMethod() {
    String code = "var names = List.of(\"a\");\nnames.get(0)";
    String page = help.describe(code, code.indexOf("get")).orElseThrow().text();
    assertTrue(page.startsWith("String List.get(int"), page);
  }

  @Test
  void describesVariablesAndMethods() {
    assertEquals("int wheels", help.describe("1 + wheels", 6).orElseThrow().text());
    assertTrue(help.describe("turn(3)", 2).orElseThrow().text().contains("int degrees"));
    assertTrue(help.describe("noSuchThing", 3).isEmpty());
    assertTrue(help.describe("", 0).isEmpty());
  }

  @Test
  void knowsWhetherCodeIsWhole() {
    assertEquals(CodeHelp.Ending.COMPLETE, help.ending("int a = 1;\na"));
    assertEquals(CodeHelp.Ending.COMPLETE, help.ending(""));
    assertEquals(CodeHelp.Ending.INCOMPLETE, help.ending("int a = 1;\nvoid f() {"));
    assertEquals(CodeHelp.Ending.INVALID, help.ending("]"));
    assertEquals(CodeHelp.Ending.INVALID, help.ending("int x = ;"));
  }

  @Test
  void waitsForTheRestAndIndentsIt() {
    assertEquals(CodeHelp.Ending.INCOMPLETE, help.ending("for (int i = 0; i < 3; i++) {"));
    assertEquals("  ", help.indent("for (int i = 0; i < 3; i++) {"));
    assertEquals("    ", help.indent("class A {\n  void f() {"));
    assertEquals("  ", help.indent("class A {\n  int n;"));
    assertEquals("  ", help.indent("List.of("));
    assertEquals(CodeHelp.Ending.INCOMPLETE, help.ending("if (wheels > 3)"));
    assertEquals(CodeHelp.Ending.COMPLETE, help.ending("%%time\nwheels"));
  }

  @Test
  void completesAndDescribesMagics() {
    assertEquals(List.of("%load"), words(help.complete("int a = 1;\n%lo", 14)));
    assertEquals(List.of("%%time"), words(help.complete("%%t", 3)));
    assertEquals(
        List.of(),
        words(help.complete("wheels\n%lo", 10)).stream().filter(w -> w.startsWith("%")).toList());
    assertEquals(List.of("wheels"), words(help.complete("%%time\nwhee", 11)));
    assertTrue(help.describe("%load x", 3).orElseThrow().text().contains("%load FILE"));
    assertTrue(words(help.complete("%load po", 8)).contains("pom.xml"));
  }

  @Test
  void runsNothing() {
    help.complete("wheels = 9; wh", 14);
    assertEquals(4, notebook.value("wheels"));
  }

  private static List<String> words(CodeHelp.Completion found) {
    return found.words().stream().map(CodeHelp.Word::text).toList();
  }
}
