package org.munet4j.agent;

import java.util.Optional;
import java.util.SortedMap;
import org.munet4j.internal.Require;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;
import org.munet4j.train.Budget;
import org.munet4j.train.Precision;

/**
 * Evolves paths for one task out of the layers of all published models; the engine of muNet, µ2Net
 * and µ2Net+, which differ in nothing but their {@link Rules}, search lists and defaults.
 *
 * <p>Defaults: seed 7, 16 children in generations of 4, batches of 256, 4 validations a child,
 * float32.
 *
 * @param method name of the preset, for people
 * @param name under which it publishes, the task's at first
 * @param task the task's images and name
 * @param seed start of every random stream
 * @param children trained in one cycle; the last generation is cut to fit
 * @param generation children that are sampled together and see the same batches
 * @param rules of the search
 * @param space what is searched; empty searches the number of layers up to the root's
 * @param defaults hyperparameters of a task's first children; empty takes the root's, without
 *     augmentation where the rules say so. The image size is the root's unless it is searched
 * @param budget what one child may cost
 * @param precision of the linear maps in training and validation; the published model's test is
 *     always in float32
 * @param isPrivate whether the task's models are no seeds for others (§5.3)
 */
public record SinglePathAgent(
    String method,
    String name,
    Task task,
    long seed,
    int children,
    int generation,
    Rules rules,
    Optional<SearchSpace> space,
    Optional<Hyperparameters> defaults,
    Budget budget,
    Precision precision,
    boolean isPrivate)
    implements Agent {
  public SinglePathAgent {
    Require.that(
        !task.name().equals(Model.ROOT),
        "%s: a task cannot be named 'root'; that is the model everything descends from",
        method);
    Require.that(
        children >= 1 && generation >= 1,
        "%s on '%s': %d children in generations of %d; each needs at least 1",
        method,
        task.name(),
        children,
        generation);
  }

  static SinglePathAgent of(String method, Task task, Rules rules) {
    Budget budget = new Budget(256, 100, 4, 10);
    return new SinglePathAgent(
        method,
        task.name(),
        task,
        7,
        16,
        4,
        rules,
        Optional.empty(),
        Optional.empty(),
        budget,
        Precision.FLOAT32,
        false);
  }

  /** The same agent on another task. */
  public SinglePathAgent task(Task value) {
    return new SinglePathAgent(
        method,
        name.equals(task.name()) ? value.name() : name,
        value,
        seed,
        children,
        generation,
        rules,
        space,
        defaults,
        budget,
        precision,
        isPrivate);
  }

  /**
   * The same agent under another name, such as {@code mu2net~mnist}; two agents on one task need
   * two. Random draws begin with it.
   */
  public SinglePathAgent named(String value) {
    return new SinglePathAgent(
        method,
        value,
        task,
        seed,
        children,
        generation,
        rules,
        space,
        defaults,
        budget,
        precision,
        isPrivate);
  }

  public SinglePathAgent seed(long value) {
    return new SinglePathAgent(
        method,
        name,
        task,
        value,
        children,
        generation,
        rules,
        space,
        defaults,
        budget,
        precision,
        isPrivate);
  }

  public SinglePathAgent children(int value) {
    return new SinglePathAgent(
        method,
        name,
        task,
        seed,
        value,
        generation,
        rules,
        space,
        defaults,
        budget,
        precision,
        isPrivate);
  }

  public SinglePathAgent generation(int value) {
    return new SinglePathAgent(
        method, name, task, seed, children, value, rules, space, defaults, budget, precision,
        isPrivate);
  }

  public SinglePathAgent rules(Rules value) {
    return new SinglePathAgent(
        method,
        name,
        task,
        seed,
        children,
        generation,
        value,
        space,
        defaults,
        budget,
        precision,
        isPrivate);
  }

  /** The probability µ of a change, or the one that a path's own begins with. */
  public SinglePathAgent mutation(double probability) {
    return rules(rules.mutation(rules.mutation().probability(probability)));
  }

  public SinglePathAgent score(Score value) {
    return rules(rules.score(value));
  }

  /** Base of the score's price of size, above 0 to 1; 1 is pure quality. */
  public SinglePathAgent sizeScale(double base) {
    return score(Score.size(base));
  }

  public SinglePathAgent space(SearchSpace value) {
    return new SinglePathAgent(
        method,
        name,
        task,
        seed,
        children,
        generation,
        rules,
        Optional.of(value),
        defaults,
        budget,
        precision,
        isPrivate);
  }

  public SinglePathAgent defaults(Hyperparameters value) {
    return new SinglePathAgent(
        method,
        name,
        task,
        seed,
        children,
        generation,
        rules,
        space,
        Optional.of(value),
        budget,
        precision,
        isPrivate);
  }

  public SinglePathAgent budget(Budget value) {
    return new SinglePathAgent(
        method,
        name,
        task,
        seed,
        children,
        generation,
        rules,
        space,
        defaults,
        value,
        precision,
        isPrivate);
  }

  /** {@link Precision#BFLOAT16} where the processor is faster so; it stays float32 elsewhere. */
  public SinglePathAgent precision(Precision value) {
    return new SinglePathAgent(
        method,
        name,
        task,
        seed,
        children,
        generation,
        rules,
        space,
        defaults,
        budget,
        value,
        isPrivate);
  }

  /** The same agent on private data: what it publishes is no seed for other tasks. */
  public SinglePathAgent asPrivate() {
    return new SinglePathAgent(
        method,
        name,
        task,
        seed,
        children,
        generation,
        rules,
        space,
        defaults,
        budget,
        precision,
        true);
  }

  /** Search lists, rules and defaults one by one, the images by their hash. */
  @Override
  public SortedMap<String, String> settings() {
    SortedMap<String, String> settings =
        new AgentSettings(task, seed, defaults, budget, precision).named();
    settings.put("children", Integer.toString(children));
    settings.put("generation", Integer.toString(generation));
    settings.put("private", Boolean.toString(isPrivate));
    space.ifPresentOrElse(
        lists -> lists.lists().forEach((name, of) -> settings.put("search " + name, of.toString())),
        () -> settings.put("search " + Hyperparameters.LAYERS, "up to the root's"));
    rules.addTo(settings);
    return settings;
  }

  @Override
  public Publication cycle(MultitaskSystem system, int cycle, Context context) {
    return new SinglePathCycle(this, system, cycle, context).run();
  }

  @Override
  public String toString() {
    return Require.text(
        "%s on '%s': %d children in generations of %d, µ %s, seed %d%s%s",
        method,
        task.name(),
        children,
        generation,
        rules.mutation().probability(),
        seed,
        isPrivate ? ", private" : "",
        precision == Precision.FLOAT32 ? "" : ", bfloat16");
  }
}
