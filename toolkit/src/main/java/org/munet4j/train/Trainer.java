package org.munet4j.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.munet4j.component.ModelPath;
import org.munet4j.data.Images;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Budget.ValidationPlan;

/**
 * Trains one path on one device: intervals of steps, a validation after each, and the best snapshot
 * kept (muNet, §2.5). A stop ends it within one step, with the best so far.
 */
public final class Trainer {
  private final Training training;
  private final Stop stop;
  private final DoubleConsumer watcher;

  private Trainer(Training training, Stop stop, DoubleConsumer watcher) {
    this.training = training;
    this.stop = stop;
    this.watcher = watcher;
  }

  /**
   * Runs a training to its end or to the stop.
   *
   * @param watcher hears the validation quality after each interval
   */
  public static Trained run(Training training, Stop stop, DoubleConsumer watcher) {
    return new Trainer(training, stop, watcher).run();
  }

  private Trained run() {
    ModelPath best = training.path();
    double bestScore = training.bestScore();
    boolean improved = false;
    List<Double> evaluations = new ArrayList<>();
    try (DeviceModel model = new DeviceModel(training.path(), training.trainable())) {
      Batches batches = new Batches();
      for (int interval = 0; interval < training.budget().validations(); interval++) {
        if (!train(model, batches, interval)) {
          return new Trained(best, improved, score(improved, bestScore), evaluations, !stopped());
        }
        double quality = validate(model);
        evaluations.add(quality);
        watcher.accept(quality);
        double score = training.score().applyAsDouble(quality);
        if (score > bestScore) {
          best = model.snapshot(training.trainable(), training.task().name());
          bestScore = score;
          improved = true;
        }
      }
    }
    return new Trained(best, improved, score(improved, bestScore), evaluations, false);
  }

  private static double score(boolean improved, double bestScore) {
    return improved ? bestScore : Double.NEGATIVE_INFINITY;
  }

  private boolean stopped() {
    return stop.isRequested();
  }

  /** One interval; false when it was stopped or the gradient was not finite. */
  private boolean train(DeviceModel model, Batches batches, int interval) {
    Budget budget = training.budget();
    int steps = budget.interval(training.task().train().count());
    Sgd sgd = training.sgd();
    for (int i = 0; i < steps; i++) {
      if (stopped()) {
        return false;
      }
      int step = interval * steps + i;
      double rate =
          sgd.schedule().rate(step, steps, budget.validations(), sgd.peak(), sgd.warmupRatio());
      if (!batches.train(model, step, rate)) {
        return false;
      }
    }
    return true;
  }

  /** Mean of the batch accuracies on the first validation images. */
  private double validate(DeviceModel model) {
    Images images = training.task().validation();
    ValidationPlan plan = training.budget().validation(images.count());
    return Evaluation.correct(model, images, training.path(), plan.images())
        / (double) plan.images();
  }

  /** Passes over the training images in an order drawn anew for each pass. */
  private final class Batches {
    private final Images images = training.task().train();
    private final Preprocessing preprocessing =
        new Preprocessing(images, training.path().vit().imageSize());
    private final int size = Math.min(training.budget().batch(), images.count());
    private final int perPass = images.count() / size;
    private int[] order = new int[0];

    boolean train(DeviceModel model, int step, double rate) {
      if (step % perPass == 0) {
        order = training.batches().split("pass").split(step / perPass).permutation(images.count());
      }
      int[] indices = new int[size];
      int[] labels = new int[size];
      for (int i = 0; i < size; i++) {
        indices[i] = order[step % perPass * size + i];
        labels[i] = images.label(indices[i]);
      }
      RandomStream changes = training.batches().split("augmentation").split(step);
      float[] batch = preprocessing.batch(indices, training.augmentation(), changes.generator());
      return model.train(batch, labels, rate, training.sgd());
    }
  }
}
