package org.munet4j.kernel.jupyter;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;

/** What cells read from {@code System.in}: lines that the person at the front end types. */
final class CellInput extends InputStream {
  private final InputDesk desk;
  private Request asker;
  private byte[] line = new byte[0];
  private int at;

  CellInput(InputDesk desk) {
    this.desk = desk;
  }

  /** From now on this request is running. */
  synchronized void startCell(Request request) {
    asker = request;
    line = new byte[0];
    at = 0;
  }

  @Override
  public synchronized int available() {
    return line.length - at;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == line.length) {
      line = (ask() + "\n").getBytes(Charset.defaultCharset());
      at = 0;
    }
    int count = Math.min(length, line.length - at);
    System.arraycopy(line, at, bytes, offset, count);
    at += count;
    return count;
  }

  private String ask() throws IOException {
    if (asker == null || !Json.flag(asker.content(), "allow_stdin", false)) {
      throw new IllegalStateException(
          "this cell reads System.in, but nobody is there to type; put the value into the cell");
    }
    try {
      return desk.ask(asker);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the cell was stopped while it waited for input");
    }
  }
}
