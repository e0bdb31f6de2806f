package org.munet4j.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.kernel.notebook.Cell;
import org.munet4j.kernel.notebook.Notebook;
import org.munet4j.kernel.notebook.NotebookFile;

/** Runs every cell of every notebook at size tiny, and looks at the outputs that are committed. */
class NotebooksTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void runTiny() {
    System.setProperty("munet4j.size", "tiny");
    System.setProperty("munet4j.cache", folder.resolve("cache").toString());
  }

  @TestFactory
  Stream<DynamicNode> everyCellRuns() throws IOException {
    return each(
        file -> {
          CellByCell run = new CellByCell(folder.resolve(name(file)));
          List<Cell> cells = code(NotebookFile.read(file));
          Stream<DynamicTest> tests =
              IntStream.rangeClosed(1, cells.size())
                  .mapToObj(n -> dynamicTest("cell " + n, () -> run.next(cells.get(n - 1))));
          return dynamicContainer(
              name(file), Stream.concat(tests, Stream.of(dynamicTest("end", run::close))));
        });
  }

  @TestFactory
  Stream<DynamicNode> committedOutputsAreThereAndShowNoError() throws IOException {
    return each(file -> dynamicTest(name(file), () -> checkOutputs(code(NotebookFile.read(file)))));
  }

  private static void checkOutputs(List<Cell> cells) {
    assertTrue(
        cells.stream().anyMatch(cell -> !cell.outputs().isEmpty()),
        "no outputs: run it with ./munet4j run and commit the executed notebook");
    List<String> failed =
        cells.stream()
            .filter(cell -> !cell.tags().contains("raises-exception"))
            .filter(Cell::hasFailed)
            .map(Cell::source)
            .toList();
    assertEquals(List.of(), failed);
  }

  private static Stream<DynamicNode> each(Function<Path, DynamicNode> test) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("").toAbsolutePath())) {
      List<Path> notebooks =
          files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
      return notebooks.isEmpty()
          ? Stream.of(dynamicTest("none", () -> Assumptions.abort("there are no notebooks yet")))
          : notebooks.stream().map(test);
    }
  }

  private static List<Cell> code(Notebook notebook) {
    return notebook.cells().stream().filter(Cell::isCode).toList();
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".ipynb", "");
  }
}
