package org.munet4j.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.munet4j.component.Component;
import org.munet4j.component.Routed;
import org.munet4j.router.Allocation;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Descent;
import org.munet4j.train.Gating;
import org.munet4j.train.Route;
import org.munet4j.train.RoutedLearner;
import org.munet4j.train.Samples;
import org.munet4j.train.Stop;

/** One joint training while it runs. */
final class JointWork implements AutoCloseable {
  private static final String OWNER = "joint";

  private final JointTraining setup;
  private final List<Task> tasks;
  private final RandomStream draws;
  private final RoutedLearner learner;
  private final List<Passes> passes = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();
  private final List<JointTraining.Moment> curve = new ArrayList<>();
  private JointTraining.Moment best;
  private List<Routed> models;
  private List<Double> test;
  private long step;
  private double losses;
  private int heard;

  JointWork(JointTraining setup) {
    this.setup = setup;
    this.tasks = setup.tasks();
    this.draws = RandomStream.seeded(setup.seed()).split("joint training");
    double routerRate = setup.router().rate().orElse(setup.rate());
    List<Component> fresh = setup.network().fresh(OWNER, draws.split("components"));
    learner = new RoutedLearner(setup.network(), fresh, Descent.adam(setup.rate(), routerRate));
    try {
      for (int place = 0; place < tasks.size(); place++) {
        add(tasks.get(place), place);
      }
    } catch (RuntimeException | Error unfit) {
      learner.close();
      throw unfit;
    }
  }

  private void add(Task task, int place) {
    RandomStream own = draws.split("scores").split(place);
    Route route = setup.router().route(setup.network(), place, tasks.size(), own);
    RandomStream kernel = draws.split("heads"); // equal tasks begin with equal heads
    learner.add(task, route, setup.network().freshHead(task.classes(), task.name(), kernel));
    passes.add(new Passes(task.train().count(), draws.split("batches").split(place)));
    routes.add(route);
  }

  JointTraining.Result go() {
    Stop stop = new Stop();
    evaluate(0, false);
    int round = 0;
    boolean isLast = false;
    while (!isLast) {
      for (int task : draws.split("order").split(round).permutation(tasks.size())) {
        train(task);
      }
      round++;
      isLast = round == setup.rounds() || stop.isRequested();
      if (isLast || round % setup.every() == 0) {
        evaluate(round, isLast);
      }
    }
    List<String> names = tasks.stream().map(Task::name).toList();
    return new JointTraining.Result(names, models, best, test, curve, round < setup.rounds());
  }

  private void train(int task) {
    losses +=
        learner.train(
            Samples.of(task, passes.get(task).next(setup.batch())),
            setup.router().gating(step),
            setup.router().penalties(step, setup.steps()).l2(setup.l2()),
            draws.split("gates").split(step),
            setup.dropout());
    step++;
    heard++;
  }

  private void evaluate(int round, boolean isLast) {
    Gating gating = setup.router().gating(step).still();
    List<Double> validation =
        each(task -> learner.accuracy(task, tasks.get(task).validation(), gating));
    JointTraining.Moment now =
        new JointTraining.Moment(
            round, setup.rounds(), isLast, losses / heard, validation, allocation(gating));
    losses = 0;
    heard = 0;
    if (best == null || now.mean() > best.mean()) {
      best = now;
      models = each(task -> learner.snapshot(task, gating, OWNER));
      test = each(task -> learner.accuracy(task, tasks.get(task).test(), gating));
    }
    curve.add(now);
    setup.listener().accept(now);
  }

  private Allocation allocation(Gating gating) {
    List<Route> learned =
        each(
            task ->
                new Route(learner.scores(task), routes.get(task).fixed(), routes.get(task).free()));
    List<List<Tensor>> weights = each(task -> learner.weights(task, gating));
    return Allocation.of(
        setup.network(), tasks.stream().map(Task::name).toList(), learned, weights);
  }

  private <T> List<T> each(IntFunction<T> ofTask) {
    return IntStream.range(0, tasks.size()).mapToObj(ofTask).toList();
  }

  @Override
  public void close() {
    learner.close();
  }
}
