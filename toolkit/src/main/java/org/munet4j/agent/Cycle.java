package org.munet4j.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.function.IntFunction;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Routed;
import org.munet4j.internal.Require;
import org.munet4j.space.Hyperparameters;
import org.munet4j.system.Child;
import org.munet4j.system.Metrics;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Budget;
import org.munet4j.train.Evaluation;
import org.munet4j.train.Precision;
import org.munet4j.train.Sgd;
import org.munet4j.train.Siblings;
import org.munet4j.train.Trained;
import org.munet4j.train.Trainer;
import org.munet4j.train.Training;

/**
 * One cycle of an agent on its task: trains the drafts of each generation, keeps in the population
 * those that beat their parent, and answers the best path.
 */
final class Cycle {
  private final Agent agent;
  private final MultitaskSystem system;
  private final int number;
  private final Context context;
  private final Rules rules;
  private final Population population;
  private final List<Child> children = new ArrayList<>();
  private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

  /** What holds for every child. */
  record Rules(
      Budget budget,
      Score score,
      Selection selection,
      Inheritance inheritance,
      Precision precision,
      boolean isPrivate) {}

  Cycle(Agent agent, MultitaskSystem system, int number, Context context, Rules rules) {
    this.agent = agent;
    this.system = system;
    this.number = number;
    this.context = context;
    this.rules = rules;
    this.population = new Population(system, task(), rules.selection());
    system
        .publishedBy(agent.name(), task())
        .filter(model -> !(model.graph() instanceof Routed))
        .map(this::rescored)
        .ifPresent(population::add);
  }

  /** Checks that a task's first models are as deep as the root. */
  static void checkDepth(String agent, Hyperparameters first, int layers) {
    Require.that(
        first.integer(Hyperparameters.LAYERS) == layers,
        "%s: defaults have num_layers %d, the root has %d; use .with(\"num_layers\", %d)",
        agent,
        first.integer(Hyperparameters.LAYERS),
        layers,
        layers);
  }

  /** The root of a system, from which agents derive single paths. */
  static ModelPath root(String agent, MultitaskSystem system) {
    Require.that(
        system.root().isSinglePath(),
        "%s derives its models from a ViT, and the system's root is a %s; begin a system with"
            + " Model.root(path) for it",
        agent,
        system.root().graph());
    return system.root().path();
  }

  Population population() {
    return population;
  }

  /** How many children were trained so far. */
  int trained() {
    return children.size();
  }

  /** Id of a child of this cycle, by its number from 0. */
  String id(int child) {
    return agent.name() + "." + number + "." + child;
  }

  /** What the children of a generation are made of. */
  interface Drafts {
    /** How images are prepared, for all children of a generation. */
    Hyperparameters dataChoices(RandomStream random);

    Draft child(String id, Hyperparameters data, RandomStream random);
  }

  /** Evolves so many children in generations of this size; all of one see the same batches. */
  Publication evolve(int count, int size, RandomStream stream, Drafts drafts) {
    begin(count);
    for (int generation = 0; trained() < count && !isStopped(); generation++) {
      RandomStream random = stream.split("generation").split(generation);
      Hyperparameters data = drafts.dataChoices(random.split("data"));
      List<Draft> next = new ArrayList<>();
      for (int i = 0; i < Math.min(size, count - trained()); i++) {
        next.add(drafts.child(id(trained() + i), data, random.split("child").split(i)));
      }
      RandomStream batches = random.split("batches");
      train(generation, next, place -> batches);
    }
    return publication();
  }

  /** Tells listeners how many children will be trained. */
  void begin(int count) {
    int validations = rules.budget().validations();
    context
        .events()
        .accept(new Event.CycleStarted(agent.name(), task(), number, count, validations));
  }

  /** Whether to end; an interrupt between two generations is a stop, too. */
  boolean isStopped() {
    if (Thread.currentThread().isInterrupted()) {
      context.stop().request();
    }
    return context.stop().isRequested();
  }

  /**
   * Trains a generation.
   *
   * @param batches draws the batches of each draft, by its place; equal streams see the same
   */
  void train(int generation, List<Draft> drafts, IntFunction<RandomStream> batches) {
    List<Training> trainings = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      trainings.add(training(drafts.get(i), batches.apply(i)));
    }
    List<Trained> trained = trained(drafts, trainings);
    for (int i = 0; i < drafts.size(); i++) {
      end(generation, drafts.get(i), trained.get(i));
    }
    population.prune();
  }

  /**
   * Ends the cycle with the best of the population.
   *
   * @throws RuntimeException the first child's, if all of them failed
   */
  Publication publication() {
    if (!failures.isEmpty() && failures.size() == children.size()) {
      throw failures.element();
    }
    Publication publication =
        new Publication(
            agent.name(),
            task(),
            number,
            population.best().map(this::tested),
            children,
            context.stop().isRequested());
    context.events().accept(new Event.CycleEnded(task(), publication));
    return publication;
  }

  private String task() {
    return agent.task().name();
  }

  private Model rescored(Model model) {
    double now =
        score(
            model.metrics().quality(),
            model.graph(),
            system.accountedParameters(model, rules.inheritance().charging()));
    return model.withMetrics(model.metrics().withScore(now));
  }

  private List<Trained> trained(List<Draft> drafts, List<Training> trainings) {
    try (Siblings siblings = context.cache().siblings(trainings)) {
      List<Callable<Trained>> jobs = new ArrayList<>();
      for (int i = 0; i < drafts.size(); i++) {
        Draft draft = drafts.get(i);
        Training training = trainings.get(i);
        jobs.add(() -> trained(draft, training, siblings));
      }
      return context.slots().run(jobs, context.stop());
    }
  }

  /** What the child's training gave in an earlier attempt at this cycle, or gives now. */
  private Trained trained(Draft draft, Training training, Siblings siblings) {
    DoubleConsumer watcher = watcher(draft);
    Optional<Trained> known = context.recall().find(draft.id(), training);
    known.ifPresent(before -> before.evaluations().forEach(watcher::accept));
    if (known.isPresent()) {
      return known.get();
    }
    Trained now = trainedNow(training, siblings, watcher);
    return now.end() == Trained.End.STOPPED || now.end() == Trained.End.FAILED
        ? now
        : context.recall().keep(draft.id(), training, now);
  }

  /** One child's failure stays its own. */
  private Trained trainedNow(Training training, Siblings siblings, DoubleConsumer watcher) {
    try {
      return Trainer.run(training, siblings, context.stop(), watcher);
    } catch (RuntimeException failure) {
      failures.add(failure);
      return Trained.failed(training.graph(), failure);
    }
  }

  private Training training(Draft draft, RandomStream batches) {
    Offspring made = draft.made();
    Sgd sgd = draft.hyperparameters().sgd().withFloor(rules.inheritance().warmupFloor());
    return new Training(
        made.graph(),
        made.trainable(),
        agent.task(),
        sgd,
        draft.hyperparameters().augmentation(),
        rules.budget(),
        quality -> score(quality, made.graph(), draft.accountedParameters()),
        draft.scoreToBeat(),
        batches,
        rules.precision(),
        rules.selection().keep(),
        rules.inheritance().hasMomentum() ? Optional.of(made.trained()) : Optional.empty());
  }

  private double score(double quality, ModelGraph graph, double accountedParameters) {
    return rules.score().of(quality, accountedParameters, graph.flops(), system.root().graph());
  }

  private DoubleConsumer watcher(Draft draft) {
    AtomicInteger interval = new AtomicInteger();
    return quality ->
        context
            .events()
            .accept(new Event.Validated(task(), draft.id(), interval.getAndIncrement(), quality));
  }

  private void end(int generation, Draft draft, Trained trained) {
    if (trained.evaluations().isEmpty() && trained.end() == Trained.End.STOPPED) {
      if (draft.isCounted()) {
        population.uncount(draft.parent());
      }
      return;
    }
    Child child =
        new Child(
            draft.id(),
            draft.parent().id(),
            generation,
            draft.made().changes(),
            List.copyOf(draft.made().trainable()),
            draft.accountedParameters(),
            trained.quality(),
            trained.score(),
            trained.evaluations(),
            trained.isImproved(),
            trained.end());
    children.add(child);
    if (trained.isImproved()) {
      population.add(model(draft, trained));
    }
    context.events().accept(new Event.ChildEnded(task(), child));
  }

  private Model model(Draft draft, Trained trained) {
    int generation = draft.parent().metrics().generation() + 1;
    Metrics metrics =
        new Metrics(
            trained.quality(),
            OptionalDouble.empty(),
            trained.score(),
            generation,
            0,
            trained.evaluations());
    return new Model(
        draft.id(),
        task(),
        draft.parent().id(),
        trained.graph(),
        draft.hyperparameters(),
        metrics,
        draft.made().momentum(trained.momentum()),
        rules.isPrivate() || draft.parent().isPrivate());
  }

  /** The model with its count of children, and with its test accuracy if that is new. */
  private Model tested(Model model) {
    Metrics counted = model.metrics().withOffspring(population.offspring(model));
    if (counted.test().isEmpty()) {
      OptionalDouble test =
          Evaluation.accuracy(model.graph(), agent.task().test(), context.cache(), context.stop());
      counted = test.isPresent() ? counted.withTest(test.getAsDouble()) : counted;
    }
    return model.withMetrics(counted);
  }
}
