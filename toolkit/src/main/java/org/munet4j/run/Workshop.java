package org.munet4j.run;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.munet4j.agent.Agent;
import org.munet4j.agent.Event;
import org.munet4j.data.DataFolder;
import org.munet4j.internal.Require;
import org.munet4j.store.Store;
import org.munet4j.system.Commits;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;
import org.munet4j.train.FrozenCache;
import org.munet4j.train.Slots;

/** Works off orders in this process; tasks and what frozen components answer are kept. */
final class Workshop implements AutoCloseable {
  private final Slots slots;
  private final FrozenCache cache = FrozenCache.ofThisMachine();
  private final Map<String, Task> tasks = new ConcurrentHashMap<>();

  Workshop(Slots slots) {
    this.slots = slots;
  }

  /** Works on a cycle unless it is closed; an interrupt of this thread stops it. */
  CycleReport work(CycleOrder order) {
    try {
      MultitaskSystem system = MultitaskSystem.open(order.system());
      Agent agent = order.agent().on(task(order), order.seed(), system.root().path().vit());
      AtomicBoolean hasWon = new AtomicBoolean();
      Run.Result result =
          Run.on(system)
              .whole()
              .agent(agent)
              .cycles(order.cycle() + 1)
              .slots(slots.count())
              .reuse(cache)
              .watchedBy(event -> hear(event, hasWon))
              .go();
      return report(result, hasWon.get());
    } catch (RunFailedException failure) {
      return failed(failure.result().failures().get(0).exception());
    } catch (RuntimeException failure) {
      return failed(failure);
    }
  }

  private static void hear(Event event, AtomicBoolean hasWon) {
    if (event instanceof Event.CycleEnded) {
      hasWon.set(true);
    } else if (event instanceof Event.CycleLost) {
      hasWon.set(false);
    }
  }

  private static CycleReport report(Run.Result result, boolean hasWon) {
    if (result.isStopped()) {
      return new CycleReport(CycleReport.End.STOPPED, "stopped; the next attempt goes on");
    }
    Publication last = result.history().get(result.history().size() - 1);
    CycleReport.End end = hasWon ? CycleReport.End.PUBLISHED : CycleReport.End.CLOSED_BEFORE;
    return new CycleReport(end, words(last.best()));
  }

  static String words(Optional<Model> best) {
    return best.map(
            model ->
                Require.text(
                    "%s, validation %.4f, test %.4f",
                    model.id(),
                    model.metrics().quality(),
                    model.metrics().test().orElse(Double.NaN)))
        .orElse("nothing better found");
  }

  private static CycleReport failed(RuntimeException failure) {
    String message = failure.getMessage();
    return new CycleReport(CycleReport.End.FAILED, message == null ? failure.toString() : message);
  }

  private Task task(CycleOrder order) {
    Optional<DataFolder> data = order.data().map(DataFolder::at);
    return tasks.computeIfAbsent(
        order.task() + " " + order.seed() + " " + data,
        key -> TaskNames.task(order.task(), data, order.seed()));
  }

  /** How many cycles the agent of an order has published. */
  static int published(CycleOrder order) {
    return new Commits(Store.open(order.system())).published(order.name()).size();
  }

  @Override
  public void close() {
    cache.close();
  }
}
