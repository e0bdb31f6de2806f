package org.munet4j.data;

import java.nio.ByteBuffer;

/**
 * Pixels in one Java array.
 *
 * @param size bytes of one image
 */
record HeapPixels(byte[] bytes, int size, byte[] hashes) implements Pixels {
  /** Takes the array over and hashes each image. */
  static HeapPixels of(byte[] bytes, int size) {
    ImageHashes hashes = new ImageHashes(bytes.length / size);
    for (int image = 0; image < bytes.length / size; image++) {
      hashes.set(image, ByteBuffer.wrap(bytes, image * size, size));
    }
    return new HeapPixels(bytes, size, hashes.bytes());
  }

  @Override
  public void copy(int image, ByteBuffer target) {
    target.put(bytes, image * size, size);
  }

  @Override
  public HeapPixels arranged(int[] order) {
    ByteBuffer chosen = ByteBuffer.allocate(Math.multiplyExact(order.length, size));
    for (int image : order) {
      copy(image, chosen);
    }
    return new HeapPixels(chosen.array(), size, ImageHashes.arranged(hashes, order));
  }

  @Override
  public boolean isMapped() {
    return false;
  }
}
