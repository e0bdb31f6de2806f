package org.munet4j.data;

import java.nio.ByteBuffer;

/** The pixels of a set of images: on the heap, or in a file that is mapped into memory. */
interface Pixels {
  /** Puts the pixels of one image into {@code target}, which moves on. */
  void copy(int image, ByteBuffer target);

  /** The images at these places, in this order. */
  Pixels arranged(int[] order);

  /** SHA-256 of each image, 32 bytes one after another. */
  byte[] hashes();

  /** Whether they lie in a file. */
  boolean isMapped();
}
