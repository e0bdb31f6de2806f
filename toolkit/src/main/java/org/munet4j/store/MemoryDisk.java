package org.munet4j.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** Files that last as long as the program; every name leads to bytes that never change. */
final class MemoryDisk implements Disk {
  /** What a name leads to; two names may lead to the same. */
  private static final class Content {
    private final ByteBuffer bytes;
    private long modified;

    private Content(ByteBuffer bytes, long modified) {
      this.bytes = bytes;
      this.modified = modified;
    }
  }

  private final TreeMap<String, Content> files = new TreeMap<>();
  private final LongSupplier clock;

  MemoryDisk() {
    this(System::currentTimeMillis);
  }

  /**
   * @param clock in milliseconds
   */
  MemoryDisk(LongSupplier clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void write(String file, ByteBuffer bytes) {
    ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    files.put(file, new Content(copy.asReadOnlyBuffer(), now()));
  }

  @Override
  public synchronized void link(String file, String second) throws IOException {
    if (files.putIfAbsent(second, content(file)) != null) {
      throw new FileAlreadyExistsException(second);
    }
  }

  @Override
  public void sync(String folder) {
    // Memory has nothing to lose.
  }

  @Override
  public void folder(String folder) {
    // A folder is a part of a name.
  }

  @Override
  public synchronized List<String> list(String folder) {
    String front = folder.isEmpty() ? "" : folder + "/";
    TreeSet<String> names = new TreeSet<>();
    for (String file : files.tailMap(front).keySet()) {
      if (!file.startsWith(front)) {
        break;
      }
      String rest = file.substring(front.length());
      names.add(rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest);
    }
    return List.copyOf(names);
  }

  @Override
  public synchronized ByteBuffer read(String file) throws IOException {
    return content(file).bytes.duplicate();
  }

  @Override
  public synchronized boolean has(String file) {
    return files.containsKey(file);
  }

  @Override
  public synchronized long modified(String file) throws IOException {
    return content(file).modified;
  }

  @Override
  public synchronized void touch(String file, long millis) throws IOException {
    content(file).modified = millis;
  }

  @Override
  public synchronized void delete(String file) {
    files.remove(file);
  }

  @Override
  public long now() {
    return clock.getAsLong();
  }

  private Content content(String file) throws IOException {
    Content content = files.get(file);
    if (content == null) {
      throw new NoSuchFileException(file);
    }
    return content;
  }

  @Override
  public String toString() {
    return "in memory";
  }
}
