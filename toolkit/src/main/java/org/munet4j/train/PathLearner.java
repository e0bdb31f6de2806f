package org.munet4j.train;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;

/** A single path that learns. */
final class PathLearner implements Learner {
  private final Training training;
  private final DeviceModel model;
  private final Frozen taught;
  private final Frozen held;

  PathLearner(Training training, Siblings siblings) {
    this.training = training;
    this.model =
        new DeviceModel(
            training.graph().single(),
            training.trainable(),
            Learning.by(training.optimiser()),
            training.precision(),
            training.momentum().orElse(List.of()));
    this.taught = siblings.taught(training, model);
    this.held = siblings.still(model, training.task().validation());
  }

  @Override
  public void train(int[] images, int step, double rate) {
    try (NDManager scope = model.step()) {
      taught.train(model, scope, images, training, step, rate);
    }
  }

  @Override
  public OptionalDouble accuracy(int count, Stop stop) {
    return Evaluation.accuracy(model, held::logits, training.task().validation(), count, stop);
  }

  @Override
  public OptionalLong goodStepsBeforeFailure() {
    return model.goodStepsBeforeFailure();
  }

  @Override
  public ModelPath snapshot(String owner) {
    return model.snapshot(owner);
  }

  @Override
  public List<Component> momentum(String owner) {
    return model.momentum(owner);
  }

  @Override
  public void close() {
    model.close();
  }
}
