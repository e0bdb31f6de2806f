package org.munet4j.agent;

import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.tensor.RandomStream;

/** One cycle of a single-path agent (§4.2, §6.4): evolution, and the best path kept. */
final class SinglePathCycle {
  private final SinglePathAgent agent;
  private final Cycle cycle;
  private final RandomStream stream;
  private final Sampling sampling;

  SinglePathCycle(SinglePathAgent agent, MultitaskSystem system, int number, Context context) {
    this.agent = agent;
    Cycle.Rules rules =
        new Cycle.Rules(
            agent.budget(),
            agent.rules().score(),
            agent.rules().selection(),
            agent.rules().inheritance(),
            agent.precision(),
            agent.isPrivate());
    this.cycle = new Cycle(agent, system, number, context, rules);
    this.stream =
        RandomStream.seeded(agent.seed()).split("munet").split(agent.name()).split(number);
    this.sampling = new Sampling(agent, system, cycle.population(), stream);
  }

  Publication run() {
    return cycle.evolve(agent.children(), agent.generation(), stream, sampling);
  }
}
