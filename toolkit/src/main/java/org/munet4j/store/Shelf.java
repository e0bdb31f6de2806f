package org.munet4j.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Collection;

/** The objects of a store. */
record Shelf(Disk disk) {
  /** Puts bytes where nobody did, and counts as a use where somebody did. */
  ObjectId put(ByteBuffer bytes) throws IOException {
    ObjectId id = ObjectId.of(bytes);
    if (!isUsed(id, bytes)) {
      disk.place(id.file(), bytes);
    }
    return id;
  }

  /** A damaged file makes room for a whole one. */
  private boolean isUsed(ObjectId id, ByteBuffer bytes) throws IOException {
    if (!disk.has(id.file())) {
      return false;
    }
    try {
      if (disk.read(id.file()).equals(bytes)) {
        disk.touch(id.file(), disk.now());
        return true;
      }
      disk.delete(id.file());
    } catch (NoSuchFileException prunedMeanwhile) {
      return false;
    }
    return false;
  }

  /** Counts as a use of all these objects, and makes their names safe. */
  void secure(Collection<ObjectId> ids, String user) throws IOException {
    long now = ids.isEmpty() ? 0 : disk.now();
    for (ObjectId id : ids) {
      try {
        disk.touch(id.file(), now);
      } catch (NoSuchFileException missing) {
        throw new StoreException(
                "store %s: %s names object %s, which is not there; put it first",
                disk, user, id.hex())
            .because(missing);
      }
    }
    if (!ids.isEmpty()) {
      disk.sync(ObjectId.FOLDER);
    }
  }
}
