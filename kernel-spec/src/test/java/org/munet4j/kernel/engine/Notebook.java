package org.munet4j.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.List;

/** An engine with the cells that a test runs, and all that they printed. */
final class Notebook implements AutoCloseable {
  static final long GRACE_MILLIS = 300;

  private final StringBuffer out = new StringBuffer();
  private final StringBuffer err = new StringBuffer();
  private final CellEngine engine;
  private int cells;

  Notebook() {
    this(GRACE_MILLIS);
  }

  Notebook(long graceMillis) {
    engine = CellEngine.start(List.of("import java.util.*;"), output(), graceMillis);
  }

  /** A notebook that lies in this folder. */
  Notebook(Path folder) {
    engine = CellEngine.start(List.of("import java.util.*;"), output(), folder);
  }

  private CellOutput output() {
    return new CellOutput() {
      @Override
      public void out(String text) {
        out.append(text);
      }

      @Override
      public void err(String text) {
        err.append(text);
      }
    };
  }

  CellResult run(String source) {
    return engine.run(++cells, source);
  }

  /** The value of a cell that must succeed; null also if it has none. */
  Object value(String source) {
    CellResult result = run(source);
    return assertInstanceOf(CellResult.Done.class, result, () -> "" + result).value();
  }

  CellResult.Failed failure(String source) {
    CellResult result = run(source);
    return assertInstanceOf(CellResult.Failed.class, result);
  }

  /** Runs a cell and presses Stop as soon as it has printed something. */
  CellResult.Failed stopped(String source) {
    Thread presser =
        new Thread(
            () -> {
              int before = out.length();
              while (out.length() == before) {
                Thread.onSpinWait();
              }
              engine.interrupt();
            });
    presser.setDaemon(true);
    presser.start();
    return failure(source);
  }

  CellEngine engine() {
    return engine;
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  @Override
  public void close() {
    engine.close();
  }
}
