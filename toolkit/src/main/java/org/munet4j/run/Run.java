package org.munet4j.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.munet4j.agent.Agent;
import org.munet4j.agent.Context;
import org.munet4j.agent.Event;
import org.munet4j.internal.Require;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.train.FrozenCache;
import org.munet4j.train.Slots;
import org.munet4j.train.Stop;

/**
 * Runs agents one after the other on a growing system, in this Java process. Stopping it, with the
 * Stop button or Ctrl-C, ends with everything that was published and the best so far.
 *
 * @param start the system that the first agent sees
 * @param agents in the order in which they work
 * @param cycles how often each agent works; all agents work once before any works again, and an
 *     agent goes on where earlier runs on the same system ended
 * @param slots places in which children train side by side
 * @param reuse what frozen components answered before; empty makes a cache for each run
 * @param events hears what happens, from several threads
 */
public record Run(
    MultitaskSystem start,
    List<Agent> agents,
    int cycles,
    Slots slots,
    Optional<FrozenCache> reuse,
    Consumer<Event> events) {
  public Run {
    agents = List.copyOf(agents);
    Require.that(cycles >= 1, "run: cycles is %d, needs at least 1", cycles);
  }

  /** A run on this system: no agents yet, one cycle, one slot per processor core, no listener. */
  public static Run on(MultitaskSystem system) {
    return new Run(system, List.of(), 1, Slots.perCore(), Optional.empty(), event -> {});
  }

  /** One more agent, after those already there. */
  public Run agent(Agent agent) {
    List<Agent> more = new ArrayList<>(agents);
    more.add(agent);
    return new Run(start, more, cycles, slots, reuse, events);
  }

  public Run cycles(int count) {
    return new Run(start, agents, count, slots, reuse, events);
  }

  public Run slots(int count) {
    return new Run(start, agents, cycles, new Slots(count), reuse, events);
  }

  /**
   * Several runs that share what they compute: pass the same cache to each, and close it behind the
   * last. {@link FrozenCache#none} computes all anew.
   */
  public Run reuse(FrozenCache cache) {
    return new Run(start, agents, cycles, slots, Optional.of(cache), events);
  }

  /** Who hears what happens; called from several threads. */
  public Run watchedBy(Consumer<Event> listener) {
    return new Run(start, agents, cycles, slots, reuse, listener);
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
    Context context = new Context(slots, cache, stop, new GuardedListener(events));
    Result result = new Result(start, List.of(), false);
    for (int cycle = 0; cycle < cycles; cycle++) {
      for (Agent agent : agents) {
        if (!stop.isRequested()) {
          result = next(agent, result, context);
        }
      }
    }
    return result;
  }

  private static Result next(Agent agent, Result before, Context context) {
    try {
      int cycle = before.system().cycles(agent.task().name());
      Publication publication = agent.cycle(before.system(), cycle, context);
      List<Publication> history = new ArrayList<>(before.history());
      history.add(publication);
      MultitaskSystem system = before.system().publish(publication);
      return new Result(system, history, publication.isStopped());
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

    @Override
    public String toString() {
      return system + (isStopped ? ", stopped early with the best so far" : "");
    }
  }
}
