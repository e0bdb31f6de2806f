package org.munet4j.agent;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.space.Hyperparameters;
import org.munet4j.system.Metrics;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.tensor.RandomStream;

/** First children of a cycle, each drawn with another seed. */
final class Drafts {
  private Drafts() {}

  static List<Draft> of(SinglePathAgent agent, MultitaskSystem system, int count) {
    return LongStream.range(0, count).mapToObj(seed -> of(agent, system, seed)).toList();
  }

  private static Draft of(SinglePathAgent agent, MultitaskSystem system, long seed) {
    Population population = new Population(system, agent.task().name(), agent.rules().selection());
    system.find(agent.task().name()).ifPresent(population::add);
    RandomStream stream = RandomStream.seeded(seed);
    Sampling sampling = new Sampling(agent, system, population, stream);
    Hyperparameters data = sampling.dataChoices(stream.split("data"));
    return sampling.child("child", data, stream.split("child"));
  }

  /** A model that is as this draft before its training. */
  static Model model(Draft draft, String task, double score) {
    Metrics metrics = new Metrics(score, OptionalDouble.empty(), score, 1, 0, List.of(score));
    return new Model(
        task + ".0.0",
        task,
        draft.parent().id(),
        draft.made().path(),
        draft.hyperparameters(),
        metrics);
  }

  static Component part(ModelPath path, String name) {
    return path.component(name).orElseThrow();
  }
}
