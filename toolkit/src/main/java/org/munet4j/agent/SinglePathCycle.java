package org.munet4j.agent;

import java.util.ArrayList;
import java.util.List;
import org.munet4j.space.Hyperparameters;
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
    cycle.begin(agent.children());
    int generations = (agent.children() - 1) / agent.generation() + 1;
    for (int g = 0; g < generations && !cycle.isStopped(); g++) {
      generation(g);
    }
    return cycle.publication();
  }

  private void generation(int number) {
    RandomStream random = stream.split("generation").split(number);
    Hyperparameters data = sampling.dataChoices(random.split("data"));
    List<Draft> drafts = new ArrayList<>();
    int size = Math.min(agent.generation(), agent.children() - cycle.trained());
    for (int i = 0; i < size; i++) {
      String id = cycle.id(cycle.trained() + i);
      drafts.add(sampling.child(id, data, random.split("child").split(i)));
    }
    RandomStream batches = random.split("batches");
    cycle.train(number, drafts, place -> batches);
  }
}
