package org.munet4j.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.munet4j.component.Component;
import org.munet4j.component.Mixing;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Multipath;
import org.munet4j.internal.Require;
import org.munet4j.router.PerSampleRouter;
import org.munet4j.space.Hyperparameters;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.tensor.RandomStream;

/** One cycle of a multipath agent (§8.4). */
final class MultipathCycle implements Cycle.Drafts {
  private static final Pattern NUMBERS = Pattern.compile("\\.[0-9]+\\.[0-9]+(\\.imported)?$");

  private final MultipathAgent agent;
  private final MultitaskSystem system;
  private final Rules rules;
  private final List<Model> mains;
  private final Cycle cycle;
  private final RandomStream stream;

  MultipathCycle(MultipathAgent agent, MultitaskSystem system, int number, Context context) {
    this.agent = agent;
    this.system = system;
    this.rules = agent.rules();
    this.mains =
        system.models().stream()
            .filter(model -> model.task().equals(agent.task().name()) && !model.isMultipath())
            .toList();
    Require.that(
        !mains.isEmpty(),
        "multipath on '%s': no single path solves it yet; run a single-path agent such as"
            + " Mu4Net on the task before",
        agent.task().name());
    agent.space().check(first());
    Cycle.Rules all =
        new Cycle.Rules(
            agent.budget(),
            rules.score(),
            rules.selection(),
            rules.inheritance(),
            agent.precision(),
            mains.stream().anyMatch(Model::isPrivate));
    this.cycle = new Cycle(agent, system, number, context, all);
    this.stream =
        RandomStream.seeded(agent.seed()).split("multipath").split(agent.name()).split(number);
  }

  Publication run() {
    return cycle.evolve(agent.children(), agent.generation(), stream, this);
  }

  @Override
  public Hyperparameters dataChoices(RandomStream random) {
    OptionalDouble meta = OptionalDouble.of(rules.mutation().probability());
    Hyperparameters base = bestOwn().orElseGet(this::first);
    Actions actions = new Actions(rules.mutation(), agent.space(), base, meta, random);
    if (bestOwn().isPresent()) {
      actions.mutate(Hyperparameters.DATA_PREFIX);
    }
    return actions.choices();
  }

  private Optional<Hyperparameters> bestOwn() {
    return cycle.population().best().map(Model::hyperparameters);
  }

  private Hyperparameters first() {
    ModelGraph main = mains.get(0).graph();
    return agent.first(main.layers(), main.side());
  }

  @Override
  public Draft child(String id, Hyperparameters data, RandomStream random) {
    SplittableRandom draws = random.split("paths").generator();
    Main main = main(draws);
    Optional<Model> own =
        DecayScan.pick(
            cycle.population().byScore(),
            cycle.population()::offspring,
            random.split("parent").generator());
    Model parent = own.orElse(main.model());
    own.ifPresent(cycle.population()::count);
    Hyperparameters before =
        own.map(Model::hyperparameters)
            .or(this::bestOwn)
            .orElseGet(this::first)
            .with(Hyperparameters.DATA_PREFIX, data);
    Hyperparameters chosen =
        mutated(before, random.split("actions")).with(Sampling.LEARNED_DATA, data);
    Optional<Multipath> joined = own.map(model -> (Multipath) model.graph());
    List<PerSampleRouter.Source> others =
        others(chosen.integer(Hyperparameters.PATHS), joined, draws);
    Multipath child =
        agent
            .router()
            .mainWeight(chosen.number(Hyperparameters.MAIN_WEIGHT))
            .multiplier(chosen.number(Hyperparameters.ROUTER_RATE))
            .join(main.graph(), others, joined, agent.task().name());
    List<String> changes = new ArrayList<>(Sampling.changes(before, chosen));
    others.forEach(other -> changes.add("path " + other.model()));
    return draft(id, own, parent, chosen, offspring(child, changes));
  }

  private Hyperparameters mutated(Hyperparameters before, RandomStream random) {
    Actions actions =
        new Actions(rules.mutation(), agent.space(), before, OptionalDouble.empty(), random);
    actions.mutate(Hyperparameters.MU);
    actions.mutate(Hyperparameters.PATHS);
    actions.mutate(Hyperparameters.ROUTER_RATE);
    actions.mutate(Hyperparameters.OPTIMISER_PREFIX);
    return actions.choices();
  }

  /** A path that may be the main one, and the published single-path model that stands for it. */
  private record Main(Model model, ModelGraph graph) {}

  /** Any published path of the task, or an older one that an own multipath has. */
  private Main main(SplittableRandom draws) {
    List<Main> all = new ArrayList<>(mains.stream().map(m -> new Main(m, m.graph())).toList());
    for (Model own : cycle.population().byScore()) {
      ModelGraph before = ((Multipath) own.graph()).main();
      if (all.stream().noneMatch(known -> known.graph().equals(before))) {
        all.add(new Main(mains.get(0), before));
      }
    }
    return all.get(draws.nextInt(all.size()));
  }

  /** The parent's paths, and further ones of agents that are not there yet. */
  private List<PerSampleRouter.Source> others(
      int paths, Optional<Multipath> parent, SplittableRandom draws) {
    List<PerSampleRouter.Source> others =
        parent.stream()
            .flatMap(of -> of.branches().stream())
            .limit(paths - 1L)
            .map(branch -> new PerSampleRouter.Source(branch.model(), branch.graph()))
            .collect(Collectors.toCollection(ArrayList::new));
    List<Model> candidates = new ArrayList<>(candidates());
    Set<String> taken = new HashSet<>();
    others.forEach(other -> taken.add(agent(other.model())));
    candidates.removeIf(model -> taken.contains(agent(model.id())));
    while (others.size() < paths - 1 && !candidates.isEmpty()) {
      Model next = candidates.remove(draws.nextInt(candidates.size()));
      ModelGraph graph = next.graph() instanceof ModelPath path ? path.withoutHead() : next.graph();
      others.add(new PerSampleRouter.Source(next.id(), graph));
    }
    return others;
  }

  /** Whose model it is; ids tell agent, cycle and child. */
  private static String agent(String id) {
    return NUMBERS.matcher(id).replaceFirst("");
  }

  private List<Model> candidates() {
    return system.models().stream()
        .filter(model -> !model.task().equals(agent.task().name()) && !model.isPrivate())
        .filter(model -> !agent.left().contains(model.task()))
        .filter(model -> agent.nests() || !model.isMultipath())
        .toList();
  }

  private static Offspring offspring(Multipath child, List<String> changes) {
    Set<String> trainable =
        child.own().stream()
            .map(Component::name)
            .filter(name -> learns(child, name))
            .collect(Collectors.toSet());
    return new Offspring(child, trainable, changes, List.of());
  }

  private static boolean learns(Multipath child, String name) {
    return !name.equals(Multipath.ROUTER) || child.mixing().condition() != Mixing.Condition.FIXED;
  }

  private Draft draft(
      String id, Optional<Model> own, Model parent, Hyperparameters chosen, Offspring made) {
    Set<String> names =
        made.graph().own().stream().map(Component::name).collect(Collectors.toSet());
    double size =
        system.accountedParameters(
            made.graph(), agent.task().name(), names, rules.inheritance().charging());
    double toBeat = own.map(m -> m.metrics().score()).orElse(Double.NEGATIVE_INFINITY);
    return new Draft(id, parent, chosen, made, size, own.isPresent(), toBeat);
  }
}
