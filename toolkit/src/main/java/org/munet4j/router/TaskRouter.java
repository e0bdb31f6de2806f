package org.munet4j.router;

import java.util.Optional;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Gating;
import org.munet4j.train.Penalties;
import org.munet4j.train.Route;

/**
 * A router whose weights depend on the task: it says which components of a {@link RoutedNetwork}
 * each task uses, and learns it beside them.
 */
public non-sealed interface TaskRouter extends Router {
  /**
   * What a task begins with.
   *
   * @param task its place, from 0
   * @param tasks number of all tasks
   * @param draws of the initial scores
   */
  Route route(RoutedNetwork network, int task, int tasks, RandomStream draws);

  /** How weights come from scores in a step of training, counted from 0. */
  Gating gating(long step);

  /** Learning rate of the scores; empty means that of the components. */
  default Optional<Double> rate() {
    return Optional.empty();
  }

  /** The loss's terms beside the cross-entropy in a step, of so many. */
  default Penalties penalties(long step, long steps) {
    return Penalties.none();
  }
}
