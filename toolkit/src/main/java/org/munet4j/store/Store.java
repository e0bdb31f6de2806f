package org.munet4j.store;

import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.munet4j.internal.Require;

/**
 * Objects that are named by the hash of their bytes, and for each agent a row of commits that name
 * them. Nothing in it ever changes; many threads and processes may use one folder at once, and a
 * crash leaves the state before or after a commit. The format stands in {@code docs/store.md}.
 */
public final class Store {
  private final Disk disk;
  private final Shelf shelf;
  private final Ledger ledger;

  private Store(Disk disk) {
    this.disk = disk;
    this.shelf = new Shelf(disk);
    this.ledger = new Ledger(disk);
  }

  /**
   * Opens the store in a folder, or makes one in a folder that is new or empty.
   *
   * @throws StoreException if the folder holds something else or cannot hold a store
   */
  public static Store open(Path folder) {
    Require.that(
        folder.getFileSystem() == FileSystems.getDefault(),
        "folder '%s' is inside another file; unpack it and open the unpacked folder",
        folder);
    Disk disk = new FolderDisk(folder);
    return StoreException.writing(
        disk,
        Opening.FORMAT,
        () -> {
          Files.createDirectories(folder);
          return on(disk);
        });
  }

  /** A store that lasts as long as the program. */
  public static Store inMemory() {
    return on(new MemoryDisk());
  }

  static Store on(Disk disk) {
    StoreException.writing(disk, Opening.FORMAT, () -> Opening.of(disk));
    return new Store(disk);
  }

  /**
   * Puts an object into the store, or counts as a use of the one that is there. It is safe from a
   * crash once a commit names it.
   *
   * @param bytes canonical safetensors bytes; the buffer is not consumed
   */
  public ObjectId put(ByteBuffer bytes) {
    return StoreException.writing(disk, ObjectId.FOLDER, () -> shelf.put(bytes));
  }

  /** The same for an array. */
  public ObjectId put(byte[] bytes) {
    return put(ByteBuffer.wrap(bytes));
  }

  /** Whether the store holds this object. */
  public boolean has(ObjectId id) {
    return disk.has(id.file());
  }

  /**
   * An object's bytes, read-only and mapped where they are many.
   *
   * @throws StoreException if it is not there
   */
  public ByteBuffer object(ObjectId id) {
    return StoreException.reading(disk, id.file(), () -> disk.read(id.file()));
  }

  /**
   * An object's bytes after their hash was compared with the id.
   *
   * @throws StoreException if it is not there or damaged
   */
  public ByteBuffer loadVerified(ObjectId id) {
    ByteBuffer bytes = object(id);
    ObjectId found = ObjectId.of(bytes);
    StoreException.unless(
        found.equals(id),
        "store %s: %s is damaged, its bytes have the hash %s; put the same component again or"
            + " copy the file from another copy of the store",
        disk,
        id.file(),
        found.hex());
    return bytes;
  }

  /**
   * Closes a cycle with this commit unless it is closed already; safe from a crash when it returns.
   * Repeating it for the same attempt is harmless and the way out if an exception leaves its end
   * unclear.
   *
   * @throws StoreException if it names an object that is not there, or the disk refuses
   * @throws IllegalArgumentException if the agent's previous cycle is still open
   */
  public Outcome commit(Commit commit) {
    return StoreException.writing(disk, commit.key().file(), () -> ledger.commit(commit));
  }

  /**
   * Closes a cycle as it was closed in another store. Its objects need not be there: a later commit
   * of that store has released them.
   */
  public Outcome adoptReleased(Commit commit) {
    return StoreException.writing(
        disk, commit.key().file(), () -> ledger.commit(commit, List.of()));
  }

  /** The commit that closed a cycle, if it is closed. */
  public Optional<Commit> find(Commit.Key key) {
    return StoreException.reading(disk, key.file(), () -> ledger.find(key));
  }

  /** What all agents have published by now. */
  public Snapshot snapshot() {
    return Snapshot.empty(ledger).refresh();
  }

  /**
   * Keeps a step of an open cycle; safe from a crash when it returns.
   *
   * @return what stands for this step: an earlier record of it is not replaced
   */
  public Progress record(Progress step) {
    String file = Progress.file(step.key(), step.step());
    return StoreException.writing(
        disk,
        file,
        () -> {
          shelf.secure(step.objects(), file);
          String folder = Progress.folder(step.key());
          disk.folder(folder);
          boolean isFirst = disk.place(file, step.bytes());
          disk.sync(folder);
          return isFirst ? step : recalled(step.key(), step.step()).orElse(step);
        });
  }

  /** What was recorded for a step of a cycle; nothing once the cycle is closed and pruned. */
  public Optional<Progress> recalled(Commit.Key key, String step) {
    String file = Progress.file(key, step);
    return StoreException.reading(
        disk,
        file,
        () -> {
          try {
            return Optional.of(Progress.read(disk.read(file), file));
          } catch (NoSuchFileException none) {
            return Optional.empty();
          }
        });
  }

  /**
   * Keeps objects from being pruned for a time, such as the parents of a cycle that is under way.
   */
  public Pin pin(Collection<ObjectId> objects, Duration time) {
    Require.that(!time.isNegative(), "a pin's time is %s, needs to be 0 or more", time);
    String file = Pin.FOLDER + "/" + UUID.randomUUID() + ".json";
    return StoreException.writing(
        disk,
        file,
        () -> {
          shelf.secure(objects, file);
          disk.folder(Pin.FOLDER);
          disk.place(file, Pin.Content.of(objects, time).bytes());
          return new Pin(disk, file);
        });
  }

  /** Reads everything, compares every hash, and names each file that is damaged or missing. */
  public Verification verify() {
    return StoreException.reading(disk, "a folder", () -> Verification.of(disk));
  }

  /**
   * Deletes what nothing needs: objects that no commit, open cycle or pin names, and leftovers.
   *
   * @param grace age below which nothing is deleted; longer than the longest cycle, such as a day
   * @param isDry only says what it would delete
   */
  public Prune prune(Duration grace, boolean isDry) {
    Require.that(!grace.isNegative(), "grace is %s, needs to be 0 or more", grace);
    return StoreException.writing(disk, "a folder", () -> Prune.of(disk, grace, isDry));
  }

  @Override
  public String toString() {
    return "store " + disk;
  }
}
