package org.munet4j.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import org.munet4j.space.Hyperparameters;
import org.munet4j.system.Child;
import org.munet4j.system.Metrics;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Evaluation;
import org.munet4j.train.Siblings;
import org.munet4j.train.Trained;
import org.munet4j.train.Trainer;
import org.munet4j.train.Training;

/** One task iteration of muNet (§4.2): seed pass, evolution, and the best path kept. */
final class MuNetCycle {
  private final MuNet agent;
  private final MultitaskSystem system;
  private final int cycle;
  private final Context context;
  private final RandomStream stream;
  private final SizeScore score;
  private final Population population;
  private final MuNetSampling sampling;
  private final List<Child> children = new ArrayList<>();

  MuNetCycle(MuNet agent, MultitaskSystem system, int cycle, Context context) {
    this.agent = agent;
    this.system = system;
    this.cycle = cycle;
    this.context = context;
    this.stream = RandomStream.seeded(agent.seed()).split("munet").split(name()).split(cycle);
    this.score = new SizeScore(agent.sizeScale(), system.root().path().parameters());
    this.population = new Population(system);
    system.find(name()).map(this::rescored).ifPresent(population::add);
    this.sampling = new MuNetSampling(agent, system, population);
  }

  Publication run() {
    int validations = agent.budget().validations();
    context.events().accept(new Event.CycleStarted(name(), cycle, agent.children(), validations));
    int generations = (agent.children() - 1) / agent.generation() + 1;
    for (int g = 0; g < generations && !isStopped(); g++) {
      generation(g);
    }
    Publication publication =
        new Publication(
            agent.name(),
            name(),
            cycle,
            population.best().map(this::tested),
            children,
            context.stop().isRequested());
    context.events().accept(new Event.CycleEnded(name(), publication));
    return publication;
  }

  private void generation(int number) {
    RandomStream random = stream.split("generation").split(number);
    Hyperparameters data = sampling.dataChoices(random.split("data").generator());
    List<Draft> drafts = new ArrayList<>();
    int size = Math.min(agent.generation(), agent.children() - children.size());
    for (int i = 0; i < size; i++) {
      String id = agent.name() + "." + cycle + "." + (children.size() + i);
      drafts.add(sampling.child(id, data, random.split("child").split(i)));
    }
    List<Trained> trained = trained(drafts, random.split("batches"));
    for (int i = 0; i < size; i++) {
      end(number, drafts.get(i), trained.get(i));
    }
  }

  /** Whether to end; an interrupt between two generations is a stop, too. */
  private boolean isStopped() {
    if (Thread.currentThread().isInterrupted()) {
      context.stop().request();
    }
    return context.stop().isRequested();
  }

  private String name() {
    return agent.task().name();
  }

  private Model rescored(Model model) {
    double now = score.of(model.metrics().quality(), system.accountedParameters(model));
    return model.withMetrics(model.metrics().withScore(now));
  }

  private List<Trained> trained(List<Draft> drafts, RandomStream batches) {
    List<Training> trainings = drafts.stream().map(draft -> training(draft, batches)).toList();
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
    Trained now = Trainer.run(training, siblings, context.stop(), watcher);
    return now.end() == Trained.End.STOPPED
        ? now
        : context.recall().keep(draft.id(), training, now);
  }

  private Training training(Draft draft, RandomStream batches) {
    return new Training(
        draft.made().path(),
        draft.made().trainable(),
        agent.task(),
        draft.hyperparameters().sgd(),
        draft.hyperparameters().augmentation(),
        agent.budget(),
        quality -> score.of(quality, draft.accountedParameters()),
        draft.scoreToBeat(),
        batches,
        agent.precision());
  }

  private DoubleConsumer watcher(Draft draft) {
    AtomicInteger interval = new AtomicInteger();
    return quality ->
        context
            .events()
            .accept(new Event.Validated(name(), draft.id(), interval.getAndIncrement(), quality));
  }

  private void end(int generation, Draft draft, Trained trained) {
    if (trained.evaluations().isEmpty() && trained.end() == Trained.End.STOPPED) {
      population.uncount(draft.parent());
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
    context.events().accept(new Event.ChildEnded(name(), child));
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
        draft.id(), name(), draft.parent().id(), trained.path(), draft.hyperparameters(), metrics);
  }

  /** The model with its count of children, and with its test accuracy if that is new. */
  private Model tested(Model model) {
    Metrics counted = model.metrics().withOffspring(population.offspring(model));
    if (counted.test().isEmpty()) {
      OptionalDouble test =
          Evaluation.accuracy(model.path(), agent.task().test(), context.cache(), context.stop());
      counted = test.isPresent() ? counted.withTest(test.getAsDouble()) : counted;
    }
    return model.withMetrics(counted);
  }
}
