package org.munet4j.kernel.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import org.munet4j.internal.Require;

/** What a magic may do with the cells around it. */
public final class Session {
  private static final int MAX_DEPTH = 16;

  private final JShell shell;
  private final Function<Cell, CellResult> cells;
  private final Scratch scratch;
  private final StopSwitch stop;
  private final CellOutput output;
  private final Path folder;
  private int depth;

  Session(
      JShell shell,
      Function<Cell, CellResult> cells,
      Scratch scratch,
      StopSwitch stop,
      CellOutput output,
      Path folder) {
    this.shell = shell;
    this.cells = cells;
    this.scratch = scratch;
    this.stop = stop;
    this.output = output;
    this.folder = folder;
  }

  /** The folder of the notebook; names of files are relative to it. */
  public Path folder() {
    return folder;
  }

  /** Prints a line below the cell. */
  public void say(String sentence, Object... values) {
    output.out(Require.text(sentence, values) + "\n");
  }

  /**
   * Runs Java as if it were a cell.
   *
   * @param name what tracebacks call it, such as {@code 'plots.jshell'}
   * @throws MagicException if it fails
   */
  public void run(String name, String source) throws MagicException {
    if (depth >= MAX_DEPTH) {
      throw new MagicException("%s: files load each other in a circle", name);
    }
    depth++;
    try {
      if (cells.apply(new Cell(name, source)) instanceof CellResult.Failed failed) {
        throw new MagicException(failed);
      }
    } finally {
      depth--;
    }
  }

  /** Lets the cells from now on use classes of these jars and folders. */
  public void addToClassPath(List<Path> paths) {
    if (!paths.isEmpty()) {
      shell.addToClasspath(
          paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
      try {
        scratch.addToClassPath(paths);
      } catch (IOException onlyForHelp) {
        output.err("note: code help does not know the new classes: " + onlyForHelp + "\n");
      }
    }
  }

  /** Does work that Stop interrupts. */
  public <T> T interruptible(Callable<T> work) throws Exception {
    AtomicReference<T> answer = new AtomicReference<>();
    stop.guard(
        () -> {
          answer.set(work.call());
          return null;
        });
    return answer.get();
  }
}
