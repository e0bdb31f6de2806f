package org.munet4j.store;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The first look at a folder: is it a store of a known version, or can it become one? */
final class Opening {
  static final String FORMAT = "format.json";
  private static final Set<String> OWN =
      Set.of(FORMAT, Disk.TMP, ObjectId.FOLDER, Commit.FOLDER, Progress.FOLDER, Pin.FOLDER);

  private Opening() {}

  static Disk of(Disk disk) throws IOException {
    if (isStore(disk)) {
      return disk;
    }
    List<String> foreign =
        disk.list("").stream().filter(name -> !OWN.contains(name)).limit(3).toList();
    StoreException.unless(
        foreign.isEmpty(),
        "folder %s is no store, but holds %s; choose an empty folder for a new store",
        disk,
        foreign);
    disk.folder(Disk.TMP);
    disk.folder(ObjectId.FOLDER);
    disk.folder(Commit.FOLDER);
    requireLinks(disk);
    disk.place(FORMAT, format());
    disk.sync("");
    return disk;
  }

  /** What stands in {@link #FORMAT}. */
  static ByteBuffer format() {
    return Envelope.of("store", new JsonObject(), "{}").bytes();
  }

  private static boolean isStore(Disk disk) throws IOException {
    try {
      String file = "store " + disk + ": " + FORMAT;
      Envelope.read("store", disk.read(FORMAT), file);
      return true;
    } catch (NoSuchFileException none) {
      return false;
    }
  }

  private static void requireLinks(Disk disk) throws IOException {
    String probe = Disk.TMP + "/" + UUID.randomUUID();
    String second = probe + ".link";
    disk.write(probe, ByteBuffer.wrap(new byte[] {1}));
    try {
      disk.link(probe, second);
    } catch (IOException refused) {
      throw new StoreException(
              "folder %s is on a file system without hard links (%s), which a store needs to publish"
                  + " safely; choose a folder on another disk",
              disk, refused)
          .because(refused);
    } finally {
      disk.delete(probe);
      disk.delete(second);
    }
  }
}
