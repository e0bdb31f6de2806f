package org.munet4j.kernel.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.munet4j.notebook.Bundle;

class TerminalTest {
  private final StringWriter written = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void printsOneLineACellWhereNobodyWatches() {
    Terminal terminal = terminal(false, false);
    terminal.began(1, 12, "A heading");
    terminal.shown(Bundle.text("50 %"));
    terminal.printed("hello\n");
    terminal.ended(1, 2.34, "failed");
    assertEquals("[ 1/12] A heading" + " ".repeat(51) + "     2.3 s  failed\n", written.toString());
  }

  @Test
  void echoesProgressAtMostTenTimesASecond() {
    Terminal terminal = terminal(true, false);
    terminal.began(1, 1, "x");
    int before = written.toString().length();
    for (int millis = 0; millis < 1000; millis += 5) {
      nanos.set(millis * 1_000_000L);
      terminal.shown(Bundle.text("p\nq"));
    }
    assertEquals("\r\033[Kp".repeat(10), written.toString().substring(before));
  }

  @Test
  void printsWhatCellsPrintWithoutTerminalCodes() {
    Terminal terminal = terminal(false, true);
    terminal.began(1, 1, "x");
    terminal.printed("a\u001B[2J\u0007b\rc");
    terminal.ended(1, 0, "");
    assertEquals("[1/1] x\na\\u0007b\nc\n0.0 s\n", written.toString());
  }

  private Terminal terminal(boolean isLive, boolean isVerbose) {
    return new Terminal(new PrintWriter(written, true), isLive, isVerbose, nanos::get);
  }
}
