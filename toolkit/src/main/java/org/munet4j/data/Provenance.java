package org.munet4j.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.munet4j.internal.Sha256;

/**
 * Where a set of images comes from.
 *
 * @param source file name, generator or repository, as a person would say it
 * @param licence the terms as far as they are known, "none stated" where the source says nothing
 * @param sha256 hash of the content in lower-case hexadecimal: sizes, class names, labels and
 *     pixels
 */
public record Provenance(String source, String licence, String sha256) {

  /**
   * Hash over sizes, class names, labels, each with its length in front, and the SHA-256 of each
   * image.
   */
  static String hash(int[] sizes, List<String> classNames, int[] labels, byte[] imageHashes) {
    MessageDigest digest = Sha256.digest();
    digest.update("munet4j images 2\n".getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes(sizes));
    digest.update(bytes(classNames.size()));
    for (String name : classNames) {
      byte[] text = name.getBytes(StandardCharsets.UTF_8);
      digest.update(bytes(text.length));
      digest.update(text);
    }
    digest.update(bytes(labels));
    digest.update(imageHashes);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] bytes(int... numbers) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * numbers.length).putInt(numbers.length);
    for (int number : numbers) {
      buffer.putInt(number);
    }
    return buffer.array();
  }
}
