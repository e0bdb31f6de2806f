package org.munet4j.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.munet4j.internal.Sha256;

/**
 * SHA-256 of each image of a set, one after another. A selection of a set is known by the hashes of
 * what it selects, without reading a pixel.
 */
record ImageHashes(byte[] bytes) {
  static final int LENGTH = 32;

  ImageHashes(int count) {
    this(new byte[Math.multiplyExact(count, LENGTH)]);
  }

  /** Hashes one image; several threads may do so, each for images of its own. */
  void set(int image, ByteBuffer pixels) {
    System.arraycopy(hash(pixels), 0, bytes, image * LENGTH, LENGTH);
  }

  /** Whether these are the pixels that were hashed. */
  boolean agrees(int image, ByteBuffer pixels) {
    int start = image * LENGTH;
    return Arrays.equals(hash(pixels), 0, LENGTH, bytes, start, start + LENGTH);
  }

  private static byte[] hash(ByteBuffer pixels) {
    var digest = Sha256.digest();
    digest.update(pixels);
    return digest.digest();
  }

  static byte[] arranged(byte[] hashes, int[] order) {
    byte[] chosen = new byte[Math.multiplyExact(order.length, LENGTH)];
    for (int next = 0; next < order.length; next++) {
      System.arraycopy(hashes, order[next] * LENGTH, chosen, next * LENGTH, LENGTH);
    }
    return chosen;
  }
}
