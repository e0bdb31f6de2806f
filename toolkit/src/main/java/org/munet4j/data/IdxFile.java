package org.munet4j.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.munet4j.internal.Require;

/**
 * One file in MNIST's IDX format with unsigned bytes, plain or gzip.
 *
 * <pre>
 *   magic     0x000008nn   08 unsigned byte, nn number of axes
 *   sizes     [axis]       4 bytes each, big-endian
 *   content   [...]        one byte each
 * </pre>
 */
record IdxFile(Path path, int[] sizes, byte[] content) {
  private static final int UNSIGNED_BYTES = 0x00000800;
  private static final long GZIP_AT_MOST = 1032;

  /** Reads a file that must have so many axes; nothing is allocated on the header's word alone. */
  static IdxFile read(Path path, int axes) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      return read(path, in, Files.size(path), axes);
    } catch (IOException unreadable) {
      throw new DataException("%s: cannot be read (%s)", path, unreadable.getMessage())
          .because(unreadable);
    }
  }

  /** Sizes of the axes, without reading what follows the header. */
  static int[] header(Path path, int axes) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      return header(path, isGzip(path) ? new GZIPInputStream(in) : in, axes);
    } catch (IOException unreadable) {
      throw new DataException("%s: cannot be read (%s)", path, unreadable.getMessage())
          .because(unreadable);
    }
  }

  private static int[] header(Path path, InputStream in, int axes) throws IOException {
    byte[] header = in.readNBytes(length(axes));
    DataException.unless(
        header.length == length(axes),
        "%s: file ends after %d bytes, inside the header of %d bytes; get the file again",
        path,
        header.length,
        length(axes));
    return sizes(path, ByteBuffer.wrap(header), axes);
  }

  private static int length(int axes) {
    return 4 + 4 * axes;
  }

  /** A whole file from a stream of {@code bytes} bytes; the path tells whether it is gzip. */
  static IdxFile read(Path path, InputStream stream, long bytes, int axes) {
    try {
      InputStream in = isGzip(path) ? new GZIPInputStream(stream, 1 << 16) : stream;
      int[] sizes = header(path, in, axes);
      int claim = claim(path, bytes, sizes, length(axes));
      byte[] content = in.readNBytes(claim);
      DataException.unless(
          content.length == claim && in.read() < 0,
          "%s: header promises %s = %,d bytes, file holds %s; get the file again",
          path,
          product(sizes),
          claim,
          content.length == claim ? "more" : Require.text("only %,d", content.length));
      return new IdxFile(path, sizes, content);
    } catch (EOFException cut) {
      throw new DataException("%s: gzip data ends too early; get the file again", path)
          .because(cut);
    } catch (IOException damaged) {
      throw new DataException(
              "%s: cannot be read (%s); get the file again", path, damaged.getMessage())
          .because(damaged);
    }
  }

  private static boolean isGzip(Path path) {
    return path.toString().endsWith(".gz");
  }

  private static int[] sizes(Path path, ByteBuffer header, int axes) {
    int magic = header.getInt();
    DataException.unless(
        magic == (UNSIGNED_BYTES | axes),
        "%s: starts with 0x%08x, needs 0x%08x (%s as unsigned bytes)",
        path,
        magic,
        UNSIGNED_BYTES | axes,
        axes == 3 ? "images" : "labels");
    int[] sizes = new int[axes];
    for (int axis = 0; axis < axes; axis++) {
      sizes[axis] = header.getInt();
      DataException.unless(
          sizes[axis] >= 1,
          "%s: header says %s, each number must be 1 to 2,147,483,647",
          path,
          product(Arrays.copyOf(sizes, axis + 1)));
    }
    return sizes;
  }

  private static int claim(Path path, long bytes, int[] sizes, int header) {
    double claim = 1;
    for (int size : sizes) {
      claim *= size;
    }
    DataException.unless(
        claim <= Images.LARGEST,
        "%s: header promises %s = %,.0f bytes, at most %,d fit (2 GiB)",
        path,
        product(sizes),
        claim,
        Images.LARGEST);
    long holds = bytes * (isGzip(path) ? GZIP_AT_MOST : 1) - header;
    DataException.unless(
        claim <= holds,
        "%s: header promises %s = %,.0f bytes, a file of %,d bytes holds at most %,d; get it again",
        path,
        product(sizes),
        claim,
        bytes,
        Math.max(0, holds));
    return (int) claim;
  }

  private static String product(int[] sizes) {
    StringBuilder text = new StringBuilder();
    for (int size : sizes) {
      text.append(text.isEmpty() ? "" : " x ").append(size);
    }
    return text.toString();
  }
}
