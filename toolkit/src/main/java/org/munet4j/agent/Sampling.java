package org.munet4j.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.munet4j.component.Vit;
import org.munet4j.internal.Require;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.tensor.RandomStream;

/** How children are sampled (muNet family, §4.3, §5.2, §6.4): a parent, and changes of it. */
final class Sampling implements Cycle.Drafts {
  /** What the names of the learned probabilities of data choices begin with. */
  static final String LEARNED_DATA =
      Hyperparameters.LEARNED_PREFIX + "hp:" + Hyperparameters.DATA_PREFIX;

  private final SinglePathAgent agent;
  private final Rules rules;
  private final MultitaskSystem system;
  private final Population population;
  private final SearchSpace space;
  private final List<Model> seeds;
  private final ParentChoice parents;
  private int tried;

  Sampling(
      SinglePathAgent agent, MultitaskSystem system, Population population, RandomStream stream) {
    this.agent = agent;
    this.rules = agent.rules();
    this.system = system;
    this.population = population;
    int layers = Cycle.root(agent.name(), system).layers();
    this.space = agent.space().orElse(SearchSpace.layers(layers));
    Hyperparameters first = choices(system.root());
    Cycle.checkDepth(
        Require.text("%s on '%s'", agent.method(), agent.task().name()), first, layers);
    checkLayers(layers);
    space.check(first);
    this.seeds = seeds(stream);
    this.parents = new ParentChoice(rules.selection().parents(), population, seeds);
  }

  private void checkLayers(int most) {
    for (Object layers : space.lists().getOrDefault(Hyperparameters.LAYERS, List.of())) {
      Require.that(
          rules.mutation().growsBeyondRoot() || (Integer) layers <= most,
          "%s on '%s': the search list of num_layers goes up to %d, the root has %d blocks; let"
              + " the rules' mutation grow beyond the root, or shorten the list",
          agent.method(),
          agent.task().name(),
          layers,
          most);
    }
  }

  /**
   * Public single-path models of other agents: the newest first, or shuffled where they are
   * scanned.
   */
  private List<Model> seeds(RandomStream stream) {
    List<Model> newest = new ArrayList<>();
    for (Model model : system.models()) {
      if (!population.contains(model) && !model.isPrivate() && model.isSinglePath()) {
        newest.add(0, model);
      }
    }
    return rules.selection().parents() == Selection.Parents.DECAY_OVER_SEEDS
        ? Arrays.stream(stream.split("seeds").permutation(newest.size()))
            .mapToObj(newest::get)
            .toList()
        : newest;
  }

  private boolean isSeedPass() {
    return rules.selection().hasSeedPass() && tried < seeds.size();
  }

  /** A generation's data choices: the best path's, mutated as the rules have it. */
  @Override
  public Hyperparameters dataChoices(RandomStream stream) {
    Hyperparameters base = choices(population.best().orElse(system.root()));
    boolean isAfterBest =
        rules.mutation().rate() != Mutation.Rate.PER_ACTION || population.best().isPresent();
    if (isSeedPass() || !isAfterBest) {
      return base;
    }
    OptionalDouble meta = OptionalDouble.of(rules.mutation().probability());
    Actions actions = new Actions(rules.mutation(), space, base, meta, stream);
    actions.mutate(Hyperparameters.DATA_PREFIX);
    return actions.choices();
  }

  /**
   * Samples one child.
   *
   * @param data the choices that all children of the generation share
   */
  @Override
  public Draft child(String id, Hyperparameters data, RandomStream stream) {
    boolean isSeedPass = isSeedPass();
    ParentChoice.Choice choice =
        isSeedPass
            ? new ParentChoice.Choice(seeds.get(tried++), false)
            : parents.next(stream.split("parent").generator());
    Model parent = choice.model();
    boolean isCounted =
        choice.isByDecay() || rules.selection().counting() != Selection.Counting.DECAYED;
    if (isCounted) {
      population.count(parent);
    }
    Hyperparameters inherited = choices(parent).with(Hyperparameters.DATA_PREFIX, data);
    Actions actions =
        new Actions(
            rules.mutation(), space, inherited, OptionalDouble.empty(), stream.split("actions"));
    if (!isSeedPass) {
      actions.mutate(Hyperparameters.MU);
      actions.mutate(Hyperparameters.ADAPTER_DIM);
      actions.mutate(Hyperparameters.LAYERS);
      actions.mutate(Hyperparameters.OPTIMISER_PREFIX);
    }
    Set<String> adapters = adapters(parent, actions, isSeedPass);
    Offspring.Recipe recipe =
        new Offspring.Recipe(
            system,
            agent.name(),
            agent.task(),
            actions.choices(),
            adapters,
            name -> !isSeedPass && actions.clones(name),
            rules.inheritance(),
            stream.split("fresh"));
    Offspring made = Offspring.assemble(population.ancestors(parent), recipe);
    Hyperparameters chosen = actions.choices().with(LEARNED_DATA, data);
    return draft(id, parent, isCounted, chosen, made.with(changes(choices(parent), chosen)));
  }

  private Draft draft(
      String id, Model parent, boolean isCounted, Hyperparameters chosen, Offspring made) {
    double size =
        system.accountedParameters(
            made.graph(), agent.task().name(), made.trainable(), rules.inheritance().charging());
    double toBeat =
        population.contains(parent) ? parent.metrics().score() : Double.NEGATIVE_INFINITY;
    return new Draft(id, parent, chosen, made, size, isCounted, toBeat);
  }

  private Hyperparameters choices(Model model) {
    if (!model.isRoot()) {
      return model.hyperparameters();
    }
    Hyperparameters roots = model.hyperparameters();
    Hyperparameters first =
        agent
            .defaults()
            .orElse(rules.augments() ? roots : roots.withoutAugmentation())
            .with(Hyperparameters.MU, rules.mutation().probability());
    return space.has(Hyperparameters.IMAGE_SIZE)
        ? first
        : first.with(Hyperparameters.IMAGE_SIZE, model.path().vit().imageSize());
  }

  /** The parent's adapters that still have a block, and new ones. */
  private static Set<String> adapters(Model parent, Actions actions, boolean isSeedPass) {
    Set<String> adapters = new TreeSet<>();
    for (int i = 0; i < actions.choices().integer(Hyperparameters.LAYERS); i++) {
      String adapter = Vit.adapter(i);
      if (parent.path().component(adapter).isPresent() || !isSeedPass && actions.adds(adapter)) {
        adapters.add(adapter);
      }
    }
    return adapters;
  }

  /** What was mutated, in words; what a path learns about its µ(·) is left out. */
  static List<String> changes(Hyperparameters before, Hyperparameters after) {
    return after.values().entrySet().stream()
        .filter(choice -> !choice.getKey().startsWith(Hyperparameters.LEARNED_PREFIX))
        .filter(choice -> !choice.getValue().equals(before.values().get(choice.getKey())))
        .map(choice -> words(choice, before.values().get(choice.getKey())))
        .toList();
  }

  private static String words(Map.Entry<String, Object> choice, Object before) {
    return choice.getKey() + " " + before + " → " + choice.getValue();
  }
}
