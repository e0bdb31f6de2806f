package org.munet4j.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four programs work on the same agents of one folder. */
class RaceTest {
  private static final int PROGRAMS = 4;
  private static final int AGENTS = 10;
  private static final int CYCLES = 100;
  @TempDir Path folder;

  /** Tries to close every cycle of every agent and prints those that it won. */
  static final class Racer {
    private Racer() {}

    public static void main(String[] words) throws Exception {
      Store store = Store.open(Path.of(words[0]));
      System.out.println("ready");
      System.in.read();
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        ObjectId object = store.put(Lesson.content(words[1] + " in cycle " + cycle));
        for (int agent = 0; agent < AGENTS; agent++) {
          Commit.Key key = new Commit.Key("agent-" + agent, cycle);
          if (store.commit(Commit.publish(key, words[1], List.of(object), "{}")).isWon()) {
            System.out.println(key.file());
          }
        }
      }
    }
  }

  @Test
  void everyCycleHasExactlyOneWinnerAndReadersNeverMissAnObject() throws Exception {
    Store store = Store.open(folder);
    List<Process> programs = new ArrayList<>();
    for (int program = 0; program < PROGRAMS; program++) {
      Process child = Child.start(Racer.class, List.of(), folder, "program-" + program);
      programs.add(child);
    }
    for (Process program : programs) {
      assertEquals("ready", program.inputReader().readLine());
    }
    for (Process program : programs) {
      program.outputWriter().write("\n");
      program.outputWriter().flush();
    }
    int looks = readWhile(programs, store);
    Map<String, String> winners = new HashMap<>();
    int wins = 0;
    for (int program = 0; program < PROGRAMS; program++) {
      byte[] printed = programs.get(program).getInputStream().readAllBytes();
      assertEquals(0, programs.get(program).waitFor());
      for (String file : new String(printed, StandardCharsets.UTF_8).lines().toList()) {
        winners.put(file, "program-" + program);
        wins++;
      }
    }
    assertEquals(AGENTS * CYCLES, wins);
    Snapshot snapshot = store.snapshot();
    winners.forEach((file, winner) -> assertEquals(winner, attempt(snapshot, file)));
    assertEquals(AGENTS * CYCLES, winners.size());
    Verification found = store.verify();
    assertTrue(found.isClean(), found::toString);
    System.out.println(
        PROGRAMS + " programs, " + wins + " winners, " + looks + " snapshots, " + found);
  }

  /** Every object of every commit that a reader sees is there, at that moment. */
  private static int readWhile(List<Process> programs, Store store) {
    Snapshot snapshot = store.snapshot();
    Set<ObjectId> seen = new HashSet<>();
    int looks = 0;
    boolean isRunning = true;
    while (isRunning) {
      isRunning = programs.stream().anyMatch(Process::isAlive);
      snapshot = snapshot.refresh();
      for (ObjectId object : snapshot.objects()) {
        if (seen.add(object)) {
          store.loadVerified(object);
        }
      }
      looks++;
    }
    assertTrue(seen.size() >= CYCLES);
    return looks;
  }

  private static String attempt(Snapshot snapshot, String file) {
    String[] parts = file.split("/");
    return snapshot.find(Commit.Key.ofFile(parts[1], parts[2])).orElseThrow().attempt();
  }
}
