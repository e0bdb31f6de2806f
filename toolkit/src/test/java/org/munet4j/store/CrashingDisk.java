package org.munet4j.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A disk in memory whose power fails before a chosen step. Until a file is synced its bytes, and
 * until a folder is synced its names, may be lost or damaged by that.
 */
final class CrashingDisk implements Disk {
  /** What a crash does to bytes that were not synced. */
  enum Damage {
    LOST,
    ZEROED,
    HALF,
    ONE_BIT,
    EMPTY,
    INTACT
  }

  /** The power has failed; no code may catch it. */
  static final class PowerFailure extends Error {
    private static final long serialVersionUID = 1;
  }

  private static final class Content {
    private byte[] bytes = {};
    private boolean isSafe;
    private long modified;
  }

  private final TreeMap<String, Content> names = new TreeMap<>();
  private final TreeMap<String, Content> safeNames = new TreeMap<>();
  private final boolean syncsFiles;
  private final boolean syncsFolders;
  private int stepsLeft;
  private int steps;

  /**
   * @param stepsLeft how many steps go well
   * @param syncsFiles false for a disk that only claims to sync files
   * @param syncsFolders false for a disk that only claims to sync folders
   */
  CrashingDisk(int stepsLeft, boolean syncsFiles, boolean syncsFolders) {
    this.stepsLeft = stepsLeft;
    this.syncsFiles = syncsFiles;
    this.syncsFolders = syncsFolders;
  }

  int steps() {
    return steps;
  }

  private void step() {
    if (stepsLeft <= 0) {
      throw new PowerFailure();
    }
    stepsLeft--;
    steps++;
  }

  /** The disk after the power came back; it fails no more. */
  CrashingDisk reopened(Damage damage, SplittableRandom random) {
    CrashingDisk after = new CrashingDisk(Integer.MAX_VALUE, true, true);
    TreeSet<String> all = new TreeSet<>(names.keySet());
    all.addAll(safeNames.keySet());
    for (String name : all) {
      Content kept = names.get(name);
      if (kept != safeNames.get(name) && isForgotten(damage, random)) {
        kept = safeNames.get(name);
      }
      if (kept != null && (kept.isSafe || damage != Damage.LOST)) {
        Content content = new Content();
        content.bytes = kept.isSafe ? kept.bytes : damaged(kept.bytes, damage, random);
        content.isSafe = true;
        content.modified = kept.modified;
        after.names.put(name, content);
        after.safeNames.put(name, content);
      }
    }
    return after;
  }

  private static boolean isForgotten(Damage damage, SplittableRandom random) {
    return switch (damage) {
      case LOST -> true;
      case INTACT -> false;
      default -> random.nextBoolean();
    };
  }

  private static byte[] damaged(byte[] bytes, Damage damage, SplittableRandom random) {
    return switch (damage) {
      case LOST, EMPTY -> new byte[0];
      case ZEROED -> new byte[bytes.length];
      case HALF -> Arrays.copyOf(bytes, bytes.length / 2);
      case INTACT -> bytes;
      case ONE_BIT -> {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
          flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        yield flipped;
      }
    };
  }

  @Override
  public void write(String file, ByteBuffer bytes) {
    byte[] all = new byte[bytes.remaining()];
    bytes.duplicate().get(all);
    step();
    Content content = new Content();
    names.put(file, content);
    step();
    content.bytes = Arrays.copyOf(all, all.length / 2);
    step();
    content.bytes = all;
    step();
    content.isSafe = syncsFiles;
  }

  @Override
  public void link(String file, String second) throws IOException {
    step();
    if (names.putIfAbsent(second, content(file)) != null) {
      throw new FileAlreadyExistsException(second);
    }
  }

  @Override
  public void sync(String folder) {
    step();
    if (syncsFolders) {
      safeNames.keySet().removeIf(name -> isIn(folder, name));
      names.forEach(
          (name, content) -> {
            if (isIn(folder, name)) {
              safeNames.put(name, content);
            }
          });
    }
  }

  private static boolean isIn(String folder, String name) {
    int end = name.lastIndexOf('/');
    return folder.equals(end < 0 ? "" : name.substring(0, end));
  }

  @Override
  public void folder(String folder) {
    step();
  }

  @Override
  public List<String> list(String folder) {
    String front = folder.isEmpty() ? "" : folder + "/";
    TreeSet<String> found = new TreeSet<>();
    for (String name : names.keySet()) {
      if (name.startsWith(front)) {
        int end = name.indexOf('/', front.length());
        found.add(name.substring(front.length(), end < 0 ? name.length() : end));
      }
    }
    return List.copyOf(found);
  }

  @Override
  public ByteBuffer read(String file) throws IOException {
    return ByteBuffer.wrap(content(file).bytes).asReadOnlyBuffer();
  }

  @Override
  public boolean has(String file) {
    return names.containsKey(file);
  }

  @Override
  public long modified(String file) throws IOException {
    return content(file).modified;
  }

  @Override
  public void touch(String file, long millis) throws IOException {
    step();
    content(file).modified = millis;
  }

  @Override
  public void delete(String file) {
    step();
    names.remove(file);
  }

  @Override
  public long now() {
    return steps;
  }

  private Content content(String file) throws IOException {
    Content content = names.get(file);
    if (content == null) {
      throw new NoSuchFileException(file);
    }
    return content;
  }

  @Override
  public String toString() {
    return "that crashes";
  }
}
