package org.munet4j.train;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.munet4j.component.Component;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.Multipath;

/** The graph of one training on the device; closing it frees all of it. */
sealed interface Learner extends AutoCloseable permits PathLearner, MultipathLearner {
  static Learner of(Training training, Siblings siblings) {
    return training.graph() instanceof Multipath multipath
        ? new MultipathLearner(multipath, training, siblings)
        : new PathLearner(training, siblings);
  }

  /** One step on training images. */
  void train(int[] images, int step, double rate);

  /** Accuracy on the first validation images; empty if stopped or an answer was not finite. */
  OptionalDouble accuracy(int count, Stop stop);

  /** Steps that went well before the first that was not finite; empty if all were. */
  OptionalLong goodStepsBeforeFailure();

  /** The graph with what is trained as it is now. */
  ModelGraph snapshot(String owner);

  /** The velocities of what is trained as they are now. */
  List<Component> momentum(String owner);

  @Override
  void close();
}
