package org.munet4j.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One walk that deletes what nothing needs. */
final class Sweep {
  private static final String DOOMED = ".doomed";

  private final Disk disk;
  private final boolean isDry;
  private final long youngest;
  private final long now;
  private final Set<ObjectId> live = new HashSet<>();
  private final List<String> files = new ArrayList<>();
  private long bytes;
  private int kept;

  Sweep(Disk disk, long graceMillis, boolean isDry) throws IOException {
    this.disk = disk;
    this.isDry = isDry;
    this.now = disk.now();
    this.youngest = now - graceMillis;
  }

  Prune all() throws IOException {
    pins();
    progress();
    live.addAll(Snapshot.empty(new Ledger(disk)).refresh().objects());
    leftovers();
    for (String name : disk.list(ObjectId.FOLDER)) {
      if (ObjectId.isFile(name)) {
        object(ObjectId.ofFile(name));
      }
    }
    return new Prune(isDry, files, bytes, kept);
  }

  private void pins() throws IOException {
    for (String name : texts(Pin.FOLDER)) {
      String file = Pin.FOLDER + "/" + name;
      try {
        Pin.Content pin = Pin.Content.read(disk.read(file), file);
        if ((now - disk.modified(file)) / 1000 > pin.seconds()) {
          delete(file);
        } else {
          live.addAll(pin.objects());
        }
      } catch (NoSuchFileException closed) {
        // Its owner needs nothing any more.
      }
    }
  }

  /** Files with a name of ours; others are left alone. */
  private List<String> texts(String folder) throws IOException {
    return disk.list(folder).stream().filter(name -> name.endsWith(".json")).toList();
  }

  /** An open cycle needs what its steps name; a closed one needs no steps. */
  private void progress() throws IOException {
    for (String agent : disk.list(Progress.FOLDER)) {
      for (String cycle : disk.list(Progress.FOLDER + "/" + agent)) {
        String folder = Progress.FOLDER + "/" + agent + "/" + cycle;
        for (String name : texts(folder)) {
          step(folder + "/" + name);
        }
      }
    }
  }

  private void step(String file) throws IOException {
    try {
      Progress step = Progress.read(disk.read(file), file);
      if (disk.has(step.key().file())) {
        delete(file);
      } else {
        live.addAll(step.objects());
      }
    } catch (NoSuchFileException gone) {
      // Its cycle is closed, and another sweep was faster.
    }
  }

  /** Also puts an object back that a sweep before this one could not finish with. */
  private void leftovers() throws IOException {
    for (String name : disk.list(Disk.TMP)) {
      String file = Disk.TMP + "/" + name;
      try {
        String hex = name.replace(DOOMED, "");
        boolean isObject = name.equals(hex + DOOMED) && ObjectId.isHash(hex);
        if (isObject && !isDry) {
          back(file, new ObjectId(hex));
        } else if (!isObject && disk.modified(file) < youngest) {
          delete(file);
        }
      } catch (NoSuchFileException gone) {
        // Its writer was faster.
      }
    }
  }

  private void object(ObjectId id) throws IOException {
    try {
      if (live.contains(id) || disk.modified(id.file()) >= youngest) {
        kept++;
        return;
      }
      int length = disk.read(id.file()).remaining();
      if (isDry || isGone(id)) {
        files.add(id.file());
        bytes += length;
      }
    } catch (NoSuchFileException | FileAlreadyExistsException another) {
      // Another sweep has it in hand.
    }
  }

  /**
   * Hides the object first: a writer who used it before it vanished left a trace in its age, and
   * one who comes later puts it again.
   */
  private boolean isGone(ObjectId id) throws IOException {
    String doomed = Disk.TMP + "/" + id.hex() + DOOMED;
    disk.link(id.file(), doomed);
    disk.delete(id.file());
    if (disk.modified(doomed) >= youngest) {
      back(doomed, id);
      kept++;
      return false;
    }
    disk.sync(ObjectId.FOLDER);
    disk.delete(doomed);
    return true;
  }

  private void back(String doomed, ObjectId id) throws IOException {
    try {
      disk.link(doomed, id.file());
      disk.sync(ObjectId.FOLDER);
    } catch (FileAlreadyExistsException putAgain) {
      // Then it is there.
    }
    disk.delete(doomed);
  }

  private void delete(String file) throws IOException {
    if (!isDry) {
      disk.delete(file);
    }
    files.add(file);
  }
}
