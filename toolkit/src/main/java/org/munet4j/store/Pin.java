package org.munet4j.store;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Keeps objects from being pruned while they are in use, until it is closed or its time is over.
 */
public final class Pin implements AutoCloseable {
  static final String FOLDER = "pins";
  private final Disk disk;
  private final String file;

  Pin(Disk disk, String file) {
    this.disk = disk;
    this.file = file;
  }

  @Override
  public void close() {
    StoreException.writing(
        disk,
        file,
        () -> {
          disk.delete(file);
          return file;
        });
  }

  /** What stands in a pin's file; its time begins when the file was written. */
  record Content(List<ObjectId> objects, long seconds) {
    static Content of(Collection<ObjectId> objects, Duration time) {
      return new Content(List.copyOf(objects), time.toSeconds());
    }

    ByteBuffer bytes() {
      JsonObject head = new JsonObject();
      head.add("objects", Ids.json(objects));
      head.addProperty("seconds", seconds);
      return Envelope.of("pin", head, "{}").bytes();
    }

    static Content read(ByteBuffer bytes, String file) {
      JsonObject head = Envelope.read("pin", bytes, file).json(file);
      Content content = Ids.checked(file, () -> of(head));
      StoreException.unless(
          Ids.checked(file, content::bytes).equals(bytes), "%s has another spelling", file);
      return content;
    }

    private static Content of(JsonObject head) {
      return new Content(Ids.of(head.getAsJsonArray("objects")), head.get("seconds").getAsLong());
    }
  }
}
