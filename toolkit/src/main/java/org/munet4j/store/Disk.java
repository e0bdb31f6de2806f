package org.munet4j.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.UUID;

/**
 * The few steps that a store takes on a file system. Files are named by their path below the
 * store's folder, with {@code /}. No step is disturbed by an interrupt.
 */
interface Disk {
  String TMP = "tmp";

  /** Writes a new file; its bytes are safe when this returns, its name after {@link #sync}. */
  void write(String file, ByteBuffer bytes) throws IOException;

  /**
   * Gives a file a second name, in one step.
   *
   * @throws FileAlreadyExistsException if the second name is taken, which is left as it is
   */
  void link(String file, String second) throws IOException;

  /** Makes the names in a folder safe; a folder that is not there has none. */
  void sync(String folder) throws IOException;

  /** Makes a folder below the store's, and its name safe. */
  void folder(String folder) throws IOException;

  /** The names in a folder, sorted; none if there is no such folder. */
  List<String> list(String folder) throws IOException;

  /**
   * A file's bytes, read-only; large files are mapped.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  ByteBuffer read(String file) throws IOException;

  /** Whether there is such a file. */
  boolean has(String file);

  /**
   * When a file was last written or touched, in milliseconds of the file system's clock.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  long modified(String file) throws IOException;

  /**
   * @param millis of the file system's clock
   * @throws java.nio.file.NoSuchFileException if there is no such file
   */
  void touch(String file, long millis) throws IOException;

  /** Deletes a file if it is there. */
  void delete(String file) throws IOException;

  /** The file system's own clock, in milliseconds. */
  long now() throws IOException;

  /**
   * Puts a whole file in its place unless there is one already.
   *
   * @return whether this call did it
   */
  default boolean place(String file, ByteBuffer bytes) throws IOException {
    String part = TMP + "/" + UUID.randomUUID();
    try {
      write(part, bytes);
      link(part, file);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    } finally {
      discard(part);
    }
  }

  private void discard(String part) {
    try {
      delete(part);
    } catch (IOException later) {
      // A file in tmp is nobody's; prune sweeps it.
    }
  }
}
