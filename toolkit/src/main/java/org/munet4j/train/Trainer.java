package org.munet4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoubleConsumer;
import org.munet4j.component.Component;
import org.munet4j.component.ModelGraph;
import org.munet4j.data.Images;
import org.munet4j.train.Trained.End;

/**
 * Trains one model on one device: intervals of steps, a validation after each, and the best
 * snapshot kept (muNet, §2.5). A stop ends it within one step, with the best so far.
 */
public final class Trainer {
  private final Training training;
  private final Siblings siblings;
  private final Stop stop;
  private final DoubleConsumer watcher;
  private final List<Double> evaluations = new ArrayList<>();
  private ModelGraph best;
  private List<Component> momentum = List.of();
  private double bestScore;
  private boolean isImproved;
  private String reason = "";

  private Trainer(Training training, Siblings siblings, Stop stop, DoubleConsumer watcher) {
    this.training = training;
    this.siblings = siblings;
    this.stop = stop;
    this.watcher = watcher;
    this.best = training.graph();
    this.bestScore = training.bestScore();
  }

  /**
   * Runs a training to its end or to the stop.
   *
   * @param watcher hears the validation quality after each interval
   */
  public static Trained run(Training training, Stop stop, DoubleConsumer watcher) {
    try (FrozenCache none = FrozenCache.none()) {
      return run(training, none.siblings(List.of(training)), stop, watcher);
    }
  }

  /**
   * The same, computing what is frozen only where no other training did.
   *
   * @param siblings the trainings of a generation, this one among them
   */
  public static Trained run(
      Training training, Siblings siblings, Stop stop, DoubleConsumer watcher) {
    return new Trainer(training, siblings, stop, watcher).run();
  }

  private Trained run() {
    try (Learner model = Learner.of(training, siblings)) {
      Batches batches = new Batches(model);
      End end = End.FINISHED;
      for (int i = 0; i < training.budget().validations() && end == End.FINISHED; i++) {
        end = interval(model, batches, i);
      }
      double score = isImproved ? bestScore : Double.NEGATIVE_INFINITY;
      return new Trained(best, isImproved, score, evaluations, end, reason, momentum);
    }
  }

  /** Steps and a validation; FINISHED if all of it ran. */
  private End interval(Learner model, Batches batches, int interval) {
    Budget budget = training.budget();
    int steps = budget.interval(training.task().train().count());
    for (int i = 0; i < steps; i++) {
      int step = interval * steps + i;
      double rate = training.optimiser().rate(step, steps, budget.validations());
      if (stop.isRequested()) {
        return End.STOPPED;
      }
      batches.train(step, rate);
    }
    OptionalLong good = model.goodStepsBeforeFailure();
    if (good.isPresent()) {
      return diverged("loss or gradient was not finite in step " + (good.getAsLong() + 1));
    }
    OptionalDouble quality = validate(model);
    quality.ifPresent(measured -> judge(model, measured));
    return quality.isPresent()
        ? End.FINISHED
        : stop.isRequested()
            ? End.STOPPED
            : diverged("an answer was not finite at validation " + (interval + 1));
  }

  private End diverged(String what) {
    reason = what + "; a smaller learning rate may help";
    return End.DIVERGED;
  }

  /** Accuracy on the first validation images, as the budget plans it. */
  private OptionalDouble validate(Learner model) {
    int images = training.task().validation().count();
    int count = training.budget().validation(images).images();
    return model.accuracy(count, stop);
  }

  private void judge(Learner model, double quality) {
    evaluations.add(quality);
    watcher.accept(quality);
    double score = training.score().applyAsDouble(quality);
    if (training.improvement().beats(score, bestScore)) {
      String owner = training.task().name();
      best = model.snapshot(owner);
      momentum = training.momentum().isPresent() ? model.momentum(owner) : List.of();
      bestScore = score;
      isImproved = true;
    }
  }

  /** Passes over the training images in an order drawn anew for each pass. */
  private final class Batches {
    private final Learner model;
    private final Images images = training.task().train();
    private final int size = Math.min(training.budget().batch(), images.count());
    private final int perPass = images.count() / size;
    private int[] order = new int[0];

    Batches(Learner model) {
      this.model = model;
    }

    void train(int step, double rate) {
      if (step % perPass == 0) {
        order = training.batches().split("pass").split(step / perPass).permutation(images.count());
      }
      int start = step % perPass * size;
      model.train(Arrays.copyOfRange(order, start, start + size), step, rate);
    }
  }
}
