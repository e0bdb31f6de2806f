package org.munet4j.kernel.engine;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Hands on as text what is written as UTF-8, also if a character comes in two writes. */
public final class TextStream extends OutputStream {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final Consumer<String> sink;
  private byte[] rest = new byte[0];

  private TextStream(Consumer<String> sink) {
    this.sink = sink;
  }

  /** A stream that may stand in for {@code System.out}, whatever the locale of the JVM. */
  public static PrintStream to(Consumer<String> sink) {
    return new PrintStream(new TextStream(sink), true, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
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
