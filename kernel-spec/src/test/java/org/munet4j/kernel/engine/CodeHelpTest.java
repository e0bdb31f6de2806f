package org.munet4j.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
