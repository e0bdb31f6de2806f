package org.munet4j.train;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoubleConsumer;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.data.Images;
import org.munet4j.train.Trained.End;

/**
 * Trains one path on one device: intervals of steps, a validation after each, and the best snapshot
 * kept (muNet, §2.5). A stop ends it within one step, with the best so far.
 */
public final class Trainer {
  private final Training training;
  private final Siblings siblings;
  private final Stop stop;
  private final DoubleConsumer watcher;
  private final List<Double> evaluations = new ArrayList<>();
  private ModelPath best;
  private List<Component> momentum = List.of();
  private double bestScore;
  private boolean isImproved;
  private String reason = "";

  private Trainer(Training training, Siblings siblings, Stop stop, DoubleConsumer watcher) {
    this.training = training;
    this.siblings = siblings;
    this.stop = stop;
    this.watcher = watcher;
    this.best = training.path();
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
    try (DeviceModel model =
        new DeviceModel(
            training.path(),
            training.trainable(),
            Learning.by(training.optimiser()),
            training.precision(),
            training.momentum().orElse(List.of()))) {
      Batches batches = new Batches(model);
      Frozen held = siblings.still(model, training.task().validation());
      End end = End.FINISHED;
      for (int i = 0; i < training.budget().validations() && end == End.FINISHED; i++) {
        end = interval(model, batches, held, i);
      }
      double score = isImproved ? bestScore : Double.NEGATIVE_INFINITY;
      return new Trained(best, isImproved, score, evaluations, end, reason, momentum);
    }
  }

  /** Steps and a validation; FINISHED if all of it ran. */
  private End interval(DeviceModel model, Batches batches, Frozen held, int interval) {
    Budget budget = training.budget();
    int steps = budget.interval(training.task().train().count());
    for (int i = 0; i < steps; i++) {
      int step = interval * steps + i;
      double rate = training.optimiser().rate(step, steps, budget.validations());
      if (stop.isRequested()) {
        return End.STOPPED;
      }
      batches.train(model, step, rate);
    }
    OptionalLong good = model.goodStepsBeforeFailure();
    if (good.isPresent()) {
      return diverged("loss or gradient was not finite in step " + (good.getAsLong() + 1));
    }
    OptionalDouble quality = validate(model, held);
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
  private OptionalDouble validate(DeviceModel model, Frozen held) {
    Images images = training.task().validation();
    int count = training.budget().validation(images.count()).images();
    return Evaluation.accuracy(model, held, images, count, stop);
  }

  private void judge(DeviceModel model, double quality) {
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
    private final Images images = training.task().train();
    private final Frozen frozen;
    private final int size = Math.min(training.budget().batch(), images.count());
    private final int perPass = images.count() / size;
    private int[] order = new int[0];

    Batches(DeviceModel model) {
      this.frozen = siblings.taught(training, model);
    }

    void train(DeviceModel model, int step, double rate) {
      if (step % perPass == 0) {
        order = training.batches().split("pass").split(step / perPass).permutation(images.count());
      }
      int start = step % perPass * size;
      int[] places = Arrays.copyOfRange(order, start, start + size);
      try (NDManager scope = model.step()) {
        frozen.train(scope, places, training, step, rate);
      }
    }
  }
}
