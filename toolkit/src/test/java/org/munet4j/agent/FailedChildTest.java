package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.munet4j.store.Store;
import org.munet4j.system.Child;
import org.munet4j.system.Commits;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.system.Recall;
import org.munet4j.train.Budget;
import org.munet4j.train.FrozenCache;
import org.munet4j.train.Slots;
import org.munet4j.train.Stop;
import org.munet4j.train.TinyTask;
import org.munet4j.train.Trained;

class FailedChildTest {
  private static final Model ROOT = Model.root(TinyTask.path(2));
  private static final Agent AGENT =
      MuNet.on(TinyTask.named("one", 3, 1))
          .children(4)
          .generation(2)
          .budget(new Budget(20, 2, 2, 2));

  private final Stop stop = new Stop();

  private Publication cycle(int slots, Consumer<String> atValidation) {
    return cycle(AGENT, MultitaskSystem.from(ROOT), slots, atValidation);
  }

  private Publication cycle(
      Agent agent, MultitaskSystem system, int slots, Consumer<String> atValidation) {
    Consumer<Event> events =
        event -> {
          if (event instanceof Event.Validated validated) {
            atValidation.accept(validated.child());
          }
        };
    try (FrozenCache cache = FrozenCache.none()) {
      Context context = new Context(new Slots(slots), cache, stop, Recall.nothing(), events);
      return agent.cycle(system, 0, context);
    }
  }

  private static void fail(String child) {
    throw new IllegalStateException(child + " met something");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aChildThatFailsIsOnRecordAndItsSiblingsAreAsTheyWouldHaveBeen(int slots) {
    List<Child> all = cycle(slots, child -> {}).children();
    Publication publication =
        cycle(
            slots,
            child -> {
              if (child.equals("one.0.1")) {
                fail(child);
              }
            });
    Child failed = publication.children().get(1);
    assertEquals(Trained.End.FAILED, failed.end());
    assertFalse(failed.isKept());
    assertEquals(0, failed.quality());
    assertEquals(all.get(0), publication.children().get(0));
    assertEquals(4, publication.children().size());
    assertTrue(publication.best().isPresent());
    assertFalse(publication.isStopped() || stop.isRequested());
    Commits commits = new Commits(Store.inMemory());
    commits.begin(ROOT);
    commits.publish(publication);
    assertEquals(
        Optional.of(publication), Optional.of(commits.published("one").get(0).publication()));
  }

  @Test
  void aMultipathThatFailsIsOnRecordAsWell() {
    MultitaskSystem system = MultitaskSystem.from(ROOT).publish(cycle(1, child -> {}));
    MultipathAgent agent =
        MultipathAgent.on(TinyTask.named("one", 3, 1))
            .children(4)
            .generation(2)
            .budget(new Budget(20, 2, 2, 2));
    List<Child> all = cycle(agent, system, 1, child -> {}).children();
    Publication publication =
        cycle(
            agent,
            system,
            2,
            child -> {
              if (child.equals(all.get(1).id())) {
                fail(child);
              }
            });
    Child failed = publication.children().get(1);
    assertEquals(Trained.End.FAILED, failed.end());
    assertEquals(all.get(0), publication.children().get(0));
    assertEquals(4, publication.children().size());
    assertTrue(publication.best().orElseThrow().isMultipath());
  }

  @Test
  void aCycleWhoseChildrenAllFailFailsWithTheFirst() {
    String told =
        assertThrows(IllegalStateException.class, () -> cycle(1, FailedChildTest::fail))
            .getMessage();
    assertEquals("one.0.0 met something", told);
  }

  @Test
  void anErrorIsNoFailureOfAChild() {
    Consumer<String> broken =
        child -> {
          throw new AssertionError(child);
        };
    assertThrows(AssertionError.class, () -> cycle(2, broken));
    assertTrue(stop.isRequested(), "for the siblings");
  }
}
