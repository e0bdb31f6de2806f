package org.munet4j.store;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.munet4j.internal.Require;

/**
 * A small text file that notices every changed bit. Line 1 names its kind, its version and the
 * SHA-256 of all that follows; line 2 is what the store itself reads, a JSON object; the rest is a
 * JSON object that the store only keeps.
 *
 * @param kind of file, such as {@code commit}
 * @param head what the store reads; whoever reads it compares it with its own spelling
 * @param body what it keeps; its readers check it
 * @param hash SHA-256 of head, line end and body
 */
record Envelope(String kind, String head, String body, String hash) {
  static final int VERSION = 1;
  static final int LARGEST = 4 << 20;

  static Envelope of(String kind, JsonObject head, String body) {
    String line = head.toString();
    byte[] rest = (line + "\n" + body).getBytes(StandardCharsets.UTF_8);
    return new Envelope(kind, line, body, ObjectId.of(ByteBuffer.wrap(rest)).hex());
  }

  /** The file. */
  ByteBuffer bytes() {
    byte[] rest = (head + "\n" + body).getBytes(StandardCharsets.UTF_8);
    Require.that(
        rest.length <= LARGEST - 1024,
        "a %s of %d bytes is too large; keep it below %d and put large things into objects",
        kind,
        rest.length,
        LARGEST - 1024);
    byte[] first = (firstLine(kind, hash) + "\n").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(first.length + rest.length).put(first).put(rest).flip();
  }

  /** The head as a tree. */
  JsonObject json(String file) {
    return StrictJson.object(head, file);
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
    int start = lineEnd(bytes, bytes.position(), file) + 1;
    int middle = lineEnd(bytes, start, file);
    ByteBuffer rest = bytes.slice(start, bytes.limit() - start);
    String hash = ObjectId.of(rest).hex();
    String expected = firstLine(kind, hash);
    String first = text(bytes.slice(0, start - 1), file);
    StoreException.unless(
        first.equals(expected),
        "%s is damaged or of another version: its first line is %s, needed is %s; copy the file"
            + " from another copy of the store, or update munet4j",
        file,
        first.substring(0, Math.min(120, first.length())).replaceAll("[^ -~]", "?"),
        expected);
    String line = text(bytes.slice(start, middle - start), file);
    String body = text(bytes.slice(middle + 1, bytes.limit() - middle - 1), file);
    return new Envelope(kind, line, body, hash);
  }

  private static int lineEnd(ByteBuffer bytes, int start, String file) {
    for (int i = start; i < bytes.limit(); i++) {
      if (bytes.get(i) == '\n') {
        return i;
      }
    }
    throw new StoreException("%s is cut off: it needs three lines", file);
  }

  private static String text(ByteBuffer bytes, String file) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(copy)).toString();
    } catch (CharacterCodingException broken) {
      throw new StoreException("%s is not text in UTF-8", file).because(broken);
    }
  }

  private static String firstLine(String kind, String hash) {
    return "{\"munet4j\":\"" + kind + "\",\"version\":" + VERSION + ",\"sha256\":\"" + hash + "\"}";
  }

  /**
   * @throws IllegalArgumentException unless the text is one JSON object that a file can hold
   */
  static void requireBody(String body) {
    Require.that(
        StandardCharsets.UTF_8.newEncoder().canEncode(body),
        "the body has half a character, which no file can hold");
    try {
      StrictJson.check(body, "the body");
    } catch (StoreException wrong) {
      throw new IllegalArgumentException(wrong.getMessage(), wrong);
    }
  }
}
