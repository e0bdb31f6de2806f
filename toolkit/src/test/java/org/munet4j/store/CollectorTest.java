package org.munet4j.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;

/** Objects are pruned while others publish, and the clock is moved. */
class CollectorTest {
  private static final int WRITERS = 4;
  private static final Duration DAY = Duration.ofDays(1);

  private interface Collector {
    void collect(Store store, Disk disk) throws Exception;
  }

  /** Counts what readers miss. */
  private static final class Battle {
    private final AtomicLong clock = new AtomicLong(System.currentTimeMillis());
    private final Disk disk = new MemoryDisk(clock::get);
    private final Store store = Store.on(disk);
    private final ReentrantReadWriteLock moves = new ReentrantReadWriteLock();
    private final AtomicInteger published = new AtomicInteger();
    private final AtomicInteger pruned = new AtomicInteger();
    private final AtomicInteger writers = new AtomicInteger(WRITERS);

    /** Everything is drawn from a few contents, so much of it was garbage a moment ago. */
    private void write(int writer, int rounds) {
      SplittableRandom random = new SplittableRandom(writer);
      int cycle = 0;
      for (int round = 0; round < rounds; round++) {
        moves.readLock().lock();
        try {
          List<ObjectId> objects = new ArrayList<>();
          for (int part = 0; part < 3; part++) {
            objects.add(store.put(Lesson.content("part " + random.nextInt(2000))));
          }
          if (random.nextInt(10) == 0) {
            Commit.Key key = new Commit.Key("agent-" + writer, cycle++);
            store.commit(Commit.publish(key, "a", objects.subList(0, 1), "{}"));
            published.incrementAndGet();
          }
        } finally {
          moves.readLock().unlock();
        }
      }
      writers.decrementAndGet();
    }

    private void collect(Collector collector) throws Exception {
      while (writers.get() > 0) {
        collector.collect(store, disk);
        moves.writeLock().lock();
        clock.addAndGet(DAY.toMillis() + 1);
        moves.writeLock().unlock();
      }
    }

    private int missing(Collector collector, int rounds) throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
      List<Future<?>> ends = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        ends.add(threads.submit(() -> write(number, rounds)));
      }
      ends.add(
          threads.submit(
              () -> {
                collect(collector);
                return 0;
              }));
      for (Future<?> end : ends) {
        end.get();
      }
      threads.shutdown();
      return store.verify().damages().size();
    }
  }

  @Test
  void nothingThatACommitNamesIsEverPruned() throws Exception {
    Battle battle = new Battle();
    Collector collector =
        (store, disk) -> battle.pruned.addAndGet(store.prune(DAY, false).files().size());
    int missing = battle.missing(collector, 4000);
    System.out.println(
        "collector against writers: "
            + battle.published
            + " commits, "
            + battle.pruned
            + " pruned, "
            + missing
            + " missing");
    assertEquals(0, missing, () -> battle.store.verify().toString());
    assertTrue(battle.pruned.get() > 20, battle.pruned + " pruned");
  }

  @Test
  void theTestSeesACollectorThatKnowsNoGrace() throws Exception {
    Collector naive =
        (store, disk) -> {
          var live = store.snapshot().objects();
          for (String name : disk.list(ObjectId.FOLDER)) {
            if (!live.contains(ObjectId.ofFile(name))) {
              disk.delete(ObjectId.ofFile(name).file());
            }
          }
        };
    int missing = 0;
    for (int round = 0; round < 20 && missing == 0; round++) {
      try {
        missing = new Battle().missing(naive, 500);
      } catch (java.util.concurrent.ExecutionException refused) {
        assertTrue(refused.getCause() instanceof StoreException, refused::toString);
        missing++;
      }
    }
    assertTrue(missing > 0);
  }

  @Test
  void ageIsMeasuredByTheClockOfTheFileSystemOnly() throws IOException {
    for (long shift : new long[] {-DAY.toMillis(), DAY.toMillis()}) {
      AtomicLong clock = new AtomicLong(System.currentTimeMillis() + shift);
      Disk disk = new MemoryDisk(clock::get);
      Store store = Store.on(disk);
      ObjectId object = store.put(new byte[] {1});
      try (Pin pin = store.pin(List.of(store.put(new byte[] {2})), DAY)) {
        assertEquals(List.of(), store.prune(Duration.ofHours(1), false).files(), pin::toString);
        clock.addAndGet(Duration.ofHours(2).toMillis());
        Prune prune = store.prune(Duration.ofHours(1), false);
        assertEquals(List.of(object.file()), prune.files());
      }
    }
  }

  @Test
  void aPinWhoseTimeIsOverKeepsNothing() {
    AtomicLong clock = new AtomicLong();
    Store store = Store.on(new MemoryDisk(clock::get));
    ObjectId object = store.put(new byte[] {1});
    store.pin(List.of(object), Duration.ofHours(3));
    clock.addAndGet(Duration.ofHours(2).toMillis());
    assertEquals(List.of(), store.prune(Duration.ofHours(1), false).files());
    clock.addAndGet(Duration.ofHours(2).toMillis());
    assertEquals(2, store.prune(Duration.ofHours(1), false).files().size());
    assertEquals(0, store.verify().objects());
  }

  @Test
  void whatAKilledCollectorHadInHandIsPutBack() throws IOException {
    Disk disk = new MemoryDisk();
    Store store = Store.on(disk);
    ObjectId object = store.put(new byte[] {1});
    store.commit(Commit.publish(new Commit.Key("a", 0), "x", List.of(object), "{}"));
    disk.link(object.file(), "tmp/" + object.hex() + ".doomed");
    disk.delete(object.file());
    assertEquals(object.file(), store.verify().damages().get(0).file());
    store.prune(DAY, false);
    assertTrue(store.verify().isClean());
    assertEquals(1, store.loadVerified(object).remaining());
    assertEquals(List.of(), disk.list("tmp"));
  }

  @Test
  void stepsThatAnotherCollectorDeletesMeanwhileAreNoFailure() {
    Disk memory = new MemoryDisk();
    Commit.Key key = new Commit.Key("a", 0);
    Store store = Store.on(memory);
    store.record(new Progress(key, "begin", List.of(), "{}"));
    store.commit(Commit.publish(key, "x", List.of(), "{}"));
    Disk slow =
        new StumblingDisk(memory) {
          @Override
          public List<String> list(String folder) throws IOException {
            List<String> names = super.list(folder);
            if (folder.equals(Progress.folder(key))) {
              store.prune(DAY, false);
            }
            return names;
          }
        };
    assertEquals(List.of(), Store.on(slow).prune(DAY, false).files());
  }
}
