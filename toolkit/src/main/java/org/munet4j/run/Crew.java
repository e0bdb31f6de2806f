package org.munet4j.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.munet4j.agent.Context;
import org.munet4j.agent.Event;
import org.munet4j.train.FrozenCache;
import org.munet4j.train.Slots;
import org.munet4j.train.Stop;

/** The threads that work off a line-up. */
final class Crew {
  private static final int PATIENCE_MILLISECONDS = 20;

  private final Lineup lineup;
  private final Slots slots;
  private final FrozenCache cache;
  private final Stop stop;
  private final Consumer<Event> events;

  Crew(Lineup lineup, Slots slots, FrozenCache cache, Stop stop, Consumer<Event> events) {
    this.lineup = lineup;
    this.slots = slots;
    this.cache = cache;
    this.stop = stop;
    this.events = events;
  }

  /** Works until all is done or stopped; alone on the calling thread, several on their own. */
  void work() {
    int workers = Math.min(slots.count(), lineup.width());
    if (workers == 1) {
      work(slots);
    } else {
      List<Callable<Void>> jobs =
          IntStream.range(0, workers)
              .mapToObj(i -> share(i, workers))
              .map(share -> (Callable<Void>) () -> work(share))
              .toList();
      new Slots(workers).run(jobs, stop);
    }
    lineup.leave();
  }

  /** One slot for each worker, what is left dealt out from the first on. */
  private Slots share(int worker, int workers) {
    return new Slots(slots.count() / workers + (worker < slots.count() % workers ? 1 : 0));
  }

  private Void work(Slots own) {
    try {
      for (Optional<Begun> next = next(); next.isPresent(); next = next()) {
        Begun begun = next.get();
        Context context = new Context(own, cache, stop.part(), begun.recall(), events);
        end(begun.work(context));
      }
    } catch (Throwable failure) {
      stop.request();
      throw failure;
    }
    return null;
  }

  private synchronized Optional<Begun> next() {
    while (!stop.isRequested() && !lineup.isDone()) {
      Optional<Begun> next = lineup.next();
      if (next.isPresent()) {
        return next;
      }
      try {
        wait(PATIENCE_MILLISECONDS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
    return Optional.empty();
  }

  private synchronized void end(Begun.Ended ended) {
    lineup.ended(ended);
    notifyAll();
  }
}
