package org.munet4j.train;

import java.util.List;
import java.util.Set;
import org.munet4j.component.Component;
import org.munet4j.component.Routed;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.data.Images;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;

/** SKELETON: signatures that others build on; the bodies follow within minutes. */
public final class RoutedLearner implements AutoCloseable {
  /** A network on the device that begins with these components (all that have parameters). */
  public RoutedLearner(RoutedNetwork network, List<Component> start, Descent descent) {
    throw new UnsupportedOperationException();
  }

  /** Adds a task with its own head; answers its place, from 0. */
  public int add(Task task, Route route, Component head) {
    throw new UnsupportedOperationException();
  }

  /** Adds a task that shares the head of an earlier one. */
  public int addSharing(Task task, Route route, int other) {
    throw new UnsupportedOperationException();
  }

  /**
   * One step on the mean loss of samples: components, heads of the samples' tasks, and their
   * scores.
   *
   * @param draws of the noise of the gates
   * @return the loss without EWC's term
   * @throws IllegalStateException if the loss is not finite
   */
  public double train(Samples samples, Gating gating, Penalties penalties, RandomStream draws) {
    throw new UnsupportedOperationException();
  }

  /**
   * One step of plain gradient descent on some components alone, with given weights for all
   * samples: no other component, no score and no head changes.
   *
   * @param weights of each routed layer: [component]
   * @param trained names of the components that change, {@link RoutedNetwork#name}
   */
  public double trainOnly(Samples samples, List<Tensor> weights, Set<String> trained, double rate) {
    throw new UnsupportedOperationException();
  }

  /**
   * Elastic weight consolidation: from now on each step is pulled towards the parameters as they
   * are now, as strongly as the diagonal Fisher information of these samples says; calls add up.
   */
  public void consolidate(Samples samples, Gating gating, double lambda) {
    throw new UnsupportedOperationException();
  }

  /** The scores of a task as they are now, of each routed layer. */
  public List<Tensor> scores(int task) {
    throw new UnsupportedOperationException();
  }

  /** The weights [component] of each routed layer that the gates give a task, without noise. */
  public List<Tensor> weights(int task, Gating gating) {
    throw new UnsupportedOperationException();
  }

  /** Accuracy of a task's model without noise, 0 to 1, on images of its classes. */
  public double accuracy(int task, Images images, Gating gating) {
    throw new UnsupportedOperationException();
  }

  /** The task's model as it is now: the components that it uses without noise, and its head. */
  public Routed snapshot(int task, Gating gating, String owner) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
