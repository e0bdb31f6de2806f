package org.munet4j.store;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.munet4j.internal.Require;

/**
 * What a look at every byte of a store found.
 *
 * @param objects that were read
 * @param commits that were read
 * @param bytes of the objects
 * @param damages files that are damaged, missing or foreign
 */
public record Verification(long objects, long commits, long bytes, List<Damage> damages) {
  /**
   * One file.
   *
   * @param file below the store's folder
   * @param found what is wrong with it, and how to repair it
   */
  public record Damage(String file, String found) {}

  public Verification {
    damages = List.copyOf(damages);
  }

  static Verification of(Disk disk) throws IOException {
    return new Audit(disk).all();
  }

  public boolean isClean() {
    return damages.isEmpty();
  }

  @Override
  public String toString() {
    String counts =
        Require.text("%,d objects of %,d bytes and %,d commits read: ", objects, bytes, commits);
    return isClean()
        ? counts + "all is well"
        : damages.stream()
            .map(damage -> "\n" + damage.file + "\n    " + damage.found)
            .collect(Collectors.joining("", counts + damages.size() + " not well", ""));
  }
}
