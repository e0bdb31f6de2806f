package org.munet4j.data;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.munet4j.internal.Sha256;

/**
 * One split as a file of decoded pixels. Numbers are big-endian, and nothing follows the pixels.
 *
 * <pre>
 *   16 bytes    "munet4j-images 1"
 *   8 bytes     length of the head; with these 56 bytes a multiple of 4096
 *   32 bytes    SHA-256 of the head
 *   head        length of the JSON (int), {@link Head} as JSON, labels (int each), SHA-256 of each
 *               image, zeros
 *   pixels      [image, channel, row, column]
 * </pre>
 */
final class ImageFile {
  private static final byte[] MAGIC = "munet4j-images 1".getBytes(StandardCharsets.US_ASCII);
  private static final int FRONT = MAGIC.length + 8 + ImageHashes.LENGTH;
  private static final int PAGE = 4096;
  private static final Gson JSON = new Gson();

  private ImageFile() {}

  /** First byte of the pixels behind a head of this many bytes without its zeros. */
  private static int start(long head) {
    return Math.toIntExact((FRONT + head + PAGE - 1) / PAGE * PAGE);
  }

  /**
   * What the images are.
   *
   * @param key names the files that they were read from and how
   */
  record Head(
      String key,
      int channels,
      int rows,
      int columns,
      int count,
      List<String> classNames,
      String source,
      String licence) {
    int size() {
      return Math.multiplyExact(Math.multiplyExact(channels, rows), columns);
    }

    private byte[] text() {
      return JSON.toJson(this).getBytes(StandardCharsets.UTF_8);
    }

    /** First byte of the pixels. */
    int start() {
      return ImageFile.start(4L + text().length + (4L + ImageHashes.LENGTH) * count);
    }

    /** Everything before the pixels. */
    ByteBuffer front(int[] labels, ImageHashes hashes) {
      ByteBuffer front = ByteBuffer.allocate(start());
      front.position(FRONT).putInt(text().length).put(text());
      for (int label : labels) {
        front.putInt(label);
      }
      front.put(hashes.bytes()).rewind();
      MessageDigest digest = Sha256.digest();
      digest.update(front.slice(FRONT, start() - FRONT));
      return front.put(MAGIC).putLong(start() - FRONT).put(digest.digest()).rewind();
    }
  }

  /**
   * The images of a file, mapped; empty if the file is not there, has another key or is damaged
   * anywhere. Every pixel is checked against its hash.
   *
   * @param largestSegment bytes of one map
   */
  static Optional<Images> open(Path file, String key, int largestSegment) {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer head = head(in);
      byte[] text = new byte[head.getInt()];
      head.get(text);
      Head known = JSON.fromJson(new String(text, StandardCharsets.UTF_8), Head.class);
      int[] labels = new int[known.count];
      head.asIntBuffer().get(labels);
      head.position(head.position() + 4 * known.count);
      ImageHashes hashes = new ImageHashes(known.count);
      head.get(hashes.bytes());
      long start = FRONT + (long) head.capacity();
      if (!known.key.equals(key) || in.size() != start + (long) known.count * known.size()) {
        return Optional.empty();
      }
      MappedPixels pixels =
          MappedPixels.map(in, start, known.size(), hashes.bytes(), largestSegment);
      boolean isWhole =
          IntStream.range(0, known.count)
              .parallel()
              .allMatch(image -> hashes.agrees(image, pixels.slice(image)));
      return isWhole ? Optional.of(images(known, pixels, labels)) : Optional.empty();
    } catch (IOException | RuntimeException damaged) {
      return Optional.empty();
    }
  }

  private static ByteBuffer head(FileChannel in) throws IOException {
    ByteBuffer front = read(in, 0, FRONT);
    byte[] magic = new byte[MAGIC.length];
    front.get(magic);
    long length = front.getLong();
    byte[] hash = new byte[ImageHashes.LENGTH];
    front.get(hash);
    if (!MessageDigest.isEqual(magic, MAGIC) || length < PAGE - FRONT || length > in.size()) {
      throw new IOException("is no file of images");
    }
    ByteBuffer head = read(in, FRONT, Math.toIntExact(length));
    if (!MessageDigest.isEqual(hash, Sha256.digest().digest(head.array()))) {
      throw new IOException("has a damaged head");
    }
    return head;
  }

  private static ByteBuffer read(FileChannel in, long start, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (in.read(bytes, start + bytes.position()) < 0) {
        throw new IOException("is cut off");
      }
    }
    return bytes.flip();
  }

  private static Images images(Head head, Pixels pixels, int[] labels) {
    return Images.over(
        head.channels,
        head.rows,
        head.columns,
        pixels,
        labels,
        head.classNames,
        head.source,
        head.licence);
  }
}
