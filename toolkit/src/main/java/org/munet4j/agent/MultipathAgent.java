package org.munet4j.agent;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.munet4j.internal.Require;
import org.munet4j.router.PerSampleRouter;
import org.munet4j.router.Router;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Charging;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;
import org.munet4j.train.Budget;
import org.munet4j.train.Precision;

/**
 * Composes frozen paths that single-path agents published, joined by connectors and a router, the
 * only things that it trains (Gesmundo 2023, multipath agents, §8.4). Which foreign path helps is
 * found by evolution. Somebody must have published a single path for the task before.
 *
 * @param task the task's images and name
 * @param name under which it publishes
 * @param seed start of every random stream
 * @param children trained in one cycle
 * @param generation children that are sampled together and see the same batches
 * @param router how paths are joined; its multiplier and main weight are where the search begins
 * @param score quality alone in the paper; with a price, size and compute count as well
 * @param space what is searched
 * @param defaults of the first children; empty takes §8.2's; what the router tells wins
 * @param budget what one child may cost
 * @param precision of the sub-paths' linear maps
 * @param left names of tasks whose paths are not taken
 * @param nests whether other multipaths may be taken as a path, beyond the paper
 */
public record MultipathAgent(
    Task task,
    String name,
    long seed,
    int children,
    int generation,
    PerSampleRouter router,
    Score score,
    SearchSpace space,
    Optional<Hyperparameters> defaults,
    Budget budget,
    Precision precision,
    Set<String> left,
    boolean nests)
    implements Agent {
  public MultipathAgent {
    left = Set.copyOf(left);
    Require.that(
        children >= 1 && generation >= 1,
        "multipath on '%s': %d children in generations of %d; each needs at least 1",
        task.name(),
        children,
        generation);
  }

  /**
   * On one task, named {@code multipath~} and the task. Defaults: seed 7, 16 children in
   * generations of 4, 2 or 3 paths, batches of 256, 4 validations a child.
   */
  public static MultipathAgent on(Task task) {
    return new MultipathAgent(
        task,
        "multipath~" + task.name(),
        7,
        16,
        4,
        Router.perSample(),
        Score.quality(),
        SearchSpace.multipath(),
        Optional.empty(),
        new Budget(256, 100, 4, 10),
        Precision.FLOAT32,
        Set.of(),
        false);
  }

  /** The same agent under another name, for several that work on one task. */
  public MultipathAgent named(String value) {
    return with(value, seed, children, generation);
  }

  public MultipathAgent seed(long value) {
    return with(name, value, children, generation);
  }

  public MultipathAgent children(int value) {
    return with(name, seed, value, generation);
  }

  public MultipathAgent generation(int value) {
    return with(name, seed, children, value);
  }

  private MultipathAgent with(String newName, long newSeed, int newChildren, int newGeneration) {
    return new MultipathAgent(
        task,
        newName,
        newSeed,
        newChildren,
        newGeneration,
        router,
        score,
        space,
        defaults,
        budget,
        precision,
        left,
        nests);
  }

  public MultipathAgent router(PerSampleRouter value) {
    return with(value, score, space, defaults);
  }

  public MultipathAgent score(Score value) {
    return with(router, value, space, defaults);
  }

  public MultipathAgent space(SearchSpace value) {
    return with(router, score, value, defaults);
  }

  public MultipathAgent defaults(Hyperparameters value) {
    return with(router, score, space, Optional.of(value));
  }

  /** So many paths in every model, the main one included, instead of a search. */
  public MultipathAgent paths(int count) {
    Hyperparameters first = first(1, 1).with(Hyperparameters.PATHS, count);
    return space(space.without(Hyperparameters.PATHS)).defaults(first);
  }

  /** The learning rate of the first children. */
  public MultipathAgent rate(double value) {
    return defaults(first(1, 1).with("opt_lr", value));
  }

  private MultipathAgent with(
      PerSampleRouter newRouter,
      Score newScore,
      SearchSpace newSpace,
      Optional<Hyperparameters> newDefaults) {
    return new MultipathAgent(
        task,
        name,
        seed,
        children,
        generation,
        newRouter,
        newScore,
        newSpace,
        newDefaults,
        budget,
        precision,
        left,
        nests);
  }

  public MultipathAgent budget(Budget value) {
    return with(value, precision, left, nests);
  }

  public MultipathAgent precision(Precision value) {
    return with(budget, value, left, nests);
  }

  /** Takes no path of these tasks, as the paper leaves out the few-shot ones. */
  public MultipathAgent without(Set<String> tasks) {
    return with(budget, precision, tasks, nests);
  }

  /** Other multipaths may be paths, too; beyond the paper. */
  public MultipathAgent nesting() {
    return with(budget, precision, left, true);
  }

  private MultipathAgent with(
      Budget newBudget, Precision newPrecision, Set<String> newLeft, boolean newNests) {
    return new MultipathAgent(
        task,
        name,
        seed,
        children,
        generation,
        router,
        score,
        space,
        defaults,
        newBudget,
        newPrecision,
        newLeft,
        newNests);
  }

  /** What first children begin with, beside a main path of this depth and image size. */
  Hyperparameters first(int layers, int imageSize) {
    return defaults
        .orElseGet(() -> Hyperparameters.multipath(layers, imageSize))
        .with(Hyperparameters.ROUTER_RATE, router.mixing().multiplier())
        .with(Hyperparameters.MAIN_WEIGHT, router.mainWeight())
        .with(Hyperparameters.LAYERS, layers)
        .with(Hyperparameters.IMAGE_SIZE, imageSize);
  }

  /** §8.4: µ(·), then as {@link Mu4Net}. */
  Rules rules() {
    return new Rules(
        score,
        new Mutation(
            Mutation.Rate.PER_ACTION, first(1, 1).number(Hyperparameters.MU), false, false),
        Mu4Net.selection(),
        new Inheritance(false, true, 1000, Charging.TASKS_AND_ROOT),
        false);
  }

  @Override
  public SortedMap<String, String> settings() {
    SortedMap<String, String> settings =
        new AgentSettings(task, seed, Optional.of(first(1, 1)), budget, precision).named();
    settings.put("children", Integer.toString(children));
    settings.put("generation", Integer.toString(generation));
    settings.put("left out", new TreeSet<>(left).toString());
    settings.put("nests", Boolean.toString(nests));
    settings.putAll(router.settings());
    space.lists().forEach((name, of) -> settings.put("search " + name, of.toString()));
    rules().addTo(settings);
    return settings;
  }

  @Override
  public Publication cycle(MultitaskSystem system, int cycle, Context context) {
    return new MultipathCycle(this, system, cycle, context).run();
  }

  @Override
  public String toString() {
    return Require.text(
        "multipath on '%s': %d children in generations of %d, seed %d",
        task.name(), children, generation, seed);
  }
}
