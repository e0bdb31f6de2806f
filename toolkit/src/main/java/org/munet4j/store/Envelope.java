package org.munet4j.store;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.munet4j.internal.Require;
import org.munet4j.internal.Sha256;

/**
 * A small text file that notices every changed bit. Line 1 names its kind, its version and the
 * SHA-256 of all that follows; line 2 is what the store itself reads, a JSON object; the rest is a
 * JSON object that the store only keeps.
 *
 * @param kind of file, such as {@code commit}
 * @param head what the store reads
 * @param body what it keeps
 */
record Envelope(String kind, JsonObject head, String body) {
  static final int VERSION = 1;
  static final int LARGEST = 4 << 20;

  /** The file. */
  ByteBuffer bytes() {
    byte[] rest = (head + "\n" + body).getBytes(StandardCharsets.UTF_8);
    Require.that(
        rest.length <= LARGEST - 1024,
        "a %s of %d bytes is too large; keep it below %d and put large things into objects",
        kind,
        rest.length,
        LARGEST - 1024);
    byte[] first = (seal(kind, Sha256.of(rest)) + "\n").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(first.length + rest.length).put(first).put(rest).flip();
  }

  /**
   * The envelope in a file's bytes.
   *
   * @throws StoreException if they are not exactly what {@link #bytes} gives
   */
  static Envelope read(String kind, ByteBuffer bytes, String file) {
    StoreException.unless(
        bytes.remaining() <= LARGEST,
        "%s has %d bytes, a %s has at most %d",
        file,
        bytes.remaining(),
        kind,
        LARGEST);
    String text = StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    String[] lines = text.split("\n", 3);
    StoreException.unless(lines.length == 3, "%s is cut off: it needs three lines", file);
    byte[] rest = (lines[1] + "\n" + lines[2]).getBytes(StandardCharsets.UTF_8);
    String expected = seal(kind, Sha256.of(rest));
    StoreException.unless(
        lines[0].equals(expected),
        "%s is damaged or of another version: its first line is %s, needed is %s; copy the file"
            + " from another copy of the store, or update munet4j",
        file,
        visible(lines[0]),
        expected);
    Envelope read = new Envelope(kind, StrictJson.object(lines[1], file), lines[2]);
    StoreException.unless(
        read.head.toString().equals(lines[1]), "%s does not have the usual spelling", file);
    return read;
  }

  private static String seal(String kind, String hash) {
    return "{\"munet4j\":\"" + kind + "\",\"version\":" + VERSION + ",\"sha256\":\"" + hash + "\"}";
  }

  private static String visible(String line) {
    return line.substring(0, Math.min(120, line.length())).replaceAll("[^ -~]", "?");
  }

  /**
   * @throws IllegalArgumentException unless the text is one JSON object that a file can hold
   */
  static void requireBody(String body) {
    String back = new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    Require.that(back.equals(body), "the body has half a character, which no file can hold");
    try {
      StrictJson.check(body, "the body");
    } catch (StoreException wrong) {
      throw new IllegalArgumentException(wrong.getMessage(), wrong);
    }
  }
}
