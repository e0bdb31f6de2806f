package org.munet4j.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.munet4j.run.CycleReport.End;
import org.munet4j.system.Commits;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.system.SoundStores;
import org.munet4j.train.Slots;
import org.munet4j.train.TinyTask;

/** What every engine promises. */
class EngineTest {
  private static final Model ROOT = Model.root(TinyTask.path(2));
  private static final String SMALL = " batch=32 interval=2 validations=2 validation=2 children=";

  @RegisterExtension final SoundStores stores = new SoundStores();
  @TempDir Path folder;

  enum Kind {
    THREADS,
    PROCESSES;

    Engine engine(int slots) {
      return this == THREADS ? Engine.inProcess(slots, new Slots(1)) : Engine.ofProcesses(slots);
    }
  }

  private CycleOrder order(String agent, String task, int children) {
    MultitaskSystem.in(folder, ROOT);
    AgentWords words = AgentWords.of(agent + SMALL + children);
    return new CycleOrder(words, task, 0, 7, folder, Optional.empty());
  }

  private List<Publication> published(CycleOrder order) {
    return new Commits(stores.in(folder))
        .published(order.name()).stream().map(entry -> entry.publication()).toList();
  }

  private static CycleReport report(CompletableFuture<CycleReport> future) throws Exception {
    return future.get(2, TimeUnit.MINUTES);
  }

  @ParameterizedTest
  @EnumSource
  void anOrderIsPublishedOnceAndAWrongOneHarmsNobody(Kind kind, @TempDir Path other)
      throws Exception {
    CycleOrder order = order("munet", "alphabet-100", 2);
    try (Engine engine = kind.engine(1)) {
      assertEquals(1, engine.slots());
      CompletableFuture<CycleReport> first = engine.submit(order);
      CompletableFuture<CycleReport> wrong = engine.submit(order("munet", "no-such-task", 2));
      CompletableFuture<CycleReport> again = engine.submit(order);
      CompletableFuture<CycleReport> changed = engine.submit(order("munet", "alphabet-100", 3));
      assertEquals(End.PUBLISHED, report(first).end(), report(first).words());
      assertEquals(End.CLOSED_BEFORE, report(again).end());
      assertEquals(report(first).words(), report(again).words());
      assertEquals(End.FAILED, report(wrong).end());
      assertTrue(report(wrong).words().contains("no benchmark has a task 'no-such-task'"));
      assertEquals(End.FAILED, report(changed).end());
      assertTrue(report(changed).words().contains("children was 2 and is 3"));
    }
    MultitaskSystem there = MultitaskSystem.in(other, ROOT);
    var agent =
        order.agent().on(TaskNames.task("alphabet-100", Optional.empty(), 7), 7, ROOT.path().vit());
    assertEquals(Run.on(there).agent(agent).go().history(), published(order), "as in this thread");
  }

  @ParameterizedTest
  @EnumSource
  void aClosedEngineStopsWhatRunsAndPublishesNoHalfCycle(Kind kind) throws Exception {
    CycleOrder order = order("mu2net", "alphabet-101", 100_000);
    CompletableFuture<CycleReport> running;
    CompletableFuture<CycleReport> waiting;
    try (Engine engine = kind.engine(1)) {
      running = engine.submit(order);
      waiting = engine.submit(order);
      Path begun =
          folder.resolve("progress/mu2net~alphabet-101/0000000000/mu2net~alphabet-101.0.0.json");
      for (int i = 0; i < 1200 && !Files.exists(begun); i++) {
        Thread.sleep(50);
      }
      assertTrue(Files.exists(begun), "its first child is trained");
    }
    assertEquals(End.STOPPED, report(running).end(), report(running).words());
    assertEquals(End.STOPPED, report(waiting).end());
    assertEquals(List.of(), published(order));
  }

  @ParameterizedTest
  @EnumSource
  void aCampaignEndsWhenEachAgentHasItsCyclesAndOneThatFailsHoldsNobodyUp(Kind kind) {
    List<CycleReport> reports = Collections.synchronizedList(new ArrayList<>());
    List<CycleOrder> agents =
        List.of(
            order("munet", "alphabet-100", 2),
            order("mu2net", "alphabet-100", 2),
            order("munet", "no-such-task", 2));
    try (Engine engine = kind.engine(2)) {
      Campaign campaign = new Campaign(engine, 2, (order, report) -> reports.add(report));
      assertFalse(campaign.run(agents));
      assertEquals(5, reports.size(), reports.toString());
      assertTrue(campaign.run(agents.subList(0, 2)));
      assertEquals(5, reports.size(), "nothing was left to do");
    }
    assertEquals(1, reports.stream().filter(report -> report.end() == End.FAILED).count());
    assertEquals(2, published(agents.get(0)).size());
    assertEquals(2, published(agents.get(1)).size());
  }

  @Test
  void aMultipathAgentWaitsForTheFirstSinglePathOfItsTask() {
    List<CycleOrder> agents =
        List.of(order("multipath", "alphabet-100", 2), order("munet", "alphabet-100", 2));
    try (Engine engine = Kind.THREADS.engine(2)) {
      assertTrue(new Campaign(engine, 2, (order, report) -> {}).run(agents));
    }
    for (CycleOrder agent : agents) {
      assertEquals(2, published(agent).size());
    }
  }

  @Test
  void aProcessThatIsKilledIsToldAsLostAndTheNextOneGoesOn() throws Exception {
    CycleOrder order = order("munet", "alphabet-100", 16);
    try (ProcessEngine engine = (ProcessEngine) Engine.ofProcesses(1)) {
      CompletableFuture<CycleReport> lost = engine.submit(order);
      Path child = folder.resolve("progress/alphabet-100/0000000000/alphabet-100.0.1.json");
      for (int i = 0; i < 1200 && !Files.exists(child); i++) {
        Thread.sleep(50);
      }
      engine.processes().forEach(ProcessHandle::destroyForcibly);
      assertEquals(End.LOST, report(lost).end(), report(lost).words());
      assertEquals(List.of(), published(order));
      assertEquals(End.PUBLISHED, report(engine.submit(order)).end());
    }
    assertEquals(16, published(order).get(0).children().size());
  }
}
