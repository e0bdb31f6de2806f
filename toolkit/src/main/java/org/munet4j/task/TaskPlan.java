package org.munet4j.task;

import java.util.Optional;
import org.munet4j.data.Outline;

/**
 * A task that is not built yet: naming it reads no file.
 *
 * @param name of the task
 * @param origin of its images
 * @param rule that splits them
 */
public record TaskPlan(String name, Origin origin, SplitRule rule) {
  /**
   * Reads or draws all images.
   *
   * @throws IllegalArgumentException that says what belongs where, if its files are not there
   */
  public Task build() {
    return Task.named(name).from(origin.read()).rule(rule).build();
  }

  /** What {@link #build()} would give, from headers and names; empty if its files are missing. */
  public Optional<Outline> outline() {
    return origin.outline().map(rule::planned);
  }

  /** The variant with 800 training and 200 validation images, called {@code name-1k}. */
  public TaskPlan fewShot(long seed) {
    return new TaskPlan(name + "-1k", origin, rule.fewShot(seed));
  }

  TaskPlan rule(SplitRule other) {
    return new TaskPlan(name, origin, other);
  }
}
