package org.munet4j.kernel.jupyter;

import java.io.InputStream;
import java.io.PrintStream;
import org.munet4j.kernel.engine.TextStream;

/** Brings what threads print while no cell runs to the front end, instead of the server's log. */
final class StandardStreams {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final InputStream in = System.in;

  StandardStreams(Stage stage, InputStream input) {
    System.setOut(TextStream.to(stage::out));
    System.setErr(TextStream.to(stage::err));
    System.setIn(input);
  }

  /** Gives the streams back. */
  void close() {
    System.setOut(out);
    System.setErr(err);
    System.setIn(in);
  }
}
