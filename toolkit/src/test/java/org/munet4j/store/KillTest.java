package org.munet4j.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that publishes is killed again and again, and goes on where it was. */
class KillTest {
  @TempDir Path folder;

  /** Publishes until it is killed and prints each cycle that is safe. */
  static final class Publisher {
    private Publisher() {}

    public static void main(String[] words) {
      Store store = Store.open(Path.of(words[0]));
      Commit.Key key = store.snapshot().next("mnist");
      System.out.println(-1);
      while (true) {
        ObjectId first = store.put(new byte[] {1, (byte) key.cycle()});
        ObjectId second = store.put(Lesson.content(key.toString()));
        store.record(new Progress(key, "child", List.of(second), "{}"));
        List<ObjectId> objects = List.of(first, second);
        store.commit(Commit.publish(key, words[1], objects, "{\"score\":0.5}"));
        System.out.println(key.cycle());
        key = new Commit.Key(key.agent(), key.cycle() + 1);
      }
    }
  }

  @Test
  void nothingThatWasReportedIsLostAndNothingIsHalf() throws Exception {
    kill(8);
  }

  @Test
  @Tag("slow")
  void fiftyKillsLoseNothing() throws Exception {
    kill(50);
  }

  private void kill(int kills) throws Exception {
    SplittableRandom random = new SplittableRandom(11);
    int safe = 0;
    for (int kill = 0; kill < kills; kill++) {
      Process child = Child.start(Publisher.class, List.of(), folder, "attempt-" + kill);
      safe = Math.max(safe, reported(child, random) + 1);
      Store store = Store.open(folder);
      Snapshot snapshot = store.snapshot();
      int published = snapshot.commits("mnist").size();
      assertTrue(published >= safe, published + " commits found, " + safe + " reported");
      snapshot.objects().forEach(store::loadVerified);
    }
    Verification found = Store.open(folder).verify();
    assertTrue(found.isClean(), found::toString);
    long attempts =
        Store.open(folder).snapshot().commits("mnist").stream()
            .map(Commit::attempt)
            .distinct()
            .count();
    assertTrue(attempts > kills / 3, attempts + " of the attempts published something");
    System.out.println("killed " + kills + " times: " + safe + " cycles reported, " + found);
  }

  /** Kills the child somewhere in its first cycles and answers the last one that it printed. */
  private static int reported(Process child, SplittableRandom random) throws Exception {
    int last = -1;
    try (BufferedReader lines = child.inputReader()) {
      assertEquals("-1", lines.readLine(), "the child did not start");
      for (int cycles = random.nextInt(3); cycles > 0; cycles--) {
        last = Integer.parseInt(lines.readLine());
      }
      child.waitFor(random.nextInt(20_000), TimeUnit.MICROSECONDS);
      child.toHandle().destroyForcibly();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line.isEmpty() ? last : Math.max(last, Integer.parseInt(line));
      }
    } finally {
      child.destroyForcibly();
    }
    return last;
  }
}
