package org.munet4j.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CrashTest {
  private static final List<Commit> WHOLE = Lesson.commits();
  private static final int CHANCES = 2;

  /** What was found after all crashes. */
  private static final class Count {
    private int cases;
    private int before;
    private int after;
    private int third;
    private String first = "";

    private void third(String what) {
      third++;
      first = first.isEmpty() ? what : first;
    }

    @Override
    public String toString() {
      return cases + " crashes: " + before + " before, " + after + " after, " + third + " third";
    }
  }

  @Test
  void aCrashAtAnyStepLeavesTheStateBeforeOrAfter() {
    Count count = crashes(true, true, Integer.MAX_VALUE);
    System.out.println("crash at every step: " + count);
    assertEquals(0, count.third, count.first);
    assertTrue(count.before > 1000 && count.after > 20, count::toString);
  }

  @Test
  void theTestSeesADiskThatDoesNotSyncFiles() {
    assertTrue(crashes(false, true, 1).third > 0);
  }

  @Test
  void theTestSeesADiskThatDoesNotSyncFolders() {
    assertTrue(crashes(true, false, 1).third > 0);
  }

  /**
   * @param enough how many third states end it
   */
  private static Count crashes(boolean syncsFiles, boolean syncsFolders, int enough) {
    CrashingDisk calm = new CrashingDisk(Integer.MAX_VALUE, syncsFiles, syncsFolders);
    Lesson.publish(Store.on(calm), commit -> {});
    Count count = new Count();
    for (int step = 0; step <= calm.steps() && count.third < enough; step++) {
      for (CrashingDisk.Damage damage : CrashingDisk.Damage.values()) {
        for (int chance = 0; chance < CHANCES; chance++) {
          CrashingDisk disk = new CrashingDisk(step, syncsFiles, syncsFolders);
          String what = "power failed before step " + step + ", unsynced bytes are " + damage;
          crash(disk, damage, new SplittableRandom(31L * step + chance), what, count);
        }
      }
    }
    return count;
  }

  private static void crash(
      CrashingDisk disk,
      CrashingDisk.Damage damage,
      SplittableRandom random,
      String what,
      Count count) {
    List<Commit> safe = new ArrayList<>();
    try {
      Lesson.publish(Store.on(disk), safe::add);
    } catch (CrashingDisk.PowerFailure expected) {
      // That is what the test is about.
    }
    count.cases++;
    try {
      Store reopened = Store.on(disk.reopened(damage, random));
      List<Commit> found = found(reopened);
      boolean isWhole = reopened.verify().isClean();
      if (!isWhole || !found.equals(WHOLE.subList(0, found.size())) || found.size() < safe.size()) {
        count.third(what + ": " + reopened.verify() + "\n" + safe.size() + " safe, found " + found);
      } else if (found.size() == safe.size()) {
        count.before++;
      } else {
        count.after++;
      }
      List<Commit> again = new ArrayList<>();
      Lesson.publish(reopened, again::add);
      if (!again.equals(WHOLE) || !reopened.verify().isClean()) {
        count.third(what + ": publishing again gives " + again + reopened.verify());
      }
    } catch (StoreException broken) {
      count.third(what + ": " + broken.getMessage());
    }
  }

  /** What readers see, in the order of publishing. */
  private static List<Commit> found(Store store) {
    Snapshot snapshot = store.snapshot();
    List<Commit> found = new ArrayList<>();
    for (Commit commit : WHOLE) {
      snapshot.find(commit.key()).ifPresent(found::add);
    }
    found.forEach(commit -> commit.objects().forEach(store::loadVerified));
    return found;
  }
}
