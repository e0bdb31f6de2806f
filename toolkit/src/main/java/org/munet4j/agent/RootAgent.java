package org.munet4j.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.data.Alphabets;
import org.munet4j.data.Images;
import org.munet4j.data.Joined;
import org.munet4j.data.Source;
import org.munet4j.internal.Require;
import org.munet4j.store.PathCache;
import org.munet4j.system.Model;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Torch;
import org.munet4j.train.Augmentation;
import org.munet4j.train.Budget;
import org.munet4j.train.Precision;
import org.munet4j.train.Schedule;
import org.munet4j.train.Sgd;
import org.munet4j.train.Slots;
import org.munet4j.train.Stop;
import org.munet4j.train.Trained;
import org.munet4j.train.Trainer;
import org.munet4j.train.Training;

/**
 * Pretrains a root on generated alphabets: one model that tells the characters of all of them
 * apart. Its head is thrown away; what stays is where every other model begins (muNet family, §2.2
 * and §12.3). The same recipe is trained once and then read from the cache.
 *
 * @param vit geometry of the root
 * @param seed start of every random stream, the alphabets' included
 * @param alphabets number of generated alphabets
 * @param drawings training drawings of each character
 * @param sgd optimiser and schedule
 * @param budget what the pretraining may cost
 * @param cache where roots are kept; empty trains anew each time
 * @param precision of the linear maps
 */
public record RootAgent(
    Vit vit,
    long seed,
    int alphabets,
    int drawings,
    Sgd sgd,
    Budget budget,
    Optional<PathCache> cache,
    Precision precision) {
  private static final int VALIDATION_DRAWINGS = 2;

  /** Raised with every change of the code that changes a root's numbers. */
  private static final int REVISION = 1;

  public RootAgent {
    Require.that(
        alphabets >= 1 && drawings >= 1,
        "root: %d alphabets with %d drawings of a character; each needs at least 1",
        alphabets,
        drawings);
  }

  /** A root of this geometry: 20 alphabets, 20 drawings of a character, 8 passes. */
  public static RootAgent of(Vit vit) {
    Sgd sgd = new Sgd(0.1, Schedule.COSINE, 0.1, 0.9, true);
    Budget budget = new Budget(128, 1000, 8, 10);
    return new RootAgent(vit, 7, 20, 20, sgd, budget, Optional.empty(), Precision.FLOAT32);
  }

  public RootAgent seed(long value) {
    return new RootAgent(vit, value, alphabets, drawings, sgd, budget, cache, precision);
  }

  public RootAgent alphabets(int count, int drawingsPerCharacter) {
    return new RootAgent(vit, seed, count, drawingsPerCharacter, sgd, budget, cache, precision);
  }

  public RootAgent sgd(Sgd value) {
    return new RootAgent(vit, seed, alphabets, drawings, value, budget, cache, precision);
  }

  public RootAgent budget(Budget value) {
    return new RootAgent(vit, seed, alphabets, drawings, sgd, value, cache, precision);
  }

  public RootAgent cache(Path folder) {
    PathCache kept = new PathCache(folder.resolve("roots"));
    return new RootAgent(vit, seed, alphabets, drawings, sgd, budget, Optional.of(kept), precision);
  }

  /** {@link Precision#BFLOAT16} where the processor is faster so; it stays float32 elsewhere. */
  public RootAgent precision(Precision value) {
    return new RootAgent(vit, seed, alphabets, drawings, sgd, budget, cache, value);
  }

  /** The root, read from the cache or trained now. */
  public Model pretrain() {
    return pretrain(quality -> {});
  }

  /**
   * The root, read from the cache or trained now; one whose training was stopped is not kept.
   *
   * @param watcher hears the validation accuracy after each interval of a training
   */
  public Model pretrain(DoubleConsumer watcher) {
    Task task = task();
    String recipe = recipe(task);
    Optional<ModelPath> known = cache.flatMap(kept -> kept.find(recipe, vit, Model.ROOT));
    return Model.root(known.orElseGet(() -> train(task, recipe, watcher)));
  }

  private ModelPath train(Task task, String recipe, DoubleConsumer watcher) {
    RandomStream stream = RandomStream.seeded(seed).split(Model.ROOT);
    ModelPath start = Fresh.path(vit, task.classes(), Model.ROOT, stream.split("fresh"));
    Training training =
        new Training(
            start,
            start.components().stream().map(Component::name).collect(Collectors.toSet()),
            task,
            sgd,
            Augmentation.none(),
            budget,
            quality -> quality,
            Double.NEGATIVE_INFINITY,
            stream.split("batches"),
            precision);
    Stop stop = new Stop();
    Callable<Trained> job = () -> Trainer.run(training, stop, watcher);
    Trained trained = new Slots(1).run(List.of(job), stop).get(0);
    checkUsable(trained);
    ModelPath root = withoutHead(trained.path());
    if (trained.end() == Trained.End.FINISHED) {
      cache.ifPresent(kept -> kept.keep(recipe, root));
    }
    return root;
  }

  private void checkUsable(Trained trained) {
    if (trained.end() == Trained.End.DIVERGED) {
      throw new IllegalStateException(
          Require.text("root: training diverged at learning rate %s; use less", sgd.peak()));
    }
    if (!trained.isImproved()) {
      throw new IllegalStateException(
          "root: stopped before its first validation, so there is no root yet; run it again");
    }
  }

  private Task task() {
    List<Source> sources =
        Alphabets.seeded(seed)
            .first(alphabets)
            .map(alphabet -> alphabet.source(drawings, VALIDATION_DRAWINGS))
            .toList();
    Images train = Joined.of(sources.stream().map(Source::train).toList());
    Images held = Joined.of(sources.stream().flatMap(source -> source.test().stream()).toList());
    return new Task(Model.ROOT, train, held.shuffled(seed), held);
  }

  /** The path with a zero head of two classes in place of the pretraining head. */
  private ModelPath withoutHead(ModelPath trained) {
    Component head = Fresh.component(vit, Vit.HEAD, 2, Model.ROOT, RandomStream.seeded(seed));
    return trained.replacing(List.of(head));
  }

  /** Everything that decides the root's numbers. */
  private String recipe(Task task) {
    return Require.text(
        "revision %d, %s, seed %d, images %s and %s, %s, %s%s, torch %s on %s",
        REVISION,
        vit,
        seed,
        task.train().provenance().sha256(),
        task.validation().provenance().sha256(),
        sgd,
        budget,
        precision == Precision.FLOAT32 ? "" : ", " + precision,
        Torch.engine().getVersion(),
        Torch.device().getDeviceType());
  }
}
