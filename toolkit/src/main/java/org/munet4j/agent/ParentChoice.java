package org.munet4j.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.munet4j.system.Model;

/** Chooses a parent by one of the rules of {@link Selection.Parents} (muNet family, §2.8, §5.2). */
final class ParentChoice {
  private final Selection.Parents rule;
  private final Population population;
  private final List<Model> seeds;

  /**
   * @param seeds the other tasks' public models, the root among them, in the order of the scan
   */
  ParentChoice(Selection.Parents rule, Population population, List<Model> seeds) {
    this.rule = rule;
    this.population = population;
    this.seeds = new ArrayList<>(seeds);
  }

  /**
   * A parent.
   *
   * @param isByDecay whether a scan over the own models took it
   */
  record Choice(Model model, boolean isByDecay) {}

  Choice next(SplittableRandom random) {
    return switch (rule) {
      case DECAY -> own(random).orElseGet(() -> other(any(random)));
      case DECAY_OVER_SEEDS ->
          own(random).orElseGet(() -> other(scanned(random).orElseGet(() -> any(random))));
      case BEST -> other(population.best().orElseGet(() -> seed(random)));
      case SEEDS -> other(seed(random));
    };
  }

  private static Choice other(Model model) {
    return new Choice(model, false);
  }

  private Optional<Choice> own(SplittableRandom random) {
    return DecayScan.pick(population.byScore(), population::offspring, random)
        .map(model -> new Choice(model, true));
  }

  /** Decay over the seeds; the next scan goes on behind the one that was taken. */
  private Optional<Model> scanned(SplittableRandom random) {
    Optional<Model> hit = DecayScan.pick(seeds, population::offspring, random);
    hit.ifPresent(model -> Collections.rotate(seeds, -seeds.indexOf(model) - 1));
    return hit;
  }

  private Model seed(SplittableRandom random) {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private Model any(SplittableRandom random) {
    List<Model> all = new ArrayList<>(seeds);
    all.addAll(population.byScore());
    return all.get(random.nextInt(all.size()));
  }
}
