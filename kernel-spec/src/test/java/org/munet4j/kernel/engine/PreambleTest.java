package org.munet4j.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.munet4j.notebook.Imports;

class PreambleTest {
  private final StringBuilder notes = new StringBuilder();
  private final JShell shell =
      JShell.builder().executionEngine(new LocalExecution(new StopSwitch(1_000)), Map.of()).build();
  private final Preamble preamble =
      Preamble.open(
          shell,
          List.of(
              "import java.util.*;",
              "import java.nio.file.Path;",
              "import java.nio.file.Paths;",
              "import org.nowhere.Lost;"),
          new CellOutput() {
            @Override
            public void out(String text) {
              notes.append(text);
            }

            @Override
            public void err(String text) {
              notes.append(text);
            }
          });

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void bringsATypeOnlyWhenCodeNamesIt() {
    assertEquals(List.of("java.util.*"), imported());
    preamble.bringNamedIn("Pathway.to(\"x\")");
    assertEquals(List.of("java.util.*"), imported());
    preamble.bringNamedIn("Path.of(\"x\")");
    preamble.bringNamedIn("Path.of(\"y\")");
    assertEquals(List.of("java.util.*", "java.nio.file.Path"), imported());
  }

  @Test
  void bringsWhatAWordMayBecome() {
    preamble.bringFor("Path.of(\"x\"); Pat");
    assertEquals(3, imported().size(), () -> "" + imported());
    preamble.bringFor("Path.of(\"x\"). ");
    assertEquals(3, imported().size(), () -> "" + imported());
  }

  @Test
  void saysOnceWhatCannotBeImported() {
    preamble.bringNamedIn("new Lost()");
    preamble.bringNamedIn("new Lost()");
    assertEquals("note: cannot import org.nowhere.Lost;\n", notes.toString());
    assertTrue(shell.imports().noneMatch(i -> i.name().equals("Lost")));
  }

  @Test
  void anOwnTypeTakesTheNameOfAnImport() {
    String own = "// mine\npublic record Path(int a) {}";
    preamble.bringNamedIn("Path.of(\"x\")");
    preamble.bringNamedIn(own);
    assertEquals(List.of("java.util.*"), imported());
    shell.eval(own);
    preamble.bringNamedIn("new Path(1)");
    assertEquals(Snippet.Status.VALID, shell.eval("new Path(1).a()").get(0).status());
    preamble.bringNamedIn("record Paths(int a) {}");
    preamble.bringNamedIn("new Paths(1)");
    assertEquals(List.of("java.util.*"), imported());
  }

  @Test
  void anyImportedNameIsFreeForAnOwnType() {
    CellOutput quiet =
        new CellOutput() {
          @Override
          public void out(String text) {}

          @Override
          public void err(String text) {}
        };
    try (CellEngine engine = CellEngine.start(Imports.declarations(), quiet)) {
      for (String name : List.of("Model", "Task", "Path", "Run", "Stop", "Component")) {
        engine.run(1, "String before = \"\" + " + name + ".class;");
        engine.run(2, "record " + name + "(int a) {}");
        assertEquals(new CellResult.Done(true, 1), engine.run(3, "new " + name + "(1).a()"), name);
      }
    }
  }

  private List<String> imported() {
    return shell.imports().map(ImportSnippet::fullname).toList();
  }
}
