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

  /** All that decides what it learns, by name, in plain words. */
  SortedMap<String, String> settings();
}
