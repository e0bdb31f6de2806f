package org.munet4j.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.munet4j.agent.Agent;
import org.munet4j.agent.Context;
import org.munet4j.agent.Event;
import org.munet4j.agent.Mu2Net;
import org.munet4j.agent.MuNet;
import org.munet4j.agent.SinglePathAgent;
import org.munet4j.store.Store;
import org.munet4j.system.Commits;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.system.SoundStores;
import org.munet4j.task.Task;
import org.munet4j.train.Budget;
import org.munet4j.train.TinyTask;

class SideBySideTest {
  private static final Model ROOT = Model.root(TinyTask.path(2));
  private static final Task ONE = TinyTask.named("one", 3, 1);
  private static final Task TWO = TinyTask.named("two", 4, 2);
  private static final Task THREE = TinyTask.named("three", 2, 3);

  @RegisterExtension final SoundStores stores = new SoundStores();
  private final Thread main = Thread.currentThread();

  private static SinglePathAgent small(SinglePathAgent agent) {
    return agent.children(3).generation(2).mutation(0.4).budget(new Budget(20, 2, 2, 2));
  }

  private static Run run(MultitaskSystem start, int slots) {
    return Run.on(start)
        .agent(small(MuNet.on(ONE)))
        .agent(small(MuNet.on(TWO)))
        .agent(small(Mu2Net.on(THREE)).named("mu2net~three"))
        .cycles(2)
        .slots(slots);
  }

  private static MultitaskSystem begun(Store store) {
    return new Commits(store).begin(ROOT);
  }

  private static void assertSame(Run.Result expected, Run.Result found) {
    assertEquals(expected.history(), found.history());
    assertEquals(expected.system().models(), found.system().models());
    assertEquals(List.of(), found.failures());
    assertFalse(found.isStopped());
  }

  @Test
  void roundsGiveTheSameBitsInAnyNumberOfSlotsAndInAStore() {
    Run.Result one = run(MultitaskSystem.from(ROOT), 1).rounds().go();
    assertEquals(Schedule.rounds(List.of("one", "two", "mu2net~three"), 2), one.schedule());
    for (int slots : List.of(2, 3, 5)) {
      assertSame(one, run(MultitaskSystem.from(ROOT), slots).rounds().go());
    }
    assertSame(one, run(begun(stores.inMemory()), 2).rounds().go());
    assertSame(one, run(MultitaskSystem.from(ROOT), 2).replay(one.schedule()).go());
    Run.Result inTurn = run(MultitaskSystem.from(ROOT), 2).go();
    assertEquals(one.history().get(0), inTurn.history().get(0));
    assertNotEquals(one.history(), inTurn.history(), "a round sees nothing of itself");
  }

  /** An agent that first lets others publish. */
  private record Late(Agent agent, CountDownLatch others) implements Agent {
    @Override
    public Task task() {
      return agent.task();
    }

    @Override
    public SortedMap<String, String> settings() {
      return agent.settings();
    }

    @Override
    public Publication cycle(MultitaskSystem system, int cycle, Context context) {
      try {
        assertTrue(others.await(60, TimeUnit.SECONDS));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      return agent.cycle(system, cycle, context);
    }
  }

  private static Run raced(MultitaskSystem start, CountDownLatch others) {
    return Run.on(start)
        .agent(new Late(small(MuNet.on(ONE)), others))
        .agent(small(MuNet.on(TWO)))
        .agent(small(MuNet.on(THREE)))
        .cycles(2)
        .slots(2);
  }

  @Test
  void aFreeRunTellsWhatEachCycleSawAndIsReplayedToTheSameBits() {
    CountDownLatch others = new CountDownLatch(3);
    Run.Result free =
        raced(MultitaskSystem.from(ROOT), others)
            .free()
            .watchedBy(
                event -> {
                  if (event instanceof Event.CycleEnded) {
                    others.countDown();
                  }
                })
            .go();
    assertEquals("two", free.history().get(0).agent(), "the first agent came late");
    assertEquals(6, free.schedule().turns().size());
    Schedule told = Schedule.of(free.schedule().toString());
    assertTrue(told.turns().contains(new Schedule.Turn("one", 0)), told.toString());
    CountDownLatch open = new CountDownLatch(0);
    assertSame(free, raced(MultitaskSystem.from(ROOT), open).slots(1).replay(told).go());
    assertSame(free, raced(MultitaskSystem.from(ROOT), open).slots(3).replay(told).go());
    assertSame(free, raced(begun(stores.inMemory()), open).slots(3).replay(told).go());
    Store store = stores.inMemory();
    Run.Result again = raced(begun(store), open).free().go();
    assertSame(again, raced(begun(stores.inMemory()), open).replay(again.schedule()).go());
    Run.Result whole = raced(begun(store), open).whole().free().go();
    assertEquals(again.history(), whole.history(), "answered as they were published");
    assertEquals(List.of(), whole.times());
  }

  @Test
  void timesTellWhoWorkedWhen() {
    Run.Result result = run(MultitaskSystem.from(ROOT), 2).rounds().go();
    assertEquals(6, result.times().size());
    Worked first = result.times().get(0);
    assertEquals(List.of("one", "one", 0), List.of(first.agent(), first.task(), first.cycle()));
    result.times().forEach(times -> assertFalse(times.end().isBefore(times.start())));
    Worked second = result.times().get(1);
    assertTrue(second.start().isBefore(first.end()), "side by side: " + result.times());
  }

  @Test
  void everyEventNamesItsAgent() {
    ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
    run(MultitaskSystem.from(ROOT), 2).rounds().cycles(1).watchedBy(events::add).go();
    assertEquals(
        List.of("mu2net~three", "one", "two"),
        events.stream().map(Event::agent).distinct().sorted().toList());
    events.forEach(event -> assertTrue(event.agent().endsWith(event.task()), event.toString()));
  }

  /** Presses Stop at this validation, counted from 1. */
  private Consumer<Event> stopAt(int validation) {
    AtomicInteger heard = new AtomicInteger();
    return event -> {
      if (event instanceof Event.Validated && heard.incrementAndGet() == validation) {
        main.interrupt();
      }
    };
  }

  @Test
  void aStoppedRunOfRoundsShowsItsBestAndGoesOnToTheSameEnd() {
    Run.Result whole = run(MultitaskSystem.from(ROOT), 2).rounds().go();
    Store store = stores.inMemory();
    int stops = 0;
    Run.Result result = null;
    while (result == null || result.isStopped()) {
      stops++;
      int slots = 1 + stops % 3;
      result = run(begun(store), slots).whole().rounds().watchedBy(stopAt(3 * stops)).go();
      assertEquals(result.isStopped(), Thread.interrupted());
    }
    assertTrue(stops > 5, stops + " attempts");
    assertSame(whole, result);
    assertSame(whole, run(begun(store), 2).whole().rounds().go());
  }

  @Test
  void aStoppedValueRunKeepsTheBestOfAllAgents() {
    Run.Result stopped = run(MultitaskSystem.from(ROOT), 3).rounds().watchedBy(stopAt(6)).go();
    assertTrue(Thread.interrupted());
    assertTrue(stopped.isStopped());
    assertTrue(stopped.history().stream().anyMatch(Publication::isStopped));
    assertEquals(
        stopped.history().stream().filter(p -> p.best().isPresent()).count(),
        stopped.system().tasks().size());
  }

  /** Fails in this cycle and those after it. */
  private record Failing(Agent agent, int from) implements Agent {
    @Override
    public Task task() {
      return agent.task();
    }

    @Override
    public SortedMap<String, String> settings() {
      return agent.settings();
    }

    @Override
    public Publication cycle(MultitaskSystem system, int cycle, Context context) {
      if (cycle >= from) {
        throw new IllegalStateException("cycle " + cycle + " is too much");
      }
      return agent.cycle(system, cycle, context);
    }
  }

  private static Run failing(MultitaskSystem start) {
    return Run.on(start)
        .agent(new Failing(small(MuNet.on(ONE)), 1))
        .agent(small(MuNet.on(TWO)))
        .cycles(3)
        .slots(2);
  }

  @Test
  void anAgentThatFailsRestsAndTheOthersGoOn() {
    List<Event> told = Collections.synchronizedList(new ArrayList<>());
    for (Run run :
        List.of(
            failing(MultitaskSystem.from(ROOT)).rounds(),
            failing(begun(stores.inMemory())).free().watchedBy(told::add),
            failing(begun(stores.inMemory())).whole().rounds())) {
      Run.Result result = run.go();
      assertEquals(
          List.of("one", "two", "two", "two"),
          result.history().stream().map(Publication::agent).sorted().toList());
      assertEquals(1, result.failures().size());
      assertEquals(1, result.failures().get(0).cycle());
      String words = result.toString();
      assertTrue(words.endsWith("agent 'one' failed in cycle 1: cycle 1 is too much"), words);
      assertFalse(result.isStopped());
      Schedule.of(result.schedule().toString());
    }
    assertEquals(1, told.stream().filter(Event.CycleFailed.class::isInstance).count());
  }

  @Test
  void aRunOfFailuresOnlyThrowsTheFirst() {
    Run run =
        Run.on(MultitaskSystem.from(ROOT))
            .agent(new Failing(small(MuNet.on(ONE)), 0))
            .agent(new Failing(small(MuNet.on(TWO)), 0));
    for (Run each : List.of(run, run.rounds(), run.free())) {
      RunFailedException failure = assertThrows(RunFailedException.class, each::go);
      assertTrue(failure.getMessage().contains("cycle 0 is too much"), failure.getMessage());
    }
  }

  /** Has a programming error. */
  private record Broken(Agent agent) implements Agent {
    @Override
    public Task task() {
      return agent.task();
    }

    @Override
    public SortedMap<String, String> settings() {
      return agent.settings();
    }

    @Override
    public Publication cycle(MultitaskSystem system, int cycle, Context context) {
      throw new AssertionError("no agent does this");
    }
  }

  @Test
  void aProgrammingErrorSurfacesAndEndsTheOthers() {
    for (int slots : List.of(1, 2)) {
      Run run =
          Run.on(MultitaskSystem.from(ROOT))
              .agent(small(MuNet.on(ONE)))
              .agent(new Broken(MuNet.on(TWO)))
              .agent(small(MuNet.on(THREE)))
              .cycles(50)
              .slots(slots);
      assertThrows(AssertionError.class, run.rounds()::go);
      assertThrows(AssertionError.class, run.free()::go);
    }
  }

  @Test
  void twoAgentsOnOneTaskNeedTwoNamesToWorkSideBySide() {
    Run twice =
        Run.on(MultitaskSystem.from(ROOT)).agent(small(MuNet.on(ONE))).agent(small(Mu2Net.on(ONE)));
    String told = assertThrows(IllegalArgumentException.class, twice.free()::go).getMessage();
    assertTrue(told.contains("two agents are named 'one'"), told);
    String children =
        Run.on(MultitaskSystem.from(ROOT))
            .agent(small(MuNet.on(ONE)))
            .agent(small(MuNet.on(ONE)).named("munet~one"))
            .rounds()
            .go()
            .history()
            .stream()
            .flatMap(publication -> publication.children().stream())
            .map(child -> child.id())
            .collect(Collectors.joining(" "));
    assertEquals("one.0.0 one.0.1 one.0.2 munet~one.0.0 munet~one.0.1 munet~one.0.2", children);
  }

  @Test
  void aReplayNeedsTheAgentsOfItsSchedule() {
    Run run = Run.on(MultitaskSystem.from(ROOT)).agent(MuNet.on(ONE));
    Schedule other = Schedule.of("two 0");
    String told = assertThrows(IllegalArgumentException.class, run.replay(other)::go).getMessage();
    assertTrue(Stream.of("[two]", "[one]").allMatch(told::contains), told);
  }
}
