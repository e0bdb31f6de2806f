package org.munet4j.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody presses Stop while a cell publishes. */
class InterruptTest {
  private static final int CYCLES = 200;
  @TempDir Path folder;

  @AfterEach
  void nextTestStartsFresh() {
    Thread.interrupted();
  }

  @Test
  void aThreadThatIsInterruptedAlreadyStillPublishesWholeThings() {
    Thread.currentThread().interrupt();
    Store store = Store.open(folder);
    Lesson.publish(store, commit -> {});
    assertTrue(store.verify().isClean());
    assertTrue(Thread.interrupted(), "the interrupt is handed on");
    assertEquals(Lesson.commits().size(), store.verify().commits());
  }

  @Test
  void interruptsAtRandomMomentsLeaveTheStoreUsable() throws InterruptedException {
    Store store = Store.open(folder);
    Thread working = Thread.currentThread();
    boolean[] isOver = {false};
    int[] presses = {0};
    Thread stopper =
        new Thread(
            () -> {
              SplittableRandom random = new SplittableRandom(3);
              while (!isOver[0]) {
                long end = System.nanoTime() + random.nextInt(300_000);
                while (System.nanoTime() < end) {
                  Thread.onSpinWait();
                }
                synchronized (isOver) {
                  if (!isOver[0]) {
                    working.interrupt();
                    presses[0]++;
                  }
                }
              }
            });
    stopper.start();
    byte[] large = new byte[3 << 20];
    int flags = 0;
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      large[cycle] = 1;
      ObjectId object = store.put(cycle % 20 == 0 ? large : Lesson.content("cycle " + cycle));
      Commit.Key key = new Commit.Key("mnist", cycle);
      assertTrue(store.commit(Commit.publish(key, "a", List.of(object), "{}")).isWon());
      store.loadVerified(object);
      flags += Thread.interrupted() ? 1 : 0;
    }
    synchronized (isOver) {
      isOver[0] = true;
    }
    Thread.interrupted();
    stopper.join();
    assertTrue(flags > CYCLES / 4, "only " + flags + " interrupts arrived");
    Verification found = store.verify();
    assertTrue(found.isClean(), found::toString);
    assertEquals(CYCLES, store.snapshot().commits("mnist").size());
    System.out.println("interrupted " + presses[0] + " times: " + found);
  }
}
