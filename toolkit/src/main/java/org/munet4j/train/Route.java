package org.munet4j.train;

import java.util.List;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Tensor;

/**
 * What a task's weights in the routed layers of a network are made of: the fixed part, plus what
 * the gates give to the components that they may choose from.
 *
 * @param scores of each routed layer: [component, 2] for Gumbel gates, else [component]; learned
 * @param fixed of each routed layer: [component], weights that nothing changes
 * @param free of each routed layer: [component], 1 where a gate decides, else 0
 */
public record Route(List<Tensor> scores, List<Tensor> fixed, List<Tensor> free) {
  public Route {
    scores = List.copyOf(scores);
    fixed = List.copyOf(fixed);
    free = List.copyOf(free);
    Require.that(
        scores.size() == fixed.size() && fixed.size() == free.size(),
        "route: scores of %d layers, fixed weights of %d, gates of %d; needs the same",
        scores.size(),
        fixed.size(),
        free.size());
    for (int layer = 0; layer < fixed.size(); layer++) {
      long components = fixed.get(layer).size();
      Require.that(
          free.get(layer).size() == components && scores.get(layer).shape()[0] == components,
          "route: layer %d has %d fixed weights, %d gates and scores %s; needs one of each for a"
              + " component",
          layer,
          components,
          free.get(layer).size(),
          scores.get(layer));
    }
  }
}
