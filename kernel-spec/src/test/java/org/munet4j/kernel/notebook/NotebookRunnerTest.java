package org.munet4j.kernel.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.notebook.Bundle;

class NotebookRunnerTest {
  @TempDir private Path folder;

  @Test
  void putsWhatCellsPrintShowAndAnswerBelowThem() {
    NotebookRunner.Outcome outcome =
        run(
            Samples.markdown("# Text"),
            Samples.code("System.out.print(\"a\");\nSystem.out.println(\"b\");\n6 * 7"),
            Samples.code(""),
            Samples.code("display(\"shown\"); System.err.print(\"e\");"));
    assertEquals(List.of("Stream[name=stdout, text=ab\n]", "42"), texts(outcome, 1));
    assertEquals(2, outcome.notebook().cells().get(2).number().getAsInt());
    assertEquals(List.of("shown", "Stream[name=stderr, text=e]"), texts(outcome, 3));
    assertTrue(outcome.failure().isEmpty());
  }

  @Test
  void replacesWhatAnEarlierCellShowed() {
    NotebookRunner.Outcome outcome =
        run(
            Samples.code("var id = display(\"0 %\");"),
            Samples.code("updateDisplay(id, \"100 %\");"));
    assertEquals(List.of("100 %"), texts(outcome, 0));
    assertEquals(List.of(), texts(outcome, 1));
  }

  @Test
  void clearsTheOutputsOfTheRunningCellAtOnceOrBeforeTheNext() {
    NotebookRunner.Outcome outcome =
        run(
            Samples.code("display(\"old\"); clearOutput(false); display(\"new\");"),
            Samples.code("display(\"stays\"); clearOutput(true);"),
            Samples.code(
                "var id = display(\"x\"); clearOutput(true); display(\"y\"); updateDisplay(id, \"z\");"));
    assertEquals(List.of("new"), texts(outcome, 0));
    assertEquals(List.of("stays"), texts(outcome, 1));
    assertEquals(List.of("y"), texts(outcome, 2));
  }

  @Test
  void keepsTheOutputsUpToTheCellThatFailsAndLeavesOutTheRest() {
    Cell old = Samples.code("3").executed(9, List.of(new Output.Stream("stdout", "old")));
    NotebookRunner.Outcome outcome =
        run(Samples.code("1"), Samples.code("int x = 0;\nint y = 1 / x;"), old);
    assertEquals(List.of("1"), texts(outcome, 0));
    Output.Failure failure =
        assertInstanceOf(Output.Failure.class, outcome.notebook().cells().get(1).outputs().get(0));
    assertEquals("java.lang.ArithmeticException", failure.name());
    assertEquals(2, outcome.failure().orElseThrow().cell());
    assertEquals(2, outcome.failure().orElseThrow().reason().line());
    assertEquals(List.of(), texts(outcome, 2));
    assertTrue(outcome.notebook().cells().get(2).number().isEmpty());
  }

  @Test
  void honoursTags() {
    NotebookRunner.Outcome outcome =
        run(
            Samples.code("int x = \"no number\";", "raises-exception"),
            Samples.code("throw new Error();", "skip-execution"),
            Samples.code("7"));
    assertInstanceOf(Output.Failure.class, outcome.notebook().cells().get(0).outputs().get(0));
    assertEquals(List.of(), texts(outcome, 1));
    assertEquals(List.of("7"), texts(outcome, 2));
    assertTrue(outcome.failure().isEmpty());
  }

  @Test
  void writesEveryTableThatIsShownAndReplacesTheOneShownAgain() throws IOException {
    try (NotebookRunner runner = NotebookRunner.start(folder, RunLog.SILENT)) {
      runner.run(
          Samples.notebook(
              Samples.code(
                  "var id = display(Table.create(\"First one\", IntColumn.create(\"n\", new int[] {1})));\n"
                      + "updateDisplay(id, Table.create(\"x\", IntColumn.create(\"n\", new int[] {2})));\n"
                      + "Table.create(\"Two\", StringColumn.create(\"s\", \"</script>\"))")));
      assertEquals("[tables/01-first-one.csv, tables/02-two.csv]", runner.tables().toString());
    }
    assertEquals("n\n2\n", Files.readString(folder.resolve("tables/01-first-one.csv")));
    assertEquals("s\n</script>\n", Files.readString(folder.resolve("tables/02-two.csv")));
  }

  @Test
  void stopsTheRunningCellAndRunsNoOtherOne() {
    AtomicReference<NotebookRunner> runner = new AtomicReference<>();
    RunLog stopWhenShown =
        new RunLog() {
          @Override
          public void shown(Bundle bundle) {
            runner.get().stop();
          }
        };
    try (NotebookRunner started = NotebookRunner.start(folder, stopWhenShown)) {
      runner.set(started);
      NotebookRunner.Outcome outcome =
          started.run(
              Samples.notebook(
                  Samples.code(
                      "display(\"ready\");\nwhile (!Thread.interrupted()) {\n"
                          + "  Thread.onSpinWait();\n}\n\"best so far\""),
                  Samples.code("2")));
      assertTrue(outcome.isStopped());
      assertFalse(outcome.notebook().cells().get(0).outputs().isEmpty());
      assertTrue(outcome.notebook().cells().get(1).number().isEmpty());
    }
  }

  private NotebookRunner.Outcome run(Cell... cells) {
    try (NotebookRunner runner = NotebookRunner.start(folder, RunLog.SILENT)) {
      return runner.run(Samples.notebook(cells));
    }
  }

  private static List<String> texts(NotebookRunner.Outcome outcome, int cell) {
    return outcome.notebook().cells().get(cell).outputs().stream()
        .map(
            output ->
                output instanceof Output.Shown shown
                    ? shown.data().get(Bundle.TEXT)
                    : output.toString())
        .toList();
  }
}
