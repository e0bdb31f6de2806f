package org.munet4j.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.munet4j.agent.Agent;
import org.munet4j.agent.Event;
import org.munet4j.internal.Require;
import org.munet4j.system.Commits;
import org.munet4j.system.Entry;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.train.FrozenCache;
import org.munet4j.train.Slots;
import org.munet4j.train.Stop;

/**
 * Runs agents one after the other on a growing system, in this Java process. Stopping it, with the
 * Stop button or Ctrl-C, ends with everything that was published and the best so far.
 *
 * <p>On a system that lies in a store every cycle is published there, and the next run goes on
 * where this one ended: a cycle that was stopped is not published, the trainings that it finished
 * are taken over, and the result is that of a run that was never stopped, to the last bit.
 *
 * @param start the system that the first agent sees; of one in a store, what it is when the run
 *     goes
 * @param agents in the order in which they work
 * @param cycles how often each agent works; all agents work once before any works again
 * @param isWhole whether cycles of earlier runs count: those are not run again but answered as they
 *     were published, if that was with the same settings; else an agent works so many more cycles
 * @param slots places in which children train side by side
 * @param reuse what frozen components answered before; empty makes a cache for each run
 * @param events hears what happens, from several threads
 */
public record Run(
    MultitaskSystem start,
    List<Agent> agents,
    int cycles,
    boolean isWhole,
    Slots slots,
    Optional<FrozenCache> reuse,
    Consumer<Event> events) {
  public Run {
    agents = List.copyOf(agents);
    Require.that(cycles >= 1, "run: cycles is %d, needs at least 1", cycles);
  }

  /** A run on this system: no agents yet, one cycle, one slot per processor core, no listener. */
  public static Run on(MultitaskSystem system) {
    return new Run(system, List.of(), 1, false, Slots.perCore(), Optional.empty(), event -> {});
  }

  /**
   * A run that lives in a folder: run it again after a stop or a crash, and it goes on where it
   * was.
   *
   * @param root of the system, if the folder is new
   * @throws IllegalArgumentException if the folder's system has another root
   */
  public static Run in(Path folder, Model root) {
    return on(MultitaskSystem.in(folder, root)).whole();
  }

  /** The same run, in which cycles that earlier runs published count. */
  public Run whole() {
    Require.that(
        start.commits().isPresent(),
        "run: the system lies in no store, so no earlier runs are known; take a system from"
            + " MultitaskSystem.in(folder, root) or .inMemory(root)");
    return new Run(start, agents, cycles, true, slots, reuse, events);
  }

  /** One more agent, after those already there. */
  public Run agent(Agent agent) {
    List<Agent> more = new ArrayList<>(agents);
    more.add(agent);
    return new Run(start, more, cycles, isWhole, slots, reuse, events);
  }

  public Run cycles(int count) {
    return new Run(start, agents, count, isWhole, slots, reuse, events);
  }

  public Run slots(int count) {
    return new Run(start, agents, cycles, isWhole, new Slots(count), reuse, events);
  }

  /**
   * Several runs that share what they compute: pass the same cache to each, and close it behind the
   * last. {@link FrozenCache#none} computes all anew.
   */
  public Run reuse(FrozenCache cache) {
    return new Run(start, agents, cycles, isWhole, slots, Optional.of(cache), events);
  }

  /** Who hears what happens; called from several threads. */
  public Run watchedBy(Consumer<Event> listener) {
    return new Run(start, agents, cycles, isWhole, slots, reuse, listener);
  }

  /**
   * Runs all agents and answers the grown system.
   *
   * @throws RunFailedException if an agent fails; it holds what was published before
   */
  public Result go() {
    Require.that(!agents.isEmpty(), "run: has no agents; add one with .agent(MuNet.on(task))");
    if (reuse.isPresent()) {
      return go(reuse.get());
    }
    try (FrozenCache own = FrozenCache.ofThisMachine()) {
      return go(own);
    }
  }

  private Result go(FrozenCache cache) {
    Stop stop = new Stop();
    Shift shift = new Shift(slots, cache, stop, new GuardedListener(events));
    Result result = new Result(start.refresh(), List.of(), false);
    for (int cycle = 0; cycle < cycles; cycle++) {
      for (Agent agent : agents) {
        if (stop.isRequested()) {
          return new Result(result.system(), result.history(), true);
        }
        result = next(agent, cycle, result, shift);
      }
    }
    return result;
  }

  private Result next(Agent agent, int cycle, Result before, Shift shift) {
    try {
      Optional<Commits> commits = before.system().commits();
      if (commits.isEmpty()) {
        return shift.work(agent, before);
      }
      List<Entry> done = isWhole ? commits.get().published(agent.name()) : List.of();
      return cycle < done.size()
          ? before.with(before.system(), done.get(cycle).answer(agent.settings()))
          : shift.work(agent, commits.get(), before);
    } catch (RuntimeException failure) {
      throw new RunFailedException(agent.task().name(), before, failure);
    }
  }

  /**
   * What a run gave.
   *
   * @param system after the last publication
   * @param history every publication, in order
   * @param isStopped whether a stop ended the run early
   */
  public record Result(MultitaskSystem system, List<Publication> history, boolean isStopped) {
    public Result {
      history = List.copyOf(history);
    }

    /** The result after one more publication, which gave this system. */
    Result with(MultitaskSystem next, Publication publication) {
      List<Publication> more = new ArrayList<>(history);
      more.add(publication);
      return new Result(next, more, publication.isStopped());
    }

    @Override
    public String toString() {
      return system + (isStopped ? ", stopped early with the best so far" : "");
    }
  }
}
