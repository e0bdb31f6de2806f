package org.munet4j.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.munet4j.agent.Agent;
import org.munet4j.agent.Event;
import org.munet4j.internal.Require;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.train.FrozenCache;
import org.munet4j.train.Slots;
import org.munet4j.train.Stop;

/**
 * Runs agents on a growing system, in this Java process: one after the other or, with {@link
 * #rounds} or {@link #free}, side by side. Stopping it, with the Stop button or Ctrl-C, ends with
 * everything that was published and the best so far.
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
 * @param order whether they work one after the other or side by side
 * @param slots places in which children train side by side
 * @param reuse what frozen components answered before; empty makes a cache for each run
 * @param events hears what happens, from several threads
 */
public record Run(
    MultitaskSystem start,
    List<Agent> agents,
    int cycles,
    boolean isWhole,
    Order order,
    Slots slots,
    Optional<FrozenCache> reuse,
    Consumer<Event> events) {
  public Run {
    agents = List.copyOf(agents);
    Require.that(cycles >= 1, "run: cycles is %d, needs at least 1", cycles);
  }

  /** A run on this system: no agents yet, one cycle, one slot per processor core, no listener. */
  public static Run on(MultitaskSystem system) {
    return new Run(
        system,
        List.of(),
        1,
        false,
        new Order.InTurn(),
        Slots.perCore(),
        Optional.empty(),
        event -> {});
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
    return new Run(start, agents, cycles, true, order, slots, reuse, events);
  }

  /** One more agent, after those already there. */
  public Run agent(Agent agent) {
    List<Agent> more = new ArrayList<>(agents);
    more.add(agent);
    return new Run(start, more, cycles, isWhole, order, slots, reuse, events);
  }

  public Run cycles(int count) {
    return new Run(start, agents, count, isWhole, order, slots, reuse, events);
  }

  public Run slots(int count) {
    return new Run(start, agents, cycles, isWhole, order, new Slots(count), reuse, events);
  }

  /**
   * Several runs that share what they compute: pass the same cache to each, and close it behind the
   * last. {@link FrozenCache#none} computes all anew.
   */
  public Run reuse(FrozenCache cache) {
    return new Run(start, agents, cycles, isWhole, order, slots, Optional.of(cache), events);
  }

  /** Who hears what happens; called from several threads. */
  public Run watchedBy(Consumer<Event> listener) {
    return new Run(start, agents, cycles, isWhole, order, slots, reuse, listener);
  }

  /** Side by side in rounds: the same result for any number of slots; see {@link Order.Rounds}. */
  public Run rounds() {
    return order(new Order.Rounds());
  }

  /** Side by side, each as soon as it can; see {@link Order.Free}. */
  public Run free() {
    return order(new Order.Free());
  }

  /**
   * As an earlier run on the same start did, to the last bit.
   *
   * @param schedule of that run's result; it counts the cycles
   */
  public Run replay(Schedule schedule) {
    return order(new Order.Replay(schedule));
  }

  private Run order(Order other) {
    return new Run(start, agents, cycles, isWhole, other, slots, reuse, events);
  }

  /**
   * Runs all agents and answers the grown system. An agent that fails rests and the others go on;
   * where they work one after the other, the run ends.
   *
   * @throws RunFailedException if an agent of a run in turn fails, or nothing but failures
   *     happened; it holds what was published before
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
    Consumer<Event> guarded = new GuardedListener(events);
    Logbook log = new Logbook(this, stop, guarded);
    Lineup lineup = lineup(log);
    new Crew(lineup, slots, cache, stop, guarded).work();
    Result result = log.result(lineup.isDone());
    boolean hasFailed = order instanceof Order.InTurn || result.history().isEmpty();
    if (hasFailed && !result.failures().isEmpty()) {
      throw new RunFailedException(result.failures().get(0), result);
    }
    return result;
  }

  private Lineup lineup(Logbook log) {
    Map<String, Agent> named = new LinkedHashMap<>();
    for (Agent agent : agents) {
      boolean isInTurn = order instanceof Order.InTurn;
      Require.that(
          named.put(agent.name(), agent) == null || isInTurn,
          "run: two agents are named '%s'; give one another name, or let them work in turn",
          agent.name());
    }
    List<String> names = List.copyOf(named.keySet());
    if (order instanceof Order.Free) {
      return new Free(agents, cycles, log);
    }
    if (order instanceof Order.Replay replay) {
      return new Fixed(replay.schedule(), named, names.size(), log);
    }
    return order instanceof Order.Rounds
        ? new Fixed(Schedule.rounds(names, cycles), named, names.size(), log)
        : new InTurn(agents, cycles, log);
  }

  /**
   * What a run gave.
   *
   * @param system after the last publication
   * @param history every publication, in order
   * @param isStopped whether a stop ended the run early
   * @param schedule what each cycle saw that this run worked on and published
   * @param failures agents that failed, with what
   * @param times when each cycle was worked on; nothing for those that were answered from a store
   */
  public record Result(
      MultitaskSystem system,
      List<Publication> history,
      boolean isStopped,
      Schedule schedule,
      List<Failure> failures,
      List<Worked> times) {
    public Result {
      history = List.copyOf(history);
      failures = List.copyOf(failures);
      times = List.copyOf(times);
    }

    @Override
    public String toString() {
      return system
          + (isStopped ? ", stopped early with the best so far" : "")
          + failures.stream().map(failure -> "; " + failure).collect(Collectors.joining());
    }
  }
}
