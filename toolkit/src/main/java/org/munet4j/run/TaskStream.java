package org.munet4j.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.munet4j.component.Component;
import org.munet4j.internal.Require;
import org.munet4j.router.Allocation;
import org.munet4j.router.CoTraining;
import org.munet4j.router.UnusedExperts;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Descent;
import org.munet4j.train.Gating;
import org.munet4j.train.Route;
import org.munet4j.train.RoutedLearner;
import org.munet4j.train.Samples;
import org.munet4j.train.Stop;

/** One continual training while it runs (2009.04381; the steps are those of §2.3). */
final class TaskStream implements AutoCloseable {
  /** Images of a task that tell what it needs; a part says enough of a diagonal. */
  private static final int CONSOLIDATED = 200;

  private final ContinualTraining training;
  private final Stop stop;
  private final RandomStream draws;
  private final Optional<CoTraining> coTraining;
  private final UnusedExperts unused;
  private final Optional<Reservoir> memory;
  private final RoutedLearner learner;
  private final int[] places;
  private final List<Route> routes;
  private final long steps;
  private long step;
  private long coTrained;

  TaskStream(ContinualTraining training, Stop stop) {
    this.training = training;
    this.stop = stop;
    this.draws = RandomStream.seeded(training.seed());
    this.coTraining =
        training.router() instanceof CoTraining router ? Optional.of(router) : Optional.empty();
    this.unused = new UnusedExperts(training.network());
    this.memory =
        training.memory() == 0
            ? Optional.empty()
            : Optional.of(new Reservoir(training.memory(), draws.split("memory")));
    List<Component> start = training.network().fresh("stream", draws.split("components"));
    double routerRate = training.router().rate().orElse(training.rate());
    Descent descent = Descent.sgd(training.rate(), routerRate);
    this.learner = new RoutedLearner(training.network(), start, descent);
    this.places = new int[training.tasks().size()];
    try {
      this.routes = each(this::route);
      for (int task = 0; task < places.length; task++) {
        places[task] = added(task, routes.get(task));
      }
    } catch (RuntimeException | Error unfit) {
      learner.close();
      throw unfit;
    }
    this.steps =
        training.tasks().stream()
            .mapToLong(task -> -Math.floorDiv(-task.train().count(), training.batch()))
            .map(ofEpoch -> ofEpoch * training.epochs())
            .sum();
  }

  private Route route(int task) {
    return training.router().route(training.network(), task, places.length, draws.split("scores"));
  }

  private int added(int task, Route route) {
    Task added = training.tasks().get(task);
    if (training.isShared() && task > 0) {
      return learner.addSharing(added, route, places[0]);
    }
    RandomStream head = draws.split("head").split(task);
    return learner.add(
        added, route, training.network().freshHead(added.classes(), added.name(), head));
  }

  ContinualTraining.Result result() {
    List<Double> before = row();
    List<List<Double>> after = new ArrayList<>();
    for (int task = 0; task < places.length && !stop.isRequested(); task++) {
      learn(task);
      handOn(task);
      after.add(row());
    }
    Require.that(
        !after.isEmpty(), "continual training: was stopped before its first step; run it again");
    List<String> names = training.tasks().stream().map(Task::name).toList();
    return new ContinualTraining.Result(
        new AccuracyMatrix(names, before, after),
        allocation(names),
        each(task -> learner.snapshot(places[task], gating().still(), names.get(task))),
        coTrained,
        stop.isRequested());
  }

  /** Test accuracy on every task as things are. */
  private List<Double> row() {
    return each(
        task ->
            learner.accuracy(places[task], training.tasks().get(task).test(), gating().still()));
  }

  private Allocation allocation(List<String> names) {
    List<Route> learned =
        each(
            task ->
                new Route(
                    learner.scores(places[task]),
                    routes.get(task).fixed(),
                    routes.get(task).free()));
    List<List<Tensor>> weights = each(task -> learner.weights(places[task], gating().still()));
    return Allocation.of(training.network(), names, learned, weights);
  }

  private <T> List<T> each(IntFunction<T> ofTask) {
    return IntStream.range(0, places.length).mapToObj(ofTask).toList();
  }

  private Gating gating() {
    return training.router().gating(step);
  }

  private void learn(int task) {
    Task learned = training.tasks().get(task);
    for (int epoch = 0; epoch < training.epochs() && !stop.isRequested(); epoch++) {
      RandomStream order = draws.split("order").split(task).split(epoch);
      double loss = epoch(task, order.permutation(learned.train().count()));
      training
          .events()
          .accept(
              new ContinualTraining.Moment(
                  learned.name(), task + 1, epoch + 1, loss, unused.count()));
    }
  }

  /** One pass over the training images; answers the mean loss of its steps. */
  private double epoch(int task, int[] order) {
    double sum = 0;
    int steps = 0;
    for (int from = 0; from < order.length && !stop.isRequested(); from += training.batch()) {
      int to = Math.min(order.length, from + training.batch());
      int[] images = IntStream.range(from, to).map(place -> order[place]).toArray();
      sum += step(places[task], Samples.of(places[task], images));
      steps++;
    }
    return sum / Math.max(1, steps);
  }

  private double step(int place, Samples current) {
    Samples samples =
        memory
            .filter(held -> held.count() > 0)
            .map(held -> current.and(held.draw(training.replayed())))
            .orElse(current);
    RandomStream noise = draws.split("gates").split(step);
    double loss = learner.train(samples, gating(), training.router().penalties(step, steps), noise);
    coTraining.filter(router -> unused.count() > 0).ifPresent(it -> coTrain(it, place, samples));
    memory.ifPresent(held -> held.add(current));
    step++;
    return loss;
  }

  /** Replay moves the scores of earlier tasks, too, so their highest count as used as well. */
  private void coTrain(CoTraining router, int place, Samples samples) {
    Gating still = gating().still();
    IntStream.of(samples.tasks())
        .distinct()
        .forEach(task -> unused.use(learner.weights(task, still)));
    List<Tensor> weights = learner.weights(place, still);
    if (router.warmth() > 0 && unused.count() > 0) {
      RandomStream drawn = draws.split("unused").split(step);
      UnusedExperts.Detour detour = unused.detour(router.active(), weights, drawn);
      learner.trainOnly(samples, detour.weights(), detour.trained(), router.warmth());
      coTrained++;
    }
  }

  /** What a finished task leaves to the stream. */
  private void handOn(int task) {
    boolean isLast = task + 1 == places.length;
    if (training.consolidation() > 0 && !isLast) {
      int images = training.tasks().get(task).train().count();
      int[] order = draws.split("consolidated").split(task).permutation(images);
      int[] some = IntStream.of(order).limit(CONSOLIDATED).toArray();
      learner.consolidate(
          Samples.of(places[task], some), gating().still(), training.consolidation());
    }
    if (coTraining.filter(CoTraining::isInheriting).isPresent() && !isLast) {
      Route fresh = routes.get(task + 1);
      Route inherited = new Route(learner.scores(places[task]), fresh.fixed(), fresh.free());
      places[task + 1] = added(task + 1, inherited);
    }
  }

  @Override
  public void close() {
    learner.close();
  }
}
