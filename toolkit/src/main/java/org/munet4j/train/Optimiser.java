package org.munet4j.train;

/** A rule that turns gradients into steps, with a learning rate that moves by a schedule. */
public sealed interface Optimiser permits Sgd, AdamW {
  /** Largest learning rate. */
  double peak();

  Schedule schedule();

  /** Part of the steps that warm up, 0 to below 1. */
  double warmupRatio();

  /** The warm-up starts from the peak divided by this. */
  default double floor() {
    return 100;
  }

  /**
   * The learning rate of one step.
   *
   * @param step from 0
   * @param interval steps between two validations
   * @param intervals number of validations
   */
  default double rate(int step, int interval, int intervals) {
    return schedule().rate(step, interval, intervals, peak(), warmupRatio(), floor());
  }
}
