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
 * muNet (Gesmundo and Dean 2022, arXiv 2205.10937; §4 of the specification): evolves paths for one
 * task out of the layers of all published models. The first children try each published model
 * unchanged; later ones clone, insert, drop and retune.
 *
 * <p>Defaults: seed 7, 16 children in generations of 4, mutation probability 0.1, only the number
 * of layers and adapters are searched, pure quality as score, batches of 256, 4 validations a
 * child, float32.
 *
 * @param task the task's images and name
 * @param seed start of every random stream
 * @param children trained in one cycle; the last generation is cut to fit
 * @param generation children that are sampled together and see the same batches
 * @param mutation probability µ of each change, 0 to 1
 * @param space what is searched; empty searches the number of layers up to the root's
 * @param defaults hyperparameters of a task's first children; empty takes the parent's
 * @param budget what one child may cost
 * @param sizeScale base of the score, above 0 to 1; 1 is pure quality
 * @param precision of the linear maps in training and validation; the published model's test is
 *     always in float32
 */
public record MuNet(
    Task task,
    long seed,
    int children,
    int generation,
    double mutation,
    Optional<SearchSpace> space,
    Optional<Hyperparameters> defaults,
    Budget budget,
    double sizeScale,
    Precision precision)
    implements Agent {
  public MuNet {
    Require.that(
        !task.name().equals(Model.ROOT),
        "munet: a task cannot be named 'root'; that is the model everything descends from");
    Require.that(
        children >= 1 && generation >= 1,
        "munet on '%s': %d children in generations of %d; each needs at least 1",
        task.name(),
        children,
        generation);
    Require.that(
        mutation >= 0 && mutation <= 1,
        "munet on '%s': mutation probability is %s, needs 0 to 1",
        task.name(),
        mutation);
    Require.that(
        sizeScale > 0 && sizeScale <= 1,
        "munet on '%s': size scale is %s, needs above 0 to 1",
        task.name(),
        sizeScale);
  }

  /** muNet on one task, with the defaults above. */
  public static MuNet on(Task task) {
    Budget budget = new Budget(256, 100, 4, 10);
    return new MuNet(
        task, 7, 16, 4, 0.1, Optional.empty(), Optional.empty(), budget, 1, Precision.FLOAT32);
  }

  /** The same agent on another task. */
  public MuNet task(Task value) {
    return new MuNet(
        value, seed, children, generation, mutation, space, defaults, budget, sizeScale, precision);
  }

  public MuNet seed(long value) {
    return new MuNet(
        task, value, children, generation, mutation, space, defaults, budget, sizeScale, precision);
  }

  public MuNet children(int value) {
    return new MuNet(
        task, seed, value, generation, mutation, space, defaults, budget, sizeScale, precision);
  }

  public MuNet generation(int value) {
    return new MuNet(
        task, seed, children, value, mutation, space, defaults, budget, sizeScale, precision);
  }

  public MuNet mutation(double value) {
    return new MuNet(
        task, seed, children, generation, value, space, defaults, budget, sizeScale, precision);
  }

  public MuNet space(SearchSpace value) {
    return new MuNet(
        task,
        seed,
        children,
        generation,
        mutation,
        Optional.of(value),
        defaults,
        budget,
        sizeScale,
        precision);
  }

  public MuNet defaults(Hyperparameters value) {
    return new MuNet(
        task,
        seed,
        children,
        generation,
        mutation,
        space,
        Optional.of(value),
        budget,
        sizeScale,
        precision);
  }

  public MuNet budget(Budget value) {
    return new MuNet(
        task, seed, children, generation, mutation, space, defaults, value, sizeScale, precision);
  }

  public MuNet sizeScale(double value) {
    return new MuNet(
        task, seed, children, generation, mutation, space, defaults, budget, value, precision);
  }

  /** {@link Precision#BFLOAT16} where the processor is faster so; it stays float32 elsewhere. */
  public MuNet precision(Precision value) {
    return new MuNet(
        task, seed, children, generation, mutation, space, defaults, budget, sizeScale, value);
  }

  /** Search lists and defaults one by one, the images by their hash. */
  @Override
  public SortedMap<String, String> settings() {
    SortedMap<String, String> settings =
        new AgentSettings(task, seed, defaults, budget, precision).named();
    settings.put("children", Integer.toString(children));
    settings.put("generation", Integer.toString(generation));
    settings.put("mutation", Double.toString(mutation));
    space.ifPresentOrElse(
        lists -> lists.lists().forEach((name, of) -> settings.put("search " + name, of.toString())),
        () -> settings.put("search " + Hyperparameters.LAYERS, "up to the root's"));
    settings.put("size scale", Double.toString(sizeScale));
    return settings;
  }

  @Override
  public Publication cycle(MultitaskSystem system, int cycle, Context context) {
    return new MuNetCycle(this, system, cycle, context).run();
  }

  @Override
  public String toString() {
    return Require.text(
        "munet on '%s': %d children in generations of %d, µ %s, size scale %s, seed %d%s",
        task.name(),
        children,
        generation,
        mutation,
        sizeScale,
        seed,
        precision == Precision.FLOAT32 ? "" : ", bfloat16");
  }
}
