package org.munet4j.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A small history that tests publish again and again; it is the same every time. */
final class Lesson {
  private static final int CYCLES = 2;
  static final List<String> AGENTS = List.of("letters", "mnist");

  private Lesson() {}

  static byte[] content(String name) {
    return ("the bytes of " + name + " ").repeat(3).getBytes(StandardCharsets.UTF_8);
  }

  /** The commits in the order in which they are published. */
  static List<Commit> commits() {
    Store store = Store.inMemory();
    List<Commit> commits = new ArrayList<>();
    publish(store, commits::add);
    return commits;
  }

  /** Publishes what is not published yet; steps that were recorded are not needed again. */
  static void publish(Store store, Consumer<Commit> isSafe) {
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      for (String agent : AGENTS) {
        isSafe.accept(publish(store, new Commit.Key(agent, cycle)));
      }
    }
    store.prune(Duration.ofMillis(Long.MAX_VALUE / 2), false);
  }

  private static Commit publish(Store store, Commit.Key key) {
    ObjectId shared = store.put(content("cycle " + key.cycle()));
    ObjectId own = store.put(content(key.toString()));
    store.record(new Progress(key, "child", List.of(own), "{\"score\":1}"));
    Commit commit = Commit.publish(key, "only", List.of(shared, own), "{\"score\":1}");
    return store.commit(commit).commit();
  }
}
