package org.munet4j.task;

import java.util.Optional;
import org.munet4j.data.Outline;
import org.munet4j.data.Source;

/**
 * A task that is not built yet: naming it reads no file. Its images are split first, then limited,
 * then changed.
 *
 * @param name of the task
 * @param origin of its images
 * @param rule that splits them
 * @param limits of its splits
 * @param change of all its images
 */
public record TaskPlan(String name, Origin origin, SplitRule rule, Limits limits, Change change) {
  /** Every image, as it is. */
  public TaskPlan(String name, Origin origin, SplitRule rule) {
    this(name, origin, rule, Limits.seeded(0), new Change.None());
  }

  /**
   * Reads or draws all images.
   *
   * @throws IllegalArgumentException that says what belongs where, if its files are not there
   */
  public Task build() {
    return build(origin.read());
  }

  /** The same of images that were read from the origin before. */
  Task build(Source source) {
    Task task = limits.of(Task.named(name).from(source).rule(rule).build());
    return new Task(
        name, change.of(task.train()), change.of(task.validation()), change.of(task.test()));
  }

  /** What {@link #build()} would give, from headers and names; empty if its files are missing. */
  public Optional<Outline> outline() {
    return origin.outline().map(rule::planned).map(limits::planned);
  }

  /** Where the images come from and what happens to them, in a few words, for tables. */
  public String source() {
    return change.words().isEmpty() ? origin.source() : origin.source() + ", " + change.words();
  }

  /** The variant with 800 training and 200 validation images, called {@code name-1k}. */
  public TaskPlan fewShot(long seed) {
    return new TaskPlan(name + "-1k", origin, rule.fewShot(seed), limits, change);
  }

  /** The same with at most so many images of each split. */
  public TaskPlan limited(Limits other) {
    return new TaskPlan(name, origin, rule, other, change);
  }

  /** The same images, changed alike, as a task of another name. */
  public TaskPlan changed(String other, Change what) {
    return new TaskPlan(other, origin, rule, limits, what);
  }

  TaskPlan rule(SplitRule other) {
    return new TaskPlan(name, origin, other, limits, change);
  }
}
