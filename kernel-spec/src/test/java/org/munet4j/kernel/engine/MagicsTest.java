package org.munet4j.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MagicsTest {
  @TempDir Path folder;
  private Notebook notebook;

  @BeforeEach
  void open() {
    notebook = new Notebook(folder);
  }

  @AfterEach
  void close() {
    notebook.close();
  }

  @Test
  void timesACellAndKeepsItsResult() {
    assertEquals(5, notebook.value("%%time\nThread.sleep(1);\n5"));
    assertTrue(
        notebook.out().matches("wall [\\d.]+ \\w+, cpu [\\d.]+ \\w+, allocated .*B\n"),
        notebook.out());
    assertEquals(new CellResult.Done(false, null), notebook.run("// quiet\n%%time\n5;"));
    assertEquals(4, notebook.failure("%%time\n\nint zero = 0;\n1 / zero").line());
    assertEquals("1.50 s", Stopwatch.time(1_500_000_000));
    assertEquals("2 min 5 s", Stopwatch.time(125_000_000_000L));
    assertEquals("1.5 MB", Stopwatch.memory(1_500_000));
  }

  @Test
  void takesAPercentSignInsideJavaForJava() {
    assertEquals(1, notebook.value("int a = 7;\nint b = 2;\na\n% b"));
    assertEquals(1, notebook.value("a\n%b"));
    assertEquals("%load x\n", notebook.value("\"\"\"\n  %load x\n  \"\"\""));
    assertEquals(2, notebook.value("/*\n%load x\n*/\n2"));
  }

  @Test
  void loadsAFileOfJavaAndNamesItsLines() throws IOException {
    Files.writeString(
        folder.resolve("Help.java"),
        "package lesson;\n\npublic class Help {\n  static int inverse(int n) {\n    return 1 / n;\n  }\n}\n");
    assertEquals(1, notebook.value("%load Help.java\nHelp.inverse(1)"));
    CellResult.Failed failed = notebook.failure("int n = 0;\nHelp.inverse(n)");
    String told = String.join("\n", failed.traceback());
    assertTrue(told.contains("  'Help.java' line 5 -> return 1 / n;"), told);
    assertEquals(2, failed.line());
    Files.writeString(folder.resolve("bad one.jshell"), "int fine = 1;\nint bad = fine +;\n");
    failed = notebook.failure("\n%load \"bad one.jshell\"");
    told = String.join("\n", failed.traceback());
    assertTrue(told.contains("  'bad one.jshell' line 2 -> int bad = fine +;"), told);
    assertTrue(told.endsWith("  cell [3] line 2 -> %load \"bad one.jshell\""), told);
    assertEquals(2, failed.line());
  }

  @Test
  void loadsAFileThatBeginsWithAByteOrderMark() throws IOException {
    Files.writeString(folder.resolve("marked.jshell"), "\uFEFFint marked = 3;\n");
    assertEquals(3, notebook.value("%load marked.jshell\nmarked"));
  }

  @Test
  void loadsTheCodeOfANotebook() throws IOException {
    Files.writeString(
        folder.resolve("other.ipynb"),
        """
        {"nbformat": 4, "metadata": {}, "cells": [
          {"cell_type": "markdown", "metadata": {}, "source": "int a = 1;"},
          {"cell_type": "code", "metadata": {}, "source": ["int b = 2;\\n", "int c = 3;"]},
          {"cell_type": "code", "metadata": {}, "source": "b / (c - 3)"}]}
        """);
    String told = String.join("\n", notebook.failure("%load other.ipynb").traceback());
    assertTrue(told.contains("  'other.ipynb' cell 2 line 1 -> b / (c - 3)"), told);
    assertEquals(5, notebook.value("b + c"));
    assertEquals("compile error", notebook.failure("a").kind());
  }

  @Test
  void refusesFilesThatLoadEachOther() throws IOException {
    Files.writeString(folder.resolve("a.jshell"), "%load b.jshell\n");
    Files.writeString(folder.resolve("b.jshell"), "%load a.jshell\n");
    assertTrue(notebook.failure("%load a.jshell").message().contains("in a circle"));
  }

  @Test
  void usesJarsAndFoldersInLaterCells() throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("Bell.java"),
            "package far; public class Bell { public String ring() { return \"ding\"; } }");
    Path classes = Files.createDirectories(folder.resolve("classes"));
    ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-d", classes.toString(), source.toString());
    try (OutputStream out =
            Files.newOutputStream(
                Files.createDirectories(folder.resolve("lib")).resolve("bell.jar"));
        ZipOutputStream jar = new ZipOutputStream(out)) {
      jar.putNextEntry(new ZipEntry("far/Bell.class"));
      jar.write(Files.readAllBytes(classes.resolve("far/Bell.class")));
    }
    notebook.value("%classpath lib/*.jar");
    assertTrue(notebook.out().contains("added " + folder.resolve("lib/bell.jar")), notebook.out());
    assertEquals("ding", notebook.value("new far.Bell().ring()"));
    String code = "new far.Bell().ri";
    assertEquals(
        "ring()", notebook.engine().help().complete(code, code.length()).words().get(0).text());
  }

  @Test
  void saysWhyAPathCannotBeAdded() throws IOException {
    CellResult.Failed missing = notebook.failure("int n = 1;\n%classpath no.jar");
    assertEquals("%classpath", missing.kind());
    assertEquals(2, missing.line());
    assertTrue(missing.message().contains("is not there"), missing.message());
    Files.writeString(folder.resolve("text.jar"), "text");
    assertTrue(notebook.failure("%classpath text.jar").message().contains("is no jar"));
    assertTrue(notebook.failure("%classpath *.zip").message().contains("is called '*.zip'"));
    assertTrue(notebook.failure("%classpath").message().contains("%classpath PATH..."));
    assertTrue(notebook.failure("%load no.jshell").message().contains("is not there"));
  }

  @Test
  void knowsWhichMagicWasMeant() {
    CellResult.Failed failed = notebook.failure("%laod x");
    assertTrue(failed.message().contains("did you mean %load"), failed.message());
    assertTrue(failed.message().contains("%%time  first in a cell"), failed.message());
    assertTrue(notebook.failure("%time 1").message().contains("did you mean %%time"));
    assertTrue(notebook.failure("1;\n%%time").message().contains("first line"));
    notebook.value("%magics");
    for (String name : List.of("%classpath", "%load", "%maven", "%magics", "%%time")) {
      assertTrue(notebook.out().contains(name), notebook.out());
    }
  }
}
