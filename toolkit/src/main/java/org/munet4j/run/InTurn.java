package org.munet4j.run;

import java.util.List;
import java.util.Optional;
import org.munet4j.agent.Agent;

/** One agent after the other; the first that fails ends it. */
final class InTurn implements Lineup {
  private final List<Agent> agents;
  private final int cycles;
  private final Logbook log;
  private int place;

  InTurn(List<Agent> agents, int cycles, Logbook log) {
    this.agents = agents;
    this.cycles = cycles;
    this.log = log;
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public Optional<Begun> next() {
    Agent agent = agents.get(place % agents.size());
    Optional<Begun> begun = log.begin(place, agent, place / agents.size());
    place = begun.isPresent() ? place + 1 : cycles * agents.size();
    return begun;
  }

  @Override
  public void ended(Begun.Ended ended) {
    if (!log.close(ended)) {
      place = cycles * agents.size();
    }
  }

  @Override
  public boolean isDone() {
    return place == cycles * agents.size();
  }

  @Override
  public void leave() {}
}
