package org.munet4j.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/**
 * Pixels in a file, mapped in segments that each hold a whole number of images, as one map ends at
 * 2 GiB. An arrangement is a list of places; nothing is copied.
 *
 * @param segments all with {@code perSegment} images but the last, which may have fewer
 * @param size bytes of one image
 * @param order place in the file for each image
 */
record MappedPixels(ByteBuffer[] segments, int perSegment, int size, int[] order, byte[] hashes)
    implements Pixels {
  static final int LARGEST_SEGMENT = 1 << 30;

  /**
   * Maps the images of a file.
   *
   * @param start of the first image in the file
   * @param hashes one for each image
   * @param largestSegment bytes of one map, at most 2 GiB
   */
  static MappedPixels map(FileChannel file, long start, int size, byte[] hashes, int largestSegment)
      throws IOException {
    int count = hashes.length / ImageHashes.LENGTH;
    int perSegment = Math.max(1, largestSegment / size);
    ByteBuffer[] segments = new ByteBuffer[(count - 1) / perSegment + 1];
    int[] order = new int[count];
    for (int image = 0; image < count; image++) {
      order[image] = image;
    }
    for (int next = 0; next < segments.length; next++) {
      int first = next * perSegment;
      long bytes = (long) Math.min(perSegment, count - first) * size;
      segments[next] = file.map(MapMode.READ_ONLY, start + (long) first * size, bytes);
    }
    return new MappedPixels(segments, perSegment, size, order, hashes);
  }

  @Override
  public void copy(int image, ByteBuffer target) {
    target.put(slice(image));
  }

  /** The bytes of one image, where they lie. */
  ByteBuffer slice(int image) {
    int place = order[image];
    return segments[place / perSegment].slice(place % perSegment * size, size);
  }

  @Override
  public MappedPixels arranged(int[] chosen) {
    int[] places = new int[chosen.length];
    for (int next = 0; next < places.length; next++) {
      places[next] = order[chosen[next]];
    }
    return new MappedPixels(
        segments, perSegment, size, places, ImageHashes.arranged(hashes, chosen));
  }

  @Override
  public boolean isMapped() {
    return true;
  }
}
