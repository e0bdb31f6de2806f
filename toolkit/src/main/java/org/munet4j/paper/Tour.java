package org.munet4j.paper;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.munet4j.agent.MuNet;
import org.munet4j.agent.RootAgent;
import org.munet4j.agent.SinglePathAgent;
import org.munet4j.component.Vit;
import org.munet4j.data.Alphabets;
import org.munet4j.data.DataFolder;
import org.munet4j.data.Source;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.task.Task;
import org.munet4j.train.Budget;
import org.munet4j.train.Schedule;
import org.munet4j.train.Sgd;

/**
 * The first notebook: muNet's character benchmark cut down to four tasks and one cycle each.
 *
 * @param alphabets that the root is pretrained on
 * @param drawings of each of their characters
 * @param rootPasses over them
 * @param children that each agent trains
 * @param generation children that are sampled together
 * @param mutation probability µ of each change
 * @param budget of one child
 * @param mostTest test images of a task
 */
public record Tour(
    int alphabets,
    int drawings,
    int rootPasses,
    int children,
    int generation,
    double mutation,
    Budget budget,
    int mostTest) {
  /** The real data sets of the tour, where a data folder has them. */
  public static final List<String> REAL =
      List.of("mnist", "kmnist", "omniglot/Greek", "fashion-mnist");

  private static final int FIRST_TASK_ALPHABET = 100;
  private static final int ALL = Integer.MAX_VALUE;

  /**
   * The tour at one size; PAPER has children, batches and µ of one of muNet's iterations (§4.5).
   */
  public static Tour at(Size size) {
    return switch (size) {
      case TINY -> new Tour(2, 4, 2, 4, 2, 0.2, new Budget(32, 4, 2, 2), 200);
      case LESSON, LONG -> new Tour(20, 20, 5, 8, 2, 0.2, new Budget(128, 25, 4, 10), ALL);
      case PAPER -> new Tour(100, 20, 20, 64, 8, 0.1, new Budget(512, 100, 5, 10), ALL);
    };
  }

  /** T3@32, pretrained on generated alphabets. */
  public RootAgent root(long seed) {
    Sgd sgd = new Sgd(0.1, Schedule.COSINE, 0.1, 0.9, false);
    return RootAgent.of(Vit.ti16(32, 3))
        .seed(seed)
        .alphabets(alphabets, drawings)
        .sgd(sgd)
        .budget(new Budget(128, ALL, rootPasses, 1000));
  }

  /** The same, trained once and then read from this folder. */
  public RootAgent root(long seed, Path cache) {
    return root(seed).cache(cache);
  }

  /** Four real tasks where a data folder is given, else four alphabets the root never saw. */
  public List<Task> tasks(Optional<DataFolder> data, long seed) {
    return data.map(folder -> REAL.stream().map(folder::source).map(this::task).toList())
        .orElseGet(
            () ->
                IntStream.range(FIRST_TASK_ALPHABET, FIRST_TASK_ALPHABET + REAL.size())
                    .mapToObj(i -> Alphabets.seeded(seed).alphabet(i).source(100, 20))
                    .map(this::task)
                    .toList());
  }

  private Task task(Source source) {
    String last = source.name().substring(source.name().lastIndexOf('/') + 1);
    String name = last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
    return Task.named(name).from(source).test(mostTest).build();
  }

  /** muNet on one task. Letters are not mirrored or cropped at first; the search may change it. */
  public SinglePathAgent agent(Task task, long seed) {
    int layers = 3;
    Hyperparameters defaults =
        Hyperparameters.muNet(layers)
            .with("ds_flip_left_right", false)
            .with("ds_area_range_min", 1.0)
            .with("opt_lr", 0.1);
    return MuNet.on(task)
        .seed(seed)
        .children(children)
        .generation(generation)
        .mutation(mutation)
        .space(SearchSpace.autoTune(layers))
        .defaults(defaults)
        .budget(budget);
  }
}
