package org.munet4j.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.munet4j.internal.Require;
import org.munet4j.internal.Sha256;

/**
 * The name of an object: the SHA-256 of its bytes.
 *
 * @param hex 64 digits of 0-9 a-f
 */
public record ObjectId(String hex) implements Comparable<ObjectId> {
  static final String FOLDER = "objects";
  static final String ENDING = ".safetensors";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public ObjectId {
    Require.that(HEX.matcher(hex).matches(), "object id '%s': needs 64 of 0-9 a-f", hex);
  }

  /** The id of these bytes, which are not consumed. */
  public static ObjectId of(ByteBuffer bytes) {
    MessageDigest digest = Sha256.digest();
    digest.update(bytes.duplicate());
    return new ObjectId(HexFormat.of().formatHex(digest.digest()));
  }

  String file() {
    return FOLDER + "/" + hex + ENDING;
  }

  /** Whether a file among the objects has an object's name. */
  static boolean isFile(String name) {
    return name.endsWith(ENDING)
        && HEX.matcher(name.substring(0, name.length() - ENDING.length())).matches();
  }

  static ObjectId ofFile(String name) {
    return new ObjectId(name.substring(0, name.length() - ENDING.length()));
  }

  @Override
  public int compareTo(ObjectId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex.substring(0, 12);
  }
}
