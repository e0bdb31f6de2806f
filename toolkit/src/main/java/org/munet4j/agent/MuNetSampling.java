package org.munet4j.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.munet4j.internal.Require;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.tensor.RandomStream;

/**
 * How muNet samples children (§4.3): first each seed as it is, then mutations of chosen parents.
 */
final class MuNetSampling {
  private final MuNet agent;
  private final MultitaskSystem system;
  private final Population population;
  private final SearchSpace space;
  private final List<Model> seeds;
  private int tried;

  MuNetSampling(MuNet agent, MultitaskSystem system, Population population) {
    this.agent = agent;
    this.system = system;
    this.population = population;
    int layers = system.root().path().vit().layers();
    this.space = agent.space().orElse(SearchSpace.layers(layers));
    checkLayers(layers);
    this.seeds = new ArrayList<>();
    for (Model model : system.models()) {
      if (!population.contains(model)) {
        seeds.add(0, model);
      }
    }
  }

  private void checkLayers(int most) {
    int first = choices(system.root()).integer(Hyperparameters.LAYERS);
    Require.that(
        first == most,
        "munet on '%s': defaults have num_layers %d, the root has %d; use .with(\"num_layers\", %d)",
        agent.task().name(),
        first,
        most,
        most);
    for (Object layers : space.lists().getOrDefault(Hyperparameters.LAYERS, List.of())) {
      Require.that(
          (Integer) layers <= most,
          "munet on '%s': the search list of num_layers goes up to %d, the root has %d blocks",
          agent.task().name(),
          layers,
          most);
    }
  }

  /** A generation's data choices: the best path's, and mutated once every seed was tried. */
  Hyperparameters dataChoices(SplittableRandom random) {
    Hyperparameters base = choices(population.best().orElse(system.root()));
    return tried < seeds.size()
        ? base
        : space.mutate(base, Hyperparameters.DATA_PREFIX, agent.mutation(), random);
  }

  /**
   * Samples one child.
   *
   * @param data the choices that all children of the generation share
   */
  Draft child(String id, Hyperparameters data, RandomStream stream) {
    boolean isSeedPass = tried < seeds.size();
    Model parent = isSeedPass ? seeds.get(tried++) : parent(stream.split("parent").generator());
    population.count(parent);
    double mutation = isSeedPass ? 0 : agent.mutation();
    Hyperparameters inherited = choices(parent).with(Hyperparameters.DATA_PREFIX, data);
    Hyperparameters mutated = mutate(inherited, mutation, stream.split("choices").generator());
    int layers = mutated.integer(Hyperparameters.LAYERS);
    Set<String> adapters = Offspring.adapters(parent, layers, mutation, stream.split("adapters"));
    Offspring.Recipe recipe =
        new Offspring.Recipe(system, agent.task(), mutated, adapters, mutation, isSeedPass, stream);
    Offspring made =
        Offspring.assemble(population.ancestors(parent), recipe)
            .with(isSeedPass ? List.of() : changes(choices(parent), mutated));
    double size = system.accountedParameters(made.path(), agent.task().name(), made.trainable());
    double toBeat =
        population.contains(parent) ? parent.metrics().score() : Double.NEGATIVE_INFINITY;
    return new Draft(id, parent, mutated, made, size, toBeat);
  }

  private Hyperparameters choices(Model model) {
    return model.isRoot()
        ? agent.defaults().orElse(model.hyperparameters())
        : model.hyperparameters();
  }

  /** Decay over the own population, else uniform over all. */
  private Model parent(SplittableRandom random) {
    return DecayScan.pick(population.byScore(), population::offspring, random)
        .orElseGet(
            () -> {
              List<Model> all = new ArrayList<>(seeds);
              all.addAll(population.byScore());
              return all.get(random.nextInt(all.size()));
            });
  }

  private Hyperparameters mutate(
      Hyperparameters choices, double mutation, SplittableRandom random) {
    Hyperparameters depth = space.mutate(choices, Hyperparameters.LAYERS, mutation, random);
    Hyperparameters width = space.mutate(depth, Hyperparameters.ADAPTER_DIM, mutation, random);
    return space.mutate(width, Hyperparameters.OPTIMISER_PREFIX, mutation, random);
  }

  private static List<String> changes(Hyperparameters before, Hyperparameters after) {
    return after.values().entrySet().stream()
        .filter(choice -> !choice.getValue().equals(before.values().get(choice.getKey())))
        .map(
            choice ->
                choice.getKey()
                    + " "
                    + before.values().get(choice.getKey())
                    + " → "
                    + choice.getValue())
        .toList();
  }
}
