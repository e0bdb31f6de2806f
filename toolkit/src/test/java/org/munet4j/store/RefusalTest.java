package org.munet4j.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the disk says no. */
class RefusalTest {
  private static final List<Commit> WHOLE = Lesson.commits();
  @TempDir Path folder;

  /** Room for so many bytes; what does not fit is written as far as it does. */
  private static final class SmallDisk extends StumblingDisk {
    private final Disk disk;
    private long room;

    private SmallDisk(Disk disk, long room) {
      super(disk);
      this.disk = disk;
      this.room = room;
    }

    @Override
    public void write(String file, ByteBuffer bytes) throws IOException {
      if (bytes.remaining() > room) {
        disk.write(file, bytes.slice(bytes.position(), (int) room));
        room = 0;
        throw new FileSystemException(file, null, "No space left on device");
      }
      room -= bytes.remaining();
      super.write(file, bytes);
    }
  }

  private static List<Commit> published(Disk disk) {
    Snapshot snapshot = Store.on(disk).snapshot();
    List<Commit> found = new ArrayList<>();
    WHOLE.forEach(commit -> snapshot.find(commit.key()).ifPresent(found::add));
    return found;
  }

  private static void requireBeforeOrAfter(Disk disk, List<Commit> safe, String what) {
    Verification found = Store.on(disk).verify();
    assertTrue(found.isClean(), () -> what + ": " + found);
    List<Commit> published = published(disk);
    assertEquals(WHOLE.subList(0, published.size()), published, what);
    assertTrue(published.size() >= safe.size(), what);
    List<Commit> again = new ArrayList<>();
    Lesson.publish(Store.on(disk), again::add);
    assertEquals(WHOLE, again, what);
  }

  @Test
  void aFullDiskGivesASentenceAndNothingHalfPublished() {
    SmallDisk large = new SmallDisk(new MemoryDisk(), Long.MAX_VALUE);
    Lesson.publish(Store.on(large), commit -> {});
    long needed = Long.MAX_VALUE - large.room;
    int cases = 0;
    for (long room = 0; room < needed; room += 7) {
      Disk disk = new MemoryDisk();
      List<Commit> safe = new ArrayList<>();
      SmallDisk small = new SmallDisk(disk, room);
      StoreException error =
          assertThrows(StoreException.class, () -> Lesson.publish(Store.on(small), safe::add));
      assertTrue(error.getMessage().contains("space left"), error.getMessage());
      requireBeforeOrAfter(disk, safe, "room for " + room + " bytes");
      cases++;
    }
    System.out.println("disk full: " + cases + " sizes of " + needed + " bytes, 0 half published");
    assertTrue(cases > 100);
  }

  @Test
  void anyStepThatFailsLeavesTheStateBeforeOrAfterAndCanBeRepeated() {
    int won = 0;
    int steps = 0;
    for (boolean isDone : new boolean[] {false, true}) {
      int failures = 1;
      for (int step = 0; failures > 0; step++) {
        Disk disk = new MemoryDisk();
        FailingOnce failing = new FailingOnce(disk, step, isDone);
        List<Commit> safe = new ArrayList<>();
        try {
          Lesson.publish(Store.on(failing), safe::add);
          won += failing.failures;
        } catch (StoreException sentence) {
          assertTrue(sentence.getMessage().contains("input/output"), sentence.getMessage());
        }
        requireBeforeOrAfter(disk, safe, "step " + step + " failed, done: " + isDone);
        failures = failing.failures;
        steps += failures;
      }
    }
    System.out.println(
        "a failing step: "
            + steps
            + " cases, "
            + won
            + " of them unnoticed by the caller, 0 wrong");
    assertTrue(steps > 100 && won > 4);
  }

  /** Fails once, before or after the step was taken. */
  private static final class FailingOnce extends StumblingDisk {
    private final boolean isDone;
    private int left;
    private int failures;

    private FailingOnce(Disk disk, int left, boolean isDone) {
      super(disk);
      this.left = left;
      this.isDone = isDone;
    }

    private void fail() throws IOException {
      if (left-- == 0) {
        failures++;
        throw new IOException("input/output error");
      }
    }

    @Override
    void before(String step, String file) throws IOException {
      if (!isDone) {
        fail();
      }
    }

    @Override
    void after(String step, String file) throws IOException {
      if (isDone) {
        fail();
      }
    }
  }

  @Test
  void aCommitThatSucceedsButThrowsHasWon() {
    StumblingDisk lost =
        new StumblingDisk(new MemoryDisk()) {
          @Override
          void after(String step, String file) throws IOException {
            if (step.equals("link") && file.startsWith(Commit.FOLDER)) {
              throw new IOException("the answer was lost");
            }
          }
        };
    Commit commit = Commit.publish(new Commit.Key("a", 0), "mine", List.of(), "{}");
    assertTrue(Store.on(lost).commit(commit).isWon());
    assertEquals(1, Store.on(lost).snapshot().commits("a").size());
  }

  @Test
  void aCommitThatAnotherMadeWhileOurAnswerWasLostHasLost() {
    Disk disk = new MemoryDisk();
    Store.on(disk);
    Commit.Key key = new Commit.Key("a", 0);
    Commit theirs = Commit.publish(key, "theirs", List.of(), "{}");
    StumblingDisk slow =
        new StumblingDisk(disk) {
          @Override
          void before(String step, String file) throws IOException {
            if (step.equals("link") && file.equals(key.file())) {
              Store.on(disk).commit(theirs);
              throw new IOException("the answer was lost");
            }
          }
        };
    Commit ours = Commit.publish(key, "ours", List.of(), "{}");
    Outcome outcome = Store.on(slow).commit(ours);
    assertFalse(outcome.isWon());
    assertEquals("theirs", outcome.commit().attempt());
  }

  @Test
  void aFileSystemWithoutHardLinksIsRefusedWithASentence() {
    Disk disk = new MemoryDisk();
    StumblingDisk plain =
        new StumblingDisk(disk) {
          @Override
          void before(String step, String file) throws IOException {
            if (step.equals("link")) {
              throw new FileSystemException(file, null, "Operation not permitted");
            }
          }
        };
    Exception error = assertThrows(StoreException.class, () -> Store.on(plain));
    assertTrue(error.getMessage().contains("hard links"), error.getMessage());
    assertFalse(disk.has(Opening.FORMAT));
    assertEquals(List.of(), published(disk));
  }

  @Test
  void aStoreThatMayNotBeWrittenCanBeRead() {
    Disk disk = new MemoryDisk();
    Lesson.publish(Store.on(disk), commit -> {});
    StumblingDisk locked =
        new StumblingDisk(disk) {
          @Override
          void before(String step, String file) throws IOException {
            throw new AccessDeniedException(file);
          }
        };
    Store store = Store.on(locked);
    assertEquals(WHOLE, published(locked));
    assertTrue(store.verify().isClean());
    Commit next = Commit.publish(store.snapshot().next("mnist"), "x", List.of(), "{}");
    Exception error = assertThrows(StoreException.class, () -> store.commit(next));
    assertTrue(error.getMessage().contains("may be written"), error.getMessage());
    assertThrows(StoreException.class, () -> store.put(new byte[] {1}));
    assertEquals(WHOLE, published(disk));
  }

  @Test
  void aRealFolderThatMayNotBeWrittenGivesASentence() throws IOException {
    Path open = folder.resolve("system");
    Lesson.publish(Store.open(open), commit -> {});
    Path agent = open.resolve("commits").resolve("mnist");
    Files.setPosixFilePermissions(agent, PosixFilePermissions.fromString("r-xr-xr-x"));
    Assumptions.assumeFalse(Files.isWritable(agent), "this user may write everywhere");
    Store store = Store.open(open);
    Commit next = Commit.publish(store.snapshot().next("mnist"), "x", List.of(), "{}");
    Exception error = assertThrows(StoreException.class, () -> store.commit(next));
    assertTrue(error.getMessage().contains("may be written"), error.getMessage());
    Files.setPosixFilePermissions(agent, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertTrue(store.commit(next).isWon());
  }
}
