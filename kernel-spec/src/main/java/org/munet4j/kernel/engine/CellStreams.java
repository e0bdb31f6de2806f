package org.munet4j.kernel.engine;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Takes {@code System.out} and {@code System.err} for as long as a cell runs. */
final class CellStreams {
  private final PrintStream formerOut = System.out;
  private final PrintStream formerErr = System.err;
  private final PrintStream out;
  private final PrintStream err;

  CellStreams(CellOutput output, StopSwitch stop) {
    out = new PrintStream(new Text(output::out, stop), true, StandardCharsets.UTF_8);
    err = new PrintStream(new Text(output::err, stop), true, StandardCharsets.UTF_8);
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

  /** Bytes to text; a character whose bytes come in two writes is put together. */
  private static final class Text extends OutputStream {
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final Consumer<String> sink;
    private final StopSwitch stop;
    private byte[] rest = new byte[0];

    Text(Consumer<String> sink, StopSwitch stop) {
      this.sink = sink;
      this.stop = stop;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      stop.print(() -> decode(bytes, offset, length));
    }

    private void decode(byte[] bytes, int offset, int length) {
      ByteBuffer in = ByteBuffer.allocate(rest.length + length);
      in.put(rest).put(bytes, offset, length).flip();
      CharBuffer text = CharBuffer.allocate(in.remaining());
      decoder.reset();
      decoder.decode(in, text, false);
      rest = new byte[in.remaining()];
      in.get(rest);
      if (text.flip().hasRemaining()) {
        sink.accept(text.toString());
      }
    }
  }
}
