package org.munet4j.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.munet4j.internal.Require;

/**
 * Writes an {@link ImageFile} under another name, which becomes its own when all of it is on the
 * disk. Several threads may put images, each once. What a killed process left half written goes
 * when nobody has written it for a day.
 */
final class ImageFileWriter implements AutoCloseable {
  private static final String PART = "part-%s.tmp";
  private static final String ANY_UUID = "????????-????-????-????-????????????";

  private final Path file;
  private final Path part;
  private final ImageFile.Head head;
  private final ImageHashes hashes;
  private final FileChannel out;

  ImageFileWriter(Path file, ImageFile.Head head) {
    this.file = file;
    this.head = head;
    this.part = file.resolveSibling(PART.formatted(UUID.randomUUID()));
    this.hashes = new ImageHashes(head.count());
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      deleteOldParts();
      this.out = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException failure) {
      throw unwritable(failure);
    }
  }

  private void deleteOldParts() throws IOException {
    Instant old = Instant.now().minus(1, ChronoUnit.DAYS);
    try (DirectoryStream<Path> parts =
        Files.newDirectoryStream(part.toAbsolutePath().getParent(), PART.formatted(ANY_UUID))) {
      for (Path each : parts) {
        if (Instant.ofEpochMilli(each.toFile().lastModified()).isBefore(old)) {
          each.toFile().delete();
        }
      }
    }
  }

  void put(int image, byte[] pixels) {
    hashes.set(image, ByteBuffer.wrap(pixels));
    put(head.start() + (long) image * head.size(), ByteBuffer.wrap(pixels));
  }

  private void put(long start, ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes, start + bytes.position());
      }
    } catch (IOException failure) {
      throw unwritable(failure);
    }
  }

  /** Completes the file; every image must have been put. */
  void commit(int[] labels) {
    put(0, head.front(labels, hashes));
    try {
      out.force(true);
      out.close();
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw unwritable(failure);
    }
  }

  /** Takes back what was not committed. */
  @Override
  public void close() {
    try {
      out.close();
      Files.deleteIfExists(part);
    } catch (IOException failure) {
      throw unwritable(failure);
    }
  }

  private UncheckedIOException unwritable(IOException failure) {
    return new UncheckedIOException(
        Require.text(
            "decoded images cannot be kept in '%s', which needs %,d bytes (%s); make room or name"
                + " another folder with .cachedIn(folder)",
            file, head.start() + (long) head.count() * head.size(), failure),
        failure);
  }
}
