package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.munet4j.component.Component;
import org.munet4j.component.Multipath;

/**
 * Connectors and router that learn on what frozen paths answer. Nothing is skipped below the
 * threshold, neither in steps nor in validations.
 */
final class MultipathLearner implements Learner {
  private final Training training;
  private final DeviceMultipath model;
  private final Map<DeviceLeaf, Frozen> taught;
  private final Map<DeviceLeaf, Frozen> held;

  MultipathLearner(Multipath multipath, Training training, Siblings siblings) {
    this.training = training;
    this.model =
        new DeviceMultipath(
            multipath,
            training.trainable(),
            Learning.by(training.optimiser()),
            training.precision(),
            training.momentum().orElse(List.of()));
    this.taught = each(leaf -> siblings.taught(training, leaf));
    this.held = each(leaf -> siblings.still(leaf, training.task().validation()));
  }

  private Map<DeviceLeaf, Frozen> each(Function<DeviceLeaf, Frozen> images) {
    Map<DeviceLeaf, Frozen> all = new IdentityHashMap<>();
    model.leaves().forEach(leaf -> all.put(leaf, images.apply(leaf)));
    return all;
  }

  @Override
  public void train(int[] images, int step, double rate) {
    try (NDManager scope = model.step()) {
      List<NDArray> outputs =
          model.outputs(
              scope,
              images,
              (inner, leaf, same) -> taught.get(leaf).answers(inner, same, training, step));
      model.train(scope, outputs, Feed.labels(scope, training.task().train(), images), rate);
    }
  }

  @Override
  public OptionalDouble accuracy(int count, Stop stop) {
    DeviceGraph.Leaves leaves = (step, leaf, images) -> held.get(leaf).answers(step, images);
    return Evaluation.accuracy(
        model,
        (step, images) -> model.answers(step, images, leaves),
        training.task().validation(),
        count,
        stop);
  }

  @Override
  public OptionalLong goodStepsBeforeFailure() {
    return model.goodStepsBeforeFailure();
  }

  @Override
  public Multipath snapshot(String owner) {
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
