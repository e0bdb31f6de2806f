package org.munet4j.store;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A folder of the file system. */
record FolderDisk(Path root) implements Disk {
  /** Files up to this size are read; a process may have only some ten thousand mappings. */
  private static final int SMALL = 1 << 20;

  private static final boolean SYNCS_FOLDERS = File.separatorChar == '/';

  /** Takes a step on a channel again if an interrupt closed it, and hands the interrupt on. */
  private static <T> T calmly(Step<T> step) throws IOException {
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return step.take();
        } catch (ClosedByInterruptException again) {
          isInterrupted = true;
          Thread.interrupted();
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Through a stream, which unlike a channel is not closed by an interrupt. */
  @Override
  public void write(String file, ByteBuffer bytes) throws IOException {
    ByteBuffer left = bytes.duplicate();
    byte[] part = new byte[Math.min(left.remaining(), 1 << 16)];
    try (FileOutputStream out = new FileOutputStream(at(file).toFile())) {
      while (left.hasRemaining()) {
        int length = Math.min(left.remaining(), part.length);
        left.get(part, 0, length);
        out.write(part, 0, length);
      }
      out.getFD().sync();
    }
  }

  @Override
  public void link(String file, String second) throws IOException {
    try {
      Files.createLink(at(second), at(file));
    } catch (UnsupportedOperationException none) {
      throw new IOException("the file system has no hard links", none);
    }
  }

  @Override
  public void sync(String folder) throws IOException {
    if (SYNCS_FOLDERS) {
      calmly(
          () -> {
            try (FileChannel names = FileChannel.open(at(folder), StandardOpenOption.READ)) {
              names.force(true);
            } catch (NoSuchFileException none) {
              return false;
            }
            return true;
          });
    }
  }

  @Override
  public void folder(String folder) throws IOException {
    if (!Files.isDirectory(at(folder))) {
      String above = folder.contains("/") ? folder.substring(0, folder.lastIndexOf('/')) : "";
      if (!above.isEmpty()) {
        folder(above);
      }
      Files.createDirectories(at(folder));
      sync(above);
    }
  }

  @Override
  public List<String> list(String folder) throws IOException {
    try (Stream<Path> files = Files.list(at(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  @Override
  public ByteBuffer read(String file) throws IOException {
    return calmly(
        () -> {
          try (FileChannel in = FileChannel.open(at(file), StandardOpenOption.READ)) {
            long size = in.size();
            if (size > Integer.MAX_VALUE) {
              throw new IOException("it has " + size + " bytes, at most 2147483647 are read");
            }
            return size <= SMALL ? small(in, (int) size) : in.map(MapMode.READ_ONLY, 0, size);
          } catch (FileSystemException failure) {
            throw Files.isRegularFile(at(file).getParent())
                ? new NoSuchFileException(file) // a stray file has the name of a folder
                : failure;
          }
        });
  }

  private static ByteBuffer small(FileChannel in, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining() && in.read(bytes) >= 0) {
      // until all is read
    }
    return bytes.flip().asReadOnlyBuffer();
  }

  @Override
  public boolean has(String file) {
    return Files.exists(at(file));
  }

  @Override
  public long modified(String file) throws IOException {
    return Files.getLastModifiedTime(at(file)).toMillis();
  }

  @Override
  public void touch(String file, long millis) throws IOException {
    try {
      Files.setLastModifiedTime(at(file), FileTime.fromMillis(millis));
    } catch (NoSuchFileException none) {
      throw none;
    } catch (FileSystemException othersFile) {
      // Only its owner may touch a file; it is there, and that counts.
    }
  }

  @Override
  public void delete(String file) throws IOException {
    Files.deleteIfExists(at(file));
  }

  @Override
  public long now() throws IOException {
    Path probe = Files.createFile(at(TMP + "/" + UUID.randomUUID()));
    try {
      return Files.getLastModifiedTime(probe).toMillis();
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  private Path at(String file) {
    return root.resolve(file);
  }

  @Override
  public String toString() {
    return "'" + root + "'";
  }
}
