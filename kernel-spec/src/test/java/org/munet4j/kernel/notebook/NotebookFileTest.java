package org.munet4j.kernel.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.notebook.Bundle;

class NotebookFileTest {
  @TempDir private Path folder;

  @Test
  void keepsAFileThatJupyterWroteToTheLastByte() throws IOException {
    Path file = folder.resolve("written.ipynb");
    String text = resource("written-by-jupyter.ipynb");
    Files.writeString(file, text);
    NotebookFile.write(file, NotebookFile.read(file));
    assertEquals(text, Files.readString(file));
  }

  @Test
  void readsBackEveryKindOfOutput() {
    List<Output> outputs =
        List.of(
            new Output.Stream("stdout", "a\nb\n"),
            Samples.shown(Map.of("text/plain", "x\ny", "image/png", "iVBO")),
            Output.Shown.of(
                Bundle.text("1").and("application/json", "{\"a\":1}", Map.of("width", 3)),
                OptionalInt.of(3)),
            new Output.Failure("E", "m", List.of("t", "u")));
    Path file = folder.resolve("a.ipynb");
    NotebookFile.write(file, Samples.notebook(Samples.code("1").executed(3, outputs)));
    assertEquals(outputs, NotebookFile.read(file).cells().get(0).outputs());
  }

  @Test
  void leavesNothingBesideTheFile() throws IOException {
    NotebookFile.write(folder.resolve("a.ipynb"), Samples.notebook());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("a.ipynb")), files.toList());
    }
  }

  @TestFactory
  Stream<DynamicTest> refusesADamagedFileWithASentence() {
    return Stream.of(
            "",
            "[]",
            "{\"cells\": [",
            "{\"nbformat\": 3, \"cells\": []}",
            "{\"nbformat\": 4}",
            "{\"nbformat\": 4, \"cells\": [1]}",
            "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\"}]}",
            "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": [1]}]}",
            "{\"nbformat\": 4, \"cells\": [], \"metadata\": 5}",
            "{'nbformat': 4, 'cells': []}",
            "[".repeat(100_000))
        .map(
            text ->
                DynamicTest.dynamicTest("file: " + PlainText.cut(text, 60), () -> refuses(text)));
  }

  private void refuses(String text) throws IOException {
    Path file = folder.resolve("damaged.ipynb");
    Files.writeString(file, text);
    String message =
        assertThrows(NotebookException.class, () -> NotebookFile.read(file)).getMessage();
    assertTrue(message.contains("damaged.ipynb' is damaged: "), message);
  }

  private static String resource(String name) throws IOException {
    try (var stream = NotebookFileTest.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
