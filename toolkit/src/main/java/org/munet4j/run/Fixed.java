package org.munet4j.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.munet4j.agent.Agent;
import org.munet4j.internal.Require;

/**
 * Follows a schedule. A cycle begins at the moment when what it sees is published, though it may
 * have to wait for a slot then; so a system in a store records the same views in every run.
 */
final class Fixed implements Lineup {
  private final Schedule schedule;
  private final Map<String, Agent> agents;
  private final Logbook log;
  private final int width;
  private final Deque<Begun> ready = new ArrayDeque<>();
  private final TreeMap<Integer, Optional<Begun.Ended>> ended = new TreeMap<>();
  private final Set<String> resting = new HashSet<>();
  private int closed;

  Fixed(Schedule schedule, Map<String, Agent> agents, int width, Logbook log) {
    this.schedule = schedule;
    this.agents = agents;
    this.width = width;
    this.log = log;
    Set<String> named =
        schedule.turns().stream().map(Schedule.Turn::agent).collect(Collectors.toSet());
    Require.that(
        agents.keySet().containsAll(named),
        "the schedule names agents %s, the run has %s; add those that are missing",
        named,
        agents.keySet());
    begin();
    close();
  }

  /** Begins all cycles that see what has ended by now. */
  private void begin() {
    for (int place = closed; place < schedule.turns().size(); place++) {
      Schedule.Turn turn = schedule.turns().get(place);
      if (turn.seen() == closed) {
        Optional<Begun> begun = Optional.empty();
        if (!resting.contains(turn.agent())) {
          begun = log.begin(place, agents.get(turn.agent()), schedule.ordinal(place));
        }
        begun.ifPresent(ready::add);
        if (begun.isEmpty()) {
          resting.add(turn.agent());
          ended.put(place, Optional.empty());
        }
      }
    }
  }

  /** Publishes in order what has ended; nothing behind a cycle that was stopped. */
  private void close() {
    while (ended.containsKey(closed) && !isHalted()) {
      Optional<Begun.Ended> next = ended.remove(closed);
      if (next.isPresent() && !log.close(next.get())) {
        resting.add(next.get().begun().agent().name());
      }
      closed++;
      if (!isHalted()) {
        begin();
      }
    }
  }

  private boolean isHalted() {
    return log.isStopped() && log.isInStore();
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public Optional<Begun> next() {
    return Optional.ofNullable(ready.poll());
  }

  @Override
  public void ended(Begun.Ended end) {
    ended.put(end.begun().place(), Optional.of(end));
    close();
  }

  @Override
  public boolean isDone() {
    return closed == schedule.turns().size();
  }

  @Override
  public void leave() {
    for (Optional<Begun.Ended> end : ended.values()) {
      if (log.isInStore()) {
        end.ifPresent(log::keepUnpublished);
      } else {
        end.ifPresent(log::close);
      }
    }
    ended.clear();
  }
}
