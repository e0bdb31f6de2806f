package org.munet4j.kernel.engine;

import java.io.PrintStream;

/** Takes {@code System.out} and {@code System.err} for as long as a cell runs. */
final class CellStreams {
  private final PrintStream formerOut = System.out;
  private final PrintStream formerErr = System.err;
  private final PrintStream out;
  private final PrintStream err;

  CellStreams(CellOutput output, StopSwitch stop) {
    out = TextStream.to(text -> stop.print(() -> output.out(text)));
    err = TextStream.to(text -> stop.print(() -> output.err(text)));
    System.setOut(out);
    System.setErr(err);
  }

  /** Gives the streams back. */
  void close() {
    if (System.out == out) {
      System.setOut(formerOut);
    }
    if (System.err == err) {
      System.setErr(formerErr);
    }
  }
}
