package org.munet4j.agent;

import java.util.Optional;
import java.util.SortedMap;
import org.munet4j.internal.Require;
import org.munet4j.space.Hyperparameters;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;
import org.munet4j.train.Budget;
import org.munet4j.train.Precision;

/**
 * What muNet is compared with (muNet family, §4.6): replicas of the root that are trained apart,
 * each with its own batches, all with the same hyperparameters; the best by validation is kept. All
 * replicas together get as many validation intervals as a search of so many children does, and one
 * replica's schedule stretches over all of its own.
 *
 * <p>Every replica begins from the root, never from another task's model. For parameters per task
 * give each baseline a system of its own, {@code MultitaskSystem.from(root)}: in one that has a
 * model of the task already, the better of the two stays.
 *
 * <p>Defaults: seed 7, 8 replicas, the budget of a search of 128 children (two iterations of 64) of
 * 4 validations each, so 64 validations a replica, batches of 256, the root's hyperparameters,
 * float32.
 *
 * @param tuning what of the root is trained
 * @param task the task's images and name
 * @param seed start of every random stream
 * @param replicas trained apart from each other
 * @param children of the search that it is compared with, in all of its cycles; their validations
 *     divide evenly into replicas
 * @param defaults hyperparameters of every replica; empty takes the root's
 * @param budget what one child of that search may cost
 * @param precision of the linear maps in training and validation; the published model's test is
 *     always in float32
 */
public record Baseline(
    Tuning tuning,
    Task task,
    long seed,
    int replicas,
    int children,
    Optional<Hyperparameters> defaults,
    Budget budget,
    Precision precision)
    implements Agent {
  public Baseline {
    Require.that(
        !task.name().equals(Model.ROOT),
        "%s: a task cannot be named 'root'; that is the model everything descends from",
        tuning.name());
    Require.that(
        replicas >= 1 && children >= 1,
        "%s on '%s': %d replicas with the budget of %d children; each needs at least 1",
        tuning.name(),
        task.name(),
        replicas,
        children);
  }

  private static Baseline of(Tuning tuning, Task task) {
    Budget budget = new Budget(256, 100, 4, 10);
    return new Baseline(tuning, task, 7, 8, 128, Optional.empty(), budget, Precision.FLOAT32);
  }

  /** Trains all of the root; nothing is shared. */
  public static Baseline fineTuning(Task task) {
    return of(new Tuning.FineTuning(), task);
  }

  /** Shares the embedding and this many blocks, and trains what comes after them. */
  public static Baseline freezeBottom(int layers, Task task) {
    return of(new Tuning.FreezeBottom(layers), task);
  }

  /** Shares all blocks, and trains adapters of this bottleneck width, the final norm, the head. */
  public static Baseline adapters(int dim, Task task) {
    return of(new Tuning.Adapters(dim), task);
  }

  /** Trains a fresh model of the root's geometry. */
  public static Baseline fromScratch(Task task) {
    return of(new Tuning.FromScratch(), task);
  }

  /** The same baseline on another task. */
  public Baseline task(Task value) {
    return new Baseline(tuning, value, seed, replicas, children, defaults, budget, precision);
  }

  public Baseline seed(long value) {
    return new Baseline(tuning, task, value, replicas, children, defaults, budget, precision);
  }

  public Baseline replicas(int value) {
    return new Baseline(tuning, task, seed, value, children, defaults, budget, precision);
  }

  /** The budget of a search that trains so many children in all of its cycles. */
  public Baseline children(int value) {
    return new Baseline(tuning, task, seed, replicas, value, defaults, budget, precision);
  }

  public Baseline defaults(Hyperparameters value) {
    return new Baseline(
        tuning, task, seed, replicas, children, Optional.of(value), budget, precision);
  }

  public Baseline budget(Budget value) {
    return new Baseline(tuning, task, seed, replicas, children, defaults, value, precision);
  }

  /** {@link Precision#BFLOAT16} where the processor is faster so; it stays float32 elsewhere. */
  public Baseline precision(Precision value) {
    return new Baseline(tuning, task, seed, replicas, children, defaults, budget, value);
  }

  /**
   * What one replica may cost: an even part of all the children's validation intervals.
   *
   * @throws IllegalArgumentException if they do not divide evenly
   */
  public Budget replicaBudget() {
    long all = (long) budget.validations() * children;
    Require.that(
        all % replicas == 0,
        "%s on '%s': %d children of %d validations do not divide evenly into %d replicas; change"
            + " .replicas or .children",
        tuning.name(),
        task.name(),
        children,
        budget.validations(),
        replicas);
    int validations = Math.toIntExact(all / replicas);
    return new Budget(budget.batch(), budget.intervalCap(), validations, budget.validationCap());
  }

  /** Such as {@code freeze-2-mnist}, so that all baselines of a task differ. */
  @Override
  public String name() {
    return tuning.name() + "-" + task.name();
  }

  @Override
  public SortedMap<String, String> settings() {
    SortedMap<String, String> settings =
        new AgentSettings(task, seed, defaults, budget, precision).named();
    settings.put("tuning", tuning.name());
    settings.put("replicas", Integer.toString(replicas));
    settings.put("children", Integer.toString(children));
    return settings;
  }

  @Override
  public Publication cycle(MultitaskSystem system, int cycle, Context context) {
    return new BaselineCycle(this, system, cycle, context).run();
  }

  @Override
  public String toString() {
    return Require.text(
        "%s on '%s': %d replicas with the budget of %d children, seed %d%s",
        tuning.name(),
        task.name(),
        replicas,
        children,
        seed,
        precision == Precision.FLOAT32 ? "" : ", bfloat16");
  }
}
