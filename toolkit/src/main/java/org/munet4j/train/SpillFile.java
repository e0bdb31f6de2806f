package org.munet4j.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Rows that do not fit into memory, in a temporary file that vanishes when it is closed or the
 * program ends. Every row is checked when it is read; a failure of the disk loses rows, and never
 * gives wrong ones.
 */
final class SpillFile implements AutoCloseable {
  private final FileChannel file;
  private final long limit;
  private final Map<Integer, Deque<Long>> free = new HashMap<>();
  private long end;

  /**
   * @param limit most bytes that the file may have
   */
  SpillFile(FileChannel file, long limit) {
    this.file = file;
    this.limit = limit;
  }

  /** A new file in the folder for temporary files; empty where it cannot be made. */
  static Optional<SpillFile> temporary(long limit) {
    try {
      FileChannel file =
          FileChannel.open(
              Files.createTempFile("munet4j-activations", ".tmp"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      return Optional.of(new SpillFile(file, limit));
    } catch (IOException noDisk) {
      return Optional.empty();
    }
  }

  /**
   * A place in the file.
   *
   * @param checks one checksum for each row
   */
  record Region(long start, int bytes, int[] checks) {
    int rowBytes() {
      return bytes / checks.length;
    }
  }

  /** Writes rows; empty if there is no room. */
  Optional<Region> write(ByteBuffer rows, int count) {
    int bytes = rows.capacity();
    Deque<Long> holes = free.getOrDefault(bytes, new ArrayDeque<>());
    if (holes.isEmpty() && end + bytes > limit) {
      return Optional.empty();
    }
    long start = holes.isEmpty() ? end : holes.pop();
    end = Math.max(end, start + bytes);
    int[] checks = new int[count];
    for (int row = 0; row < count; row++) {
      checks[row] = check(rows.slice(row * (bytes / count), bytes / count));
    }
    Region region = new Region(start, bytes, checks);
    try {
      ByteBuffer rest = rows.slice(0, bytes);
      while (rest.hasRemaining()) {
        file.write(rest, start + rest.position());
      }
      return Optional.of(region);
    } catch (IOException diskIsFull) {
      release(region);
      return Optional.empty();
    }
  }

  /** Reads a row into {@code target}; false if it is not what was written. */
  boolean read(Region region, int row, ByteBuffer target) {
    long start = region.start + (long) row * region.rowBytes();
    try {
      while (target.hasRemaining()) {
        if (file.read(target, start + target.position()) < 0) {
          return false;
        }
      }
      return check(target.flip()) == region.checks[row];
    } catch (IOException lost) {
      return false;
    }
  }

  void release(Region region) {
    free.computeIfAbsent(region.bytes, bytes -> new ArrayDeque<>()).push(region.start);
  }

  private static int check(ByteBuffer bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return (int) sum.getValue();
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException alreadyGone) {
      // what was in it can be computed again
    }
  }
}
