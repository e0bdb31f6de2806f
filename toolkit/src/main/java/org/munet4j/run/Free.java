package org.munet4j.run;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.munet4j.agent.Agent;
import org.munet4j.system.Entry;

/** Lets the agent with the fewest cycles begin, and publishes as soon as a cycle ends. */
final class Free implements Lineup {
  private record Turn(int ordinal, int place) {}

  private final List<Agent> agents;
  private final int cycles;
  private final Logbook log;
  private final PriorityQueue<Turn> waiting =
      new PriorityQueue<>(Comparator.comparingInt(Turn::ordinal).thenComparingInt(Turn::place));
  private final int[] ordinals;
  private int running;

  Free(List<Agent> agents, int cycles, Logbook log) {
    this.agents = agents;
    this.cycles = cycles;
    this.log = log;
    this.ordinals = new int[agents.size()];
    List<List<Entry>> done = agents.stream().map(log::done).toList();
    IntStream.range(0, agents.size())
        .boxed()
        .flatMap(i -> done.get(i).stream().limit(cycles))
        .sorted(Comparator.comparingLong(Entry::order))
        .forEach(entry -> log.answered(entry.publication()));
    for (int i = 0; i < agents.size(); i++) {
      enqueue(done.get(i).size(), i);
    }
  }

  private void enqueue(int ordinal, int place) {
    if (ordinal < cycles) {
      waiting.add(new Turn(ordinal, place));
    }
  }

  @Override
  public int width() {
    return agents.size();
  }

  @Override
  public Optional<Begun> next() {
    Optional<Begun> begun = Optional.empty();
    while (begun.isEmpty() && !waiting.isEmpty()) {
      Turn turn = waiting.remove();
      begun = log.begin(turn.place(), agents.get(turn.place()), turn.ordinal());
      ordinals[turn.place()] = turn.ordinal();
    }
    running += begun.isPresent() ? 1 : 0;
    return begun;
  }

  @Override
  public void ended(Begun.Ended ended) {
    running--;
    int place = ended.begun().place();
    if (log.close(ended)) {
      enqueue(ordinals[place] + 1, place);
    }
  }

  @Override
  public boolean isDone() {
    return waiting.isEmpty() && running == 0;
  }

  @Override
  public void leave() {}
}
