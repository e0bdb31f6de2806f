package org.munet4j.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.munet4j.internal.Require;

/** The commits of a store. */
record Ledger(Disk disk) {
  Optional<Commit> find(Commit.Key key) throws IOException {
    try {
      String file = key.file();
      return Optional.of(Commit.read(key, disk.read(file), "store " + disk + ": " + file));
    } catch (NoSuchFileException open) {
      return Optional.empty();
    }
  }

  /** Closes a cycle unless it is closed; what it answers is safe. */
  Outcome commit(Commit draft) throws IOException {
    return commit(draft, draft.objects());
  }

  /** The same for a commit that needs only these objects. */
  Outcome commit(Commit draft, List<ObjectId> needed) throws IOException {
    Commit.Key key = draft.key();
    Optional<Commit> standing = find(key);
    if (standing.isEmpty()) {
      Commit whole = draft.after(hashBefore(key));
      new Shelf(disk).secure(needed, key.toString());
      disk.folder(Commit.Key.folder(key.agent()));
      standing = Optional.of(place(whole));
    }
    disk.sync(Commit.Key.folder(key.agent()));
    if (key.cycle() == 0) {
      disk.sync(Commit.FOLDER); // whoever made the agent's folder may have died before it did
    }
    Commit closed = standing.get();
    return closed.attempt().equals(draft.attempt())
        ? new Outcome.Won(closed)
        : new Outcome.Lost(closed);
  }

  /** Reads back what stands whenever the disk does not say that this commit does. */
  private Commit place(Commit whole) throws IOException {
    IOException unclear = null;
    try {
      if (disk.place(whole.key().file(), whole.bytes())) {
        return whole;
      }
    } catch (IOException said) {
      unclear = said;
    }
    Optional<Commit> standing = find(whole.key());
    if (standing.isEmpty()) {
      throw unclear != null ? unclear : new IOException("the commit that was there has vanished");
    }
    return standing.get();
  }

  private String hashBefore(Commit.Key key) throws IOException {
    if (key.cycle() == 0) {
      return "";
    }
    Commit.Key before = new Commit.Key(key.agent(), key.cycle() - 1);
    Optional<Commit> previous = find(before);
    Require.that(
        previous.isPresent(),
        "%s cannot be closed while %s is open; take the number that snapshot().next(agent) gives",
        key,
        before);
    return previous.get().hash();
  }
}
