package org.munet4j.router;

import java.util.SortedMap;

/**
 * The third noun beside tasks and agents: decides which paths a model's answer is made of. Routers
 * are values; the same settings, paths and seed give the same weights.
 */
public sealed interface Router permits PerSampleRouter, TaskRouter {
  /** The router of multipath agents: weights for each sample (§8.3). */
  static PerSampleRouter perSample() {
    return PerSampleRouter.ofThePaper();
  }

  /** Sparse experts for each task, those unused kept warm (2009.04381). */
  static CoTraining coTraining() {
    return CoTraining.ofThePaper();
  }

  /** Learns a binary matrix of tasks and components (1910.04915). */
  static GumbelMatrix gumbelMatrix() {
    return GumbelMatrix.ofThePaper();
  }

  /** Every task uses the sum of all components, as in the public code of 1910.04915. */
  static SharedBottom sharedBottom() {
    return new SharedBottom(false);
  }

  /** Each task uses components of its own. */
  static NoSharing noSharing() {
    return new NoSharing();
  }

  /** Relaxed gates over skills beside a base, in the manner of Polytropon. */
  static SkillRouter skills() {
    return SkillRouter.standard();
  }

  /** Learns which layers become a task's own, in the manner of TAPS. */
  static LayerSelection layerSelection() {
    return LayerSelection.standard();
  }

  /** All that decides what it learns, by name, in plain words. */
  SortedMap<String, String> settings();
}
