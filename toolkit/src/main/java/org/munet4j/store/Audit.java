package org.munet4j.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.munet4j.store.Verification.Damage;

/** One walk through a whole store. */
final class Audit {
  private static final String REPAIR = "; copy it from another copy of the store";

  private final Disk disk;
  private final List<Damage> damages = new ArrayList<>();
  private final Set<ObjectId> seen = new HashSet<>();
  private final Set<Commit.Key> released = new HashSet<>();

  private final List<Commit> commits = new ArrayList<>();

  /** Which file first named an object, for objects that must be there. */
  private final Map<ObjectId, String> needed = new HashMap<>();

  private long bytes;

  Audit(Disk disk) {
    this.disk = disk;
  }

  /** Commits are read before objects, so that one published meanwhile is no damage. */
  Verification all() throws IOException {
    check(Opening.FORMAT, (content, file) -> Envelope.read("store", content, file));
    for (String agent : disk.list(Commit.FOLDER)) {
      if (Commit.Key.isAgent(agent)) {
        chain(agent);
      } else {
        foreign(Commit.FOLDER + "/" + agent);
      }
    }
    progress();
    for (String name : disk.list(Pin.FOLDER)) {
      check(Pin.FOLDER + "/" + name, Pin.Content::read);
    }
    objects();
    missing();
    return new Verification(seen.size(), commits.size(), bytes, damages);
  }

  private interface Reader<T> {
    T read(ByteBuffer content, String file);
  }

  private <T> T check(String file, Reader<T> reader) {
    try {
      return reader.read(disk.read(file), file);
    } catch (StoreException found) {
      damages.add(new Damage(file, found.getMessage()));
    } catch (NoSuchFileException prunedMeanwhile) {
      return null;
    } catch (IOException said) {
      damages.add(new Damage(file, "it cannot be read (" + said + ")" + REPAIR));
    }
    return null;
  }

  private void foreign(String file) {
    damages.add(new Damage(file, "it is not a file of the store; move it elsewhere"));
  }

  /** A name may stand in the list before an older one does, so the older one is looked for. */
  private void chain(String agent) throws IOException {
    String hash = "";
    int next = 0;
    for (String name : disk.list(Commit.Key.folder(agent))) {
      if (!Commit.Key.isFile(name)) {
        foreign(Commit.Key.folder(agent) + "/" + name);
        continue;
      }
      int listed = Commit.Key.ofFile(agent, name).cycle();
      while (next <= listed) {
        Commit.Key key = new Commit.Key(agent, next);
        if (next < listed && !disk.has(key.file())) {
          damages.add(new Damage(key.file(), "it is missing, but " + name + " is there" + REPAIR));
          next = listed;
          hash = null;
        } else {
          hash = follow(key, hash);
          next++;
        }
      }
    }
  }

  /**
   * @param before hash of the commit before; null where that could not be read
   * @return the commit's own
   */
  private String follow(Commit.Key key, String before) {
    Commit commit = check(key.file(), (content, file) -> Commit.read(key, content, file));
    if (commit == null) {
      return null;
    }
    if (before != null && !commit.previous().equals(before)) {
      damages.add(new Damage(key.file(), "it does not follow the commit before it" + REPAIR));
    }
    commits.add(commit);
    released.addAll(commit.releases());
    return commit.hash();
  }

  private void progress() throws IOException {
    for (String agent : disk.list(Progress.FOLDER)) {
      for (String cycle : disk.list(Progress.FOLDER + "/" + agent)) {
        String folder = Progress.FOLDER + "/" + agent + "/" + cycle;
        for (String name : disk.list(folder)) {
          String file = folder + "/" + name;
          Progress step = check(file, Progress::read);
          if (step != null && !disk.has(step.key().file())) {
            step.objects().forEach(id -> needed.putIfAbsent(id, file));
          }
        }
      }
    }
  }

  private void objects() throws IOException {
    for (String name : disk.list(ObjectId.FOLDER)) {
      if (ObjectId.isFile(name)) {
        object(ObjectId.ofFile(name));
      } else {
        foreign(ObjectId.FOLDER + "/" + name);
      }
    }
  }

  private void object(ObjectId id) {
    ByteBuffer content = check(id.file(), (read, file) -> read);
    if (content != null) {
      seen.add(id);
      bytes += content.remaining();
      ObjectId found = ObjectId.of(content);
      if (!found.equals(id)) {
        damages.add(
            new Damage(
                id.file(), "it is damaged, its bytes have the hash " + found.hex() + REPAIR));
      }
    }
  }

  private void missing() {
    for (Commit commit : commits) {
      if (!released.contains(commit.key())) {
        commit.objects().forEach(id -> needed.putIfAbsent(id, commit.key().file()));
      }
    }
    needed.forEach(
        (id, file) -> {
          if (!seen.contains(id) && !disk.has(id.file())) {
            damages.add(new Damage(id.file(), "it is missing, but " + file + " names it" + REPAIR));
          }
        });
  }
}
