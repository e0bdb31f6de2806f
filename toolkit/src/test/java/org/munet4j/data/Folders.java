package org.munet4j.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes small data files for tests. */
public final class Folders {
  private Folders() {}

  public static Path write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, content);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static byte[] idx(int magic, byte[] content, int... sizes) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length + content.length).putInt(magic);
    for (int size : sizes) {
      file.putInt(size);
    }
    return file.put(content).array();
  }

  /** A split of random images whose labels count 0, 1, 2, 0, 1, 2, … */
  public static void idxSplit(Path folder, String split, int count, int side, int classes) {
    write(
        folder.resolve(split + "-images-idx3-ubyte"),
        idx(0x803, random(7, count * side * side), count, side, side));
    byte[] labels = new byte[count];
    for (int row = 0; row < count; row++) {
      labels[row] = (byte) (row % classes);
    }
    write(folder.resolve(split + "-labels-idx1-ubyte"), idx(0x801, labels, count));
  }

  static byte[] random(long seed, int size) {
    byte[] bytes = new byte[size];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return out.toByteArray();
  }

  /** A zip with these entries in the order of the map; null content makes a folder. */
  public static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return out.toByteArray();
  }

  /** The bytes with 1 to 4 seeded changes: a byte changed, a piece cut out, or the end cut off. */
  static byte[] damaged(byte[] valid, SplittableRandom random) {
    byte[] bytes = valid.clone();
    for (int change = random.nextInt(1, 5); change > 0 && bytes.length > 1; change--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes = java.util.Arrays.copyOf(bytes, at);
        case 1 -> {
          byte[] shorter = new byte[bytes.length - 1];
          System.arraycopy(bytes, 0, shorter, 0, at);
          System.arraycopy(bytes, at + 1, shorter, at, shorter.length - at);
          bytes = shorter;
        }
        default -> bytes[random.nextInt(Math.min(bytes.length, 400))] = (byte) random.nextInt();
      }
    }
    return bytes;
  }
}
