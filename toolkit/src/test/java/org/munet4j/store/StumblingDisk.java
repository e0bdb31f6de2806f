package org.munet4j.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A disk that fails now and then as real ones do; a test says when. */
class StumblingDisk implements Disk {
  private final Disk disk;

  StumblingDisk(Disk disk) {
    this.disk = disk;
  }

  /** Comes before every step that changes something. */
  void before(String step, String file) throws IOException {}

  /** Comes after it. */
  void after(String step, String file) throws IOException {}

  private interface Change {
    void make() throws IOException;
  }

  private void change(String step, String file, Change change) throws IOException {
    before(step, file);
    change.make();
    after(step, file);
  }

  @Override
  public void write(String file, ByteBuffer bytes) throws IOException {
    change("write", file, () -> disk.write(file, bytes));
  }

  @Override
  public void link(String file, String second) throws IOException {
    change("link", second, () -> disk.link(file, second));
  }

  @Override
  public void sync(String folder) throws IOException {
    change("sync", folder, () -> disk.sync(folder));
  }

  @Override
  public void folder(String folder) throws IOException {
    change("folder", folder, () -> disk.folder(folder));
  }

  @Override
  public void touch(String file, long millis) throws IOException {
    change("touch", file, () -> disk.touch(file, millis));
  }

  @Override
  public void delete(String file) throws IOException {
    change("delete", file, () -> disk.delete(file));
  }

  @Override
  public List<String> list(String folder) throws IOException {
    return disk.list(folder);
  }

  @Override
  public ByteBuffer read(String file) throws IOException {
    return disk.read(file);
  }

  @Override
  public boolean has(String file) {
    return disk.has(file);
  }

  @Override
  public long modified(String file) throws IOException {
    return disk.modified(file);
  }

  @Override
  public long now() throws IOException {
    return disk.now();
  }

  @Override
  public String toString() {
    return disk.toString();
  }
}
