package org.munet4j.paper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.munet4j.agent.Mu2NetPlus;
import org.munet4j.agent.Mutation;
import org.munet4j.agent.Rules;
import org.munet4j.agent.Score;
import org.munet4j.agent.SinglePathAgent;
import org.munet4j.internal.Require;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Model;
import org.munet4j.task.Benchmark;
import org.munet4j.task.Task;
import tech.tablesaw.api.Table;

/**
 * Paper 3 (muNet family, §6.6): each part of µ2Net+ switched off, not in a system of its own but as
 * another continuation of one living system.
 */
public final class Mu2NetPlusExperiment implements Experiment {
  /**
   * Price of size and of compute, a whole root each. What the paper's 0.99 gives back for a block
   * is far below one standard error of accuracies that are measured on some hundred images.
   */
  public static final double PRICE = 0.95;

  /** Sides of images that are searched, in pixels. */
  public static final List<Integer> IMAGE_SIZES = List.of(16, 32, 48);

  /** The continuation in which nothing is switched off. */
  public static final String ALL_ON = "all on";

  static final String NO_COMPUTE = "no compute factor";
  static final String NO_FACTORS = "no factors";
  static final String NO_LEARNED = "constant µ";
  static final String OLD_SPACE = "µ2Net's lists";
  static final String BASE = "first segment";
  private static final int TASKS = 4;
  private static final long ROOT_SEED = 7;

  @Override
  public String name() {
    return "03-mu2net-plus";
  }

  @Override
  public String title() {
    return "µ2Net+: a living system, continued in five ways";
  }

  @Override
  public List<ClaimRule> claims() {
    return Mu2NetPlusClaims.all();
  }

  @Override
  public Table run(Setup setup) {
    Protocol protocol = Protocol.at(setup.size());
    Model root = Roots.of(setup, ROOT_SEED);
    List<Task> tasks = tasks(setup);
    Journal journal = setup.journal(name(), (1 + variants().size()) * setup.seeds().size());
    for (long seed : setup.seeds()) {
      Segments segments = new Segments(protocol, root, tasks, seed);
      journal.unit(
          Require.text("%s, seed %d", BASE, seed), () -> segments.base(event -> {}).table());
      variants()
          .forEach(
              (name, variant) ->
                  journal.unit(
                      Require.text("%s, seed %d", name, seed),
                      () -> segments.next(name, variant, event -> {}).table()));
    }
    return journal.table();
  }

  /**
   * The characters; but for PAPER only the first, as five continuations are five times the work.
   */
  private static List<Task> tasks(Setup setup) {
    Benchmark characters = Protocol.at(setup.size()).characters(setup.data());
    int count = setup.size() == Size.PAPER ? characters.size() : Math.min(TASKS, characters.size());
    return characters.first(count).tasks().toList();
  }

  /**
   * How a segment differs.
   *
   * @param rules of its agents
   * @param space that they search
   */
  public record Variant(Rules rules, SearchSpace space) {}

  /** The continuations by name. */
  public static Map<String, Variant> variants() {
    Rules full = Mu2NetPlus.rules().score(Score.sizeAndCompute(PRICE));
    SearchSpace space = SearchSpace.mu2NetPlus(Protocol.LAYERS, IMAGE_SIZES);
    Map<String, Variant> variants = new LinkedHashMap<>();
    variants.put(ALL_ON, new Variant(full, space));
    variants.put(NO_COMPUTE, new Variant(full.score(Score.size(PRICE)), space));
    variants.put(NO_FACTORS, new Variant(full.score(Score.quality()), space));
    SearchSpace old =
        SearchSpace.mu2NetCharacters(Protocol.LAYERS)
            .with(Hyperparameters.MU, space.lists().get(Hyperparameters.MU));
    Rules constant = full.mutation(full.mutation().rate(Mutation.Rate.CONSTANT));
    variants.put(NO_LEARNED, new Variant(constant, space));
    variants.put(OLD_SPACE, new Variant(full, old));
    return variants;
  }

  /** An agent of a segment. */
  public static SinglePathAgent agent(Protocol protocol, Task task, long seed, Variant variant) {
    return Mu2NetPlus.on(task, Protocol.LAYERS, IMAGE_SIZES)
        .seed(seed)
        .children(protocol.children())
        .generation(protocol.generation())
        .rules(variant.rules())
        .space(variant.space())
        .defaults(protocol.defaults())
        .budget(protocol.budget());
  }
}
