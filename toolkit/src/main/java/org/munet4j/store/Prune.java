package org.munet4j.store;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.munet4j.internal.Require;

/**
 * What was deleted, or would be.
 *
 * @param isDry whether nothing was deleted
 * @param files below the store's folder
 * @param bytes of the objects among them
 * @param kept objects that stay
 */
public record Prune(boolean isDry, List<String> files, long bytes, int kept) {
  public Prune {
    files = List.copyOf(files);
  }

  static Prune of(Disk disk, Duration grace, boolean isDry) throws IOException {
    return new Sweep(disk, grace.toMillis(), isDry).all();
  }

  @Override
  public String toString() {
    return Require.text(
        "%s %,d files, %,d bytes of objects; %,d objects stay",
        isDry ? "would delete" : "deleted", files.size(), bytes, kept);
  }
}
