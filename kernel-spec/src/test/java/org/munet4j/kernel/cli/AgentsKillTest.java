package org.munet4j.kernel.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.store.Commit;
import org.munet4j.store.Snapshot;
import org.munet4j.store.Store;
import org.munet4j.store.Verification;
import org.munet4j.system.Child;
import org.munet4j.system.Commits;
import org.munet4j.system.Entry;

/** Programs that extend one system are killed again and again, each started anew. */
@Tag("slow")
class AgentsKillTest {
  private static final int KILLS = 20;
  private static final List<String> AGENTS =
      List.of("alphabet-100", "mu2net~alphabet-100", "alphabet-101", "mu2net~alphabet-101");

  @TempDir Path home;
  private final Map<Commit.Key, byte[]> seen = new HashMap<>();
  private final List<Process> processes = new ArrayList<>();
  private int cycles = 6;

  private Process start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dmunet4j.cache=" + home.resolve("cache"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("agents", "--system", system().toString(), "--size", "tiny"));
    command.addAll(List.of("--task", "alphabet-100,alphabet-101", "--slots", "1"));
    command.addAll(List.of("--agent", "munet children=2,mu2net children=2"));
    command.addAll(List.of("--cycles", Integer.toString(cycles)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("log-" + processes.size()).toFile())
        .start();
  }

  private Path system() {
    return home.resolve("system");
  }

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  /** Reads all that is published, and looks whether what was seen before is as it was. */
  private int look() {
    Snapshot now = Store.open(system()).snapshot();
    seen.forEach((key, bytes) -> assertArrayEquals(bytes, bytes(now.find(key).orElseThrow())));
    for (String agent : now.agents()) {
      now.commits(agent).forEach(commit -> seen.put(commit.key(), bytes(commit)));
    }
    return seen.size();
  }

  private static byte[] bytes(Commit commit) {
    ByteBuffer buffer = commit.bytes();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  @Test
  void twentyKillsLoseNothingThatWasPublishedAndDoubleNothing() throws Exception {
    SplittableRandom random = new SplittableRandom(11);
    Process[] running = {start(), start()};
    processes.addAll(List.of(running));
    int starts = 2;
    int seenBetweenKills = 0;
    for (int kill = 0; kill < KILLS; ) {
      int which = random.nextInt(2);
      if (endsBeforeItsMoment(running[which], random)) {
        assertEquals(0, running[which].exitValue(), log(running[which]));
        cycles += 2;
      } else {
        if (Files.isDirectory(system().resolve("commits"))) {
          int before = seen.size();
          seenBetweenKills += look() - before;
        }
        running[which].toHandle().destroyForcibly();
        running[which].waitFor();
        kill++;
      }
      running[which] = start();
      processes.add(running[which]);
      starts++;
    }
    for (Process last : running) {
      assertTrue(last.waitFor(150, TimeUnit.SECONDS), "does not end");
      assertEquals(0, last.exitValue(), log(last));
    }
    look();
    assertTrue(seenBetweenKills > 5, seenBetweenKills + " publications seen before a kill");
    System.out.println(
        "killed %d of %d programs; %d publications seen before a kill, all there with the same bytes; %s"
            .formatted(KILLS, starts, seenBetweenKills, checked()));
  }

  /** Waits until some more children and cycles are on disk, and a little longer. */
  private boolean endsBeforeItsMoment(Process process, SplittableRandom random) throws Exception {
    long enough = files() + random.nextInt(6);
    for (int wait = 0; wait < 400 && files() < enough && process.isAlive(); wait++) {
      Thread.sleep(50);
    }
    return process.waitFor(random.nextInt(1_000), TimeUnit.MILLISECONDS);
  }

  private long files() {
    return Stream.of("commits", "progress")
        .flatMap(part -> Optional.ofNullable(system().resolve(part).toFile().listFiles()).stream())
        .flatMap(Stream::of)
        .mapToLong(AgentsKillTest::files)
        .sum();
  }

  private static long files(File place) {
    return Optional.ofNullable(place.listFiles()).stream()
        .flatMap(Stream::of)
        .mapToLong(one -> one.isDirectory() ? files(one) : 1)
        .sum();
  }

  private String log(Process process) throws IOException {
    return Files.readString(home.resolve("log-" + processes.indexOf(process)));
  }

  private String checked() {
    Store store = Store.open(system());
    Verification found = store.verify();
    assertTrue(found.isClean(), found::toString);
    List<Entry> entries = new Commits(store).entries();
    for (String agent : AGENTS) {
      List<Integer> numbers =
          entries.stream()
              .map(Entry::publication)
              .filter(publication -> publication.agent().equals(agent))
              .map(publication -> publication.cycle())
              .sorted()
              .toList();
      List<Integer> all = new ArrayList<>();
      for (int cycle = 0; cycle < cycles; cycle++) {
        all.add(cycle);
      }
      assertEquals(all, numbers, agent);
    }
    List<String> children =
        entries.stream().flatMap(e -> e.publication().children().stream()).map(Child::id).toList();
    assertEquals(AGENTS.size() * cycles * 2, children.size());
    assertEquals(children.size(), children.stream().distinct().count(), "no child twice");
    return "%d agents with %d cycles each, %d children, none twice; %s"
        .formatted(AGENTS.size(), cycles, children.size(), found);
  }
}
