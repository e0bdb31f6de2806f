package org.munet4j.kernel.notebook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.munet4j.internal.Require;
import org.munet4j.kernel.engine.CellEngine;
import org.munet4j.kernel.engine.CellResult;
import org.munet4j.notebook.Bundle;
import org.munet4j.notebook.Display;
import org.munet4j.notebook.Imports;
import org.munet4j.notebook.Screen;

/**
 * Executes the code cells of a notebook in this Java process, in order, until one fails. A cell
 * tagged {@code raises-exception} may fail, one tagged {@code skip-execution} is left out.
 */
public final class NotebookRunner implements AutoCloseable {
  private final CellOutputs outputs = new CellOutputs();
  private final TableFiles tables;
  private final RunScreen screen;
  private final RunLog log;
  private final CellEngine engine;
  private int ran;
  private volatile boolean isStopped;

  /**
   * What came out of a run.
   *
   * @param notebook with the outputs of all cells that ran
   * @param failure the cell that ended the run, if one failed
   * @param isStopped whether a person ended the run
   */
  public record Outcome(Notebook notebook, Optional<Failure> failure, boolean isStopped) {}

  /**
   * The cell that ended a run.
   *
   * @param cell counted from 1 over all code cells
   */
  public record Failure(int cell, CellResult.Failed reason) {}

  private NotebookRunner(Path folder, RunLog log, Path home) {
    this.log = log;
    this.tables = new TableFiles(folder);
    this.screen = new RunScreen(outputs, tables, log);
    this.engine = CellEngine.start(Imports.declarations(), screen, home);
  }

  /**
   * @param folder where the tables go, in its folder {@code tables}
   */
  public static NotebookRunner start(Path folder, RunLog log) {
    return start(folder, log, Path.of(""));
  }

  /**
   * @param home where the notebook lies; the cells name files relative to it in their magics
   */
  static NotebookRunner start(Path folder, RunLog log, Path home) {
    NotebookRunner runner = new NotebookRunner(folder, log, home);
    Screen.use(runner.screen);
    return runner;
  }

  /** May be called again, with cells that go on where the last ones ended. */
  public Outcome run(Notebook notebook) {
    List<Cell> done = new ArrayList<>();
    Optional<Failure> failure = Optional.empty();
    List<Cell> cells = notebook.cells();
    int count = (int) cells.stream().filter(Cell::isCode).count();
    for (int i = 0, code = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      code += cell.isCode() ? 1 : 0;
      if (cell.isCode() && !isLeftOut(cell) && failure.isEmpty() && !isStopped) {
        ran++;
        log.began(code, count, Titles.of(cells, i));
        failure = run(code, ran, cell);
        done.add(cell.executed(ran, List.of()));
      } else {
        done.add(cell.isCode() ? cell.cleared() : cell);
      }
    }
    return new Outcome(notebook.withCells(withOutputs(done)), failure, isStopped);
  }

  /** Ends the run after the running cell, which is interrupted. From any thread. */
  public void stop() {
    isStopped = true;
    engine.interrupt();
  }

  /** The table files written so far, relative to the folder. */
  public Set<String> tables() {
    return tables.names();
  }

  @Override
  public void close() {
    engine.close();
  }

  private Optional<Failure> run(int code, int number, Cell cell) {
    long start = System.nanoTime();
    outputs.begin(number);
    CellResult result =
        cell.source().isBlank()
            ? new CellResult.Done(false, null)
            : engine.run(number, cell.source());
    double seconds = (System.nanoTime() - start) / 1e9;
    if (result instanceof CellResult.Failed failed) {
      outputs.add(new Output.Failure(failed.kind(), failed.message(), failed.traceback()));
      boolean isExpected = cell.tags().contains("raises-exception") && !isStopped;
      log.ended(
          code, seconds, isStopped ? "stopped" : isExpected ? "fails, as announced" : "failed");
      return isExpected ? Optional.empty() : Optional.of(new Failure(code, failed));
    }
    if (result instanceof CellResult.Done done && done.hasValue()) {
      outputs.add(Output.Shown.of(render(done.value()), OptionalInt.of(number)));
      keepTable(number, done.value());
    }
    log.ended(code, seconds, "");
    return Optional.empty();
  }

  /** A table that cannot be written is told in its cell; the run goes on. */
  private void keepTable(int number, Object value) {
    try {
      screen.keepTable("result-" + number, value);
    } catch (RuntimeException cannotWrite) {
      outputs.add(new Output.Stream("stderr", "the table was not kept: " + cannotWrite + "\n"));
    }
  }

  private List<Cell> withOutputs(List<Cell> cells) {
    return cells.stream()
        .map(
            cell ->
                cell.isCode() && cell.number().isPresent()
                    ? cell.executed(cell.number().getAsInt(), outputs.of(cell.number().getAsInt()))
                    : cell)
        .toList();
  }

  private static boolean isLeftOut(Cell cell) {
    return cell.tags().contains("skip-execution");
  }

  /** A value whose renderer fails must not end the run. */
  private static Bundle render(Object value) {
    try {
      return Display.render(value);
    } catch (RuntimeException | LinkageError failure) {
      String kind = value == null ? "null" : value.getClass().getName();
      return Bundle.text(Require.text("a %s that cannot be shown: %s", kind, failure));
    }
  }
}
