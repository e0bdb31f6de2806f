package org.munet4j.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.munet4j.agent.Event;
import org.munet4j.agent.MuNet;
import org.munet4j.data.Alphabets;
import org.munet4j.report.Systems;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;
import org.munet4j.train.Budget;

/** muNet on two generated alphabets, two cycles of two children. */
class ContestTest {
  private final Contender munet =
      new Contender(
          "munet",
          "small",
          2,
          (task, seed) ->
              MuNet.on(task).seed(seed).children(2).generation(2).budget(new Budget(8, 1, 1, 1)));
  private final Contest contest =
      new Contest("pair", Systems.root(1), List.of(task("one", 100), task("two", 101)));

  private static Task task(String name, int alphabet) {
    return Task.named(name).from(Alphabets.seeded(7).alphabet(alphabet).source(4, 10)).build();
  }

  @Test
  void anOutcomeHasTheSystemEveryPublicationAndARowForEachTask() {
    List<Event> events = Collections.synchronizedList(new ArrayList<>());
    Contest.Outcome outcome = contest.measure(munet, 7, events::add);
    assertEquals(
        List.of("one", "two", "one", "two"),
        outcome.history().stream().map(Publication::task).toList());
    assertEquals(4, events.stream().filter(Event.CycleEnded.class::isInstance).count());
    assertEquals(List.of("one", "two"), outcome.table().stringColumn("task").asList());
    assertEquals(
        outcome.system().parameters() / 2,
        outcome.table().longColumn("parameters_per_task").get(1));
  }

  @Test
  void aStoppedRunIsNoMeasurement() {
    Thread main = Thread.currentThread();
    Consumer<Event> stopper =
        event -> {
          if (event instanceof Event.ChildEnded) {
            main.interrupt();
          }
        };
    CancellationException stopped =
        assertThrows(CancellationException.class, () -> contest.measure(munet, 7, stopper));
    assertTrue(Thread.interrupted(), "whoever stopped must be heard by all");
    assertTrue(stopped.getMessage().startsWith("munet, small on pair was stopped"));
  }
}
