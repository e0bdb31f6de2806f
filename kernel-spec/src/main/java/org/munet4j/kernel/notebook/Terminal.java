package org.munet4j.kernel.notebook;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.munet4j.internal.Require;
import org.munet4j.notebook.Bundle;

/** Tells a person at a terminal, or a log file, how a run goes: one line a cell. */
public final class Terminal implements RunLog {
  private static final long MIN_NANOS = 100_000_000;
  private static final int WIDTH = 60;

  private final PrintWriter out;
  private final boolean isLive;
  private final boolean isVerbose;
  private final LongSupplier nanos;
  private String head = "";
  private long lastEcho;
  private boolean atLineStart = true;

  /**
   * @param isLive whether lines may be written over
   * @param isVerbose whether what the cells print is printed here too
   * @param nanos a clock, such as {@code System::nanoTime}
   */
  public Terminal(PrintWriter out, boolean isLive, boolean isVerbose, LongSupplier nanos) {
    this.out = out;
    this.isLive = isLive;
    this.isVerbose = isVerbose;
    this.nanos = nanos;
  }

  @Override
  public synchronized void began(int cell, int cells, String title) {
    int digits = String.valueOf(cells).length();
    head =
        Require.text(
            "[%" + digits + "d/%d] %-" + WIDTH + "s", cell, cells, PlainText.cut(title, WIDTH));
    lastEcho = nanos.getAsLong() - MIN_NANOS;
    write(isLive ? head : "");
    if (isVerbose) {
      write(isLive ? "\n" : head.strip() + "\n");
    }
  }

  @Override
  public synchronized void printed(String text) {
    if (isVerbose) {
      write(
          Arrays.stream(text.split("\r", -1))
              .map(PlainText::withoutControls)
              .collect(Collectors.joining(isLive ? "\r" : "\n")));
    }
  }

  @Override
  public synchronized void shown(Bundle bundle) {
    long now = nanos.getAsLong();
    if (isLive && now - lastEcho >= MIN_NANOS) {
      lastEcho = now;
      String line = bundle.data().get(Bundle.TEXT).lines().findFirst().orElse("");
      write("\r\033[K" + PlainText.cut(PlainText.withoutControls(line), WIDTH + 15));
    }
  }

  @Override
  public synchronized void ended(int cell, double seconds, String outcome) {
    String tail = Require.text(" %7.1f s  %s", seconds, outcome).stripTrailing();
    if (isLive && !isVerbose) {
      write("\r\033[K" + head + tail + "\n");
    } else {
      write((atLineStart ? "" : "\n") + (isVerbose ? tail.strip() : head + tail) + "\n");
    }
  }

  @Override
  public boolean isLive() {
    return isLive;
  }

  private void write(String text) {
    if (!text.isEmpty()) {
      out.print(text);
      out.flush();
      atLineStart = text.endsWith("\n");
    }
  }
}
