package org.munet4j.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.agent.Agent;
import org.munet4j.agent.Context;
import org.munet4j.agent.Event;
import org.munet4j.agent.MuNet;
import org.munet4j.agent.SinglePathAgent;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.store.Store;
import org.munet4j.system.Commits;
import org.munet4j.system.Entry;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.OpenCycle;
import org.munet4j.system.Publication;
import org.munet4j.system.SoundStores;
import org.munet4j.task.Task;
import org.munet4j.train.Budget;
import org.munet4j.train.FrozenCache;
import org.munet4j.train.Precision;
import org.munet4j.train.TinyTask;

class ResumeTest {
  private static final Task FIRST = TinyTask.named("first", 4, 1);
  private static final Task SECOND = TinyTask.named("second", 3, 2);
  private static final Model ROOT = Model.root(TinyTask.path(2));

  @RegisterExtension final SoundStores stores = new SoundStores();
  @TempDir Path folder;
  private final Thread main = Thread.currentThread();

  private static SinglePathAgent agent(Task task) {
    return MuNet.on(task)
        .children(5)
        .generation(2)
        .mutation(0.5)
        .space(SearchSpace.autoTune(2))
        .budget(new Budget(20, 3, 2, 2));
  }

  private static MultitaskSystem begun(Store store) {
    Commits commits = new Commits(store);
    return commits.begin(ROOT);
  }

  private static Run run(Store store, int slots, Consumer<Event> listener) {
    return Run.on(begun(store))
        .whole()
        .agent(agent(FIRST))
        .agent(agent(SECOND))
        .cycles(2)
        .slots(slots)
        .watchedBy(listener);
  }

  /** Presses Stop at this validation, counted from 1; those of taken over children count. */
  private Consumer<Event> stopAt(int validation) {
    AtomicInteger heard = new AtomicInteger();
    return event -> {
      if (event instanceof Event.Validated && heard.incrementAndGet() == validation) {
        main.interrupt();
      }
    };
  }

  private static void assertSame(Run.Result expected, Run.Result found) {
    assertEquals(expected.history(), found.history());
    assertEquals(expected.system().models(), found.system().models());
    assertEquals(expected.system().toString(), found.system().toString());
    assertFalse(found.isStopped());
  }

  private void stopEverywhere(Run.Result whole, Store store, int slots) {
    int stops = 0;
    Run.Result result = null;
    while (result == null || result.isStopped()) {
      result = run(store, slots, stopAt(++stops)).go();
      assertEquals(result.isStopped(), Thread.interrupted());
      assertTrue(stops < 100, "never ends");
    }
    assertTrue(stops > 12, stops + " attempts");
    assertSame(whole, result);
  }

  @Test
  void aRunThatWasStoppedAgainAndAgainEqualsOneThatNeverWas() {
    Run.Result valueOnly =
        Run.on(MultitaskSystem.from(ROOT)).agent(agent(FIRST)).agent(agent(SECOND)).cycles(2).go();
    Run.Result whole = run(stores.inMemory(), 2, event -> {}).go();
    assertSame(valueOnly, whole);
    stopEverywhere(whole, stores.inMemory(), 1);
    stopEverywhere(whole, stores.in(folder), 2);
    assertSame(whole, run(stores.in(folder), 1, event -> {}).go());
  }

  @Test
  void aStoppedCycleShowsItsBestAndIsNotPublished() {
    Store store = stores.inMemory();
    Run.Result stopped = run(store, 1, stopAt(3)).go();
    assertTrue(Thread.interrupted());
    assertTrue(stopped.isStopped());
    assertEquals(List.of("first"), stopped.system().tasks());
    assertEquals(List.of(), stopped.system().refresh().tasks());
    assertEquals(1, new Commits(store).entries().size());
  }

  /** Stop is pressed when its cycle is over and not published yet. */
  private record StoppedAfter(Agent agent) implements Agent {
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
      Publication publication = agent.cycle(system, cycle, context);
      Thread.currentThread().interrupt();
      return publication;
    }
  }

  @Test
  void aStopBetweenTwoCyclesPublishesTheFirstAndIsTold() {
    Store store = stores.inMemory();
    Run run = Run.on(begun(store)).agent(new StoppedAfter(agent(FIRST)));
    Run.Result stopped = run.agent(agent(SECOND)).go();
    assertTrue(Thread.interrupted());
    assertTrue(stopped.isStopped());
    assertEquals(List.of("first"), MultitaskSystem.open(store).tasks());
  }

  @Test
  void whatWasTrainedIsNotTrainedAgain() {
    Store store = stores.inMemory();
    long[] computed = new long[3];
    for (int i = 0; i < 3; i++) {
      Store place = i == 0 ? stores.inMemory() : store;
      try (FrozenCache cache = FrozenCache.within(1 << 24)) {
        run(place, 1, i == 1 ? stopAt(39) : event -> {}).reuse(cache).go();
        computed[i] = cache.report().computed();
      }
      assertEquals(i == 1, Thread.interrupted());
    }
    assertTrue(computed[1] > 0.8 * computed[0], Arrays.toString(computed));
    assertTrue(computed[2] < 0.2 * computed[0], Arrays.toString(computed));
  }

  @Test
  void anotherAgentThanTheOneThatBeganACycleIsToldWhatDiffers() {
    Store store = stores.inMemory();
    run(store, 1, stopAt(5)).go();
    assertTrue(Thread.interrupted());
    SinglePathAgent other = agent(FIRST).budget(new Budget(21, 3, 2, 2));
    RunFailedException failure =
        assertThrows(
            RunFailedException.class, () -> Run.on(begun(store)).whole().agent(other).go());
    String told = "cycle 0 of agent 'first' was begun with other settings: budget was Budget[";
    assertTrue(failure.getMessage().contains(told), failure.getMessage());
    assertTrue(failure.getMessage().contains("system.giveUp(\"first\")"), failure.getMessage());
    begun(store).giveUp("first");
    Run.Result anew = Run.on(begun(store)).whole().agent(other).go();
    assertEquals("first.1.0", anew.history().get(0).children().get(0).id());
  }

  /** Tells no settings. */
  private record Silent(Agent agent) implements Agent {
    @Override
    public Task task() {
      return agent.task();
    }

    @Override
    public SortedMap<String, String> settings() {
      return Collections.emptySortedMap();
    }

    @Override
    public Publication cycle(MultitaskSystem system, int cycle, Context context) {
      return agent.cycle(system, cycle, context);
    }
  }

  @Test
  void anAgentThatTellsNoSettingsIsRefusedAtTheFirstChildThatDiffers() {
    Store store = stores.inMemory();
    Run.on(begun(store)).agent(new Silent(agent(FIRST))).slots(1).watchedBy(stopAt(5)).go();
    assertTrue(Thread.interrupted());
    Agent other = new Silent(agent(FIRST).budget(new Budget(21, 3, 2, 2)));
    String told = refusal(Run.on(begun(store)).agent(other));
    assertTrue(told.contains("of child first.0.0, budget was"), told);
    assertTrue(told.contains("system.giveUp(\"first\")"), told);
    assertFalse(Run.on(begun(store)).agent(new Silent(agent(FIRST))).go().isStopped());
    Run.Result answered = Run.on(begun(store)).whole().agent(other).go();
    assertEquals(5, answered.history().get(0).children().size());
  }

  private static String refusal(Run run) {
    return assertThrows(RunFailedException.class, run::go).getMessage();
  }

  @Test
  void anAttemptWithOtherSettingsIsRefusedBeforeItsFirstChildAndHarmsNoOther() {
    Store store = stores.inMemory();
    Commits commits = begun(store).commits().orElseThrow();
    OpenCycle open = commits.open("first", agent(FIRST).settings());
    List<Event> heard = new ArrayList<>();
    String told =
        refusal(Run.on(begun(store)).agent(agent(FIRST).mutation(0.25)).watchedBy(heard::add));
    assertEquals(List.of(), heard);
    assertTrue(told.contains("settings: mutation was 0.5 and is 0.25; run it with"), told);
    assertTrue(told.contains("system.giveUp(\"first\")"), told);
    assertEquals(open.key(), commits.open("first", agent(FIRST).settings()).key());
    Run.Result alone = Run.on(begun(stores.inMemory())).agent(agent(FIRST)).go();
    Run.Result begun = Run.on(begun(store)).agent(agent(FIRST)).slots(2).go();
    assertSame(alone, begun);
  }

  @Test
  void aWholeRunIsNotAnsweredWithWhatOtherSettingsGave() {
    Run.Result done = Run.in(folder, ROOT).agent(agent(FIRST)).go();
    List<Event> heard = new ArrayList<>();
    String told =
        refusal(
            Run.in(folder, ROOT)
                .agent(agent(FIRST).children(6).space(SearchSpace.layers(1)))
                .watchedBy(heard::add));
    assertTrue(
        told.contains(
            "cycle 0 of agent 'first' was published with other settings: children was 5"
                + " and is 6, search adapter_dim was [8, 16, 32, 64, 128] and is none, "),
        told);
    assertEquals(List.of(), heard);
    assertTrue(told.contains(" more; run it with the settings it was published with"), told);
    assertTrue(told.contains("Run.on(system)"), told);
    Run.on(MultitaskSystem.open(folder)).agent(agent(FIRST).children(2)).go();
    assertSame(done, Run.in(folder, ROOT).agent(agent(FIRST)).slots(2).go());
    String second = refusal(Run.in(folder, ROOT).agent(agent(FIRST)).cycles(2));
    assertTrue(second.contains("cycle 1 of agent 'first' was published"), second);
    assertTrue(second.contains("children was 2 and is 5; "), second);
    stores.in(folder);
  }

  /** Another one with other settings closes its cycle first. */
  private record Overtaken(SinglePathAgent agent, Commits commits) implements Agent {
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
      Publication publication = agent.cycle(system, cycle, context);
      assertTrue(commits.publish(publication, agent.seed(8).settings()).isWon());
      return publication;
    }
  }

  @Test
  void aRunIsNotAnsweredWithWhatOtherSettingsPublishedMeanwhile() {
    Store store = stores.inMemory();
    Commits commits = begun(store).commits().orElseThrow();
    String told = refusal(Run.on(begun(store)).agent(new Overtaken(agent(FIRST), commits)));
    assertTrue(told.contains("published with other settings: seed was 8 and is 7; "), told);
  }

  @Test
  void everySettingOfMuNetCounts() {
    SinglePathAgent own = agent(FIRST).defaults(Hyperparameters.muNet(2));
    List<SinglePathAgent> others =
        List.of(
            own,
            own.task(TinyTask.named("first", 4, 3)),
            own.seed(8),
            own.children(6),
            own.generation(3),
            own.mutation(0.4),
            own.space(SearchSpace.layers(2)),
            own.space(SearchSpace.layers(0)),
            agent(FIRST),
            MuNet.on(FIRST),
            own.defaults(Hyperparameters.muNet(1)),
            own.budget(new Budget(20, 3, 2, 3)),
            own.sizeScale(0.5),
            own.precision(Precision.BFLOAT16));
    assertEquals(others.size(), others.stream().map(Agent::settings).distinct().count());
  }

  @Test
  void settingsOfSeveralLinesAreRefusedBeforeAnythingIsWritten() {
    Commits commits = begun(stores.inMemory()).commits().orElseThrow();
    SortedMap<String, String> lines = new TreeMap<>(Map.of("way", "one\ntwo"));
    assertThrows(IllegalArgumentException.class, () -> commits.open("first", lines));
    assertThrows(IllegalArgumentException.class, () -> commits.giveUp("first"));
  }

  @Test
  void aCycleGoesOnWithTheSystemThatItBeganWith() {
    Run.Result alone = Run.on(begun(stores.inMemory())).agent(agent(FIRST)).go();
    Store store = stores.inMemory();
    run(store, 2, stopAt(5)).go();
    assertTrue(Thread.interrupted());
    Run.on(begun(store)).agent(agent(SECOND)).go();
    Run.Result later = Run.on(begun(store)).agent(agent(FIRST)).go();
    assertEquals(alone.history(), later.history());
    assertEquals(List.of("second", "first"), later.system().tasks());
  }

  @Test
  void aRunIsAnsweredFromItsFolderOnceItIsDone() {
    Run whole = Run.in(folder, ROOT).agent(agent(FIRST)).cycles(2);
    Run.Result first = whole.go();
    Run.Result again =
        Run.in(folder, ROOT)
            .agent(agent(FIRST))
            .cycles(2)
            .watchedBy(event -> assertFalse(event instanceof Event.Validated))
            .go();
    assertSame(first, again);
    assertSame(first, whole.go());
    Run.Result third = Run.on(MultitaskSystem.open(folder)).agent(agent(FIRST)).go();
    assertEquals(2, third.history().get(0).cycle());
    stores.in(folder);
  }

  @Test
  void aReplayGivesTheSameSystemWithoutTraining() {
    Store store = stores.inMemory();
    Run.Result result = run(store, 2, event -> {}).go();
    MultitaskSystem replayed = MultitaskSystem.from(ROOT);
    for (Entry entry : new Commits(store).entries()) {
      if (!entry.publication().best().filter(Model::isRoot).isPresent()) {
        replayed = replayed.publish(entry.publication());
      }
    }
    assertEquals(result.system().models(), replayed.models());
    assertEquals(result.system().components(), replayed.components());
    assertEquals(result.system().models(), MultitaskSystem.open(store).models());
  }

  @Test
  void anotherRootIsRefusedWithBothWaysOut() {
    Run.in(folder, ROOT);
    Model other = Model.root(ROOT.path().replacing(List.of(TinyTask.path(3).components().get(6))));
    Exception error = assertThrows(IllegalArgumentException.class, () -> Run.in(folder, other));
    assertTrue(error.getMessage().contains("begun with another root"), error.getMessage());
    assertTrue(error.getMessage().contains("MultitaskSystem.open(folder)"), error.getMessage());
  }
}
