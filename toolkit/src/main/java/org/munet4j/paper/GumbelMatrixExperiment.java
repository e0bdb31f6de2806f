package org.munet4j.paper;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.munet4j.component.Block;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.data.DataFolder;
import org.munet4j.internal.Require;
import org.munet4j.router.GumbelMatrix;
import org.munet4j.router.Router;
import org.munet4j.task.Benchmark;
import org.munet4j.task.Limits;
import org.munet4j.task.RelatedTasks;
import org.munet4j.task.TaskPlan;
import tech.tablesaw.api.Table;

/**
 * Gumbel-Matrix routing (1910.04915): a learned allocation of components against sharing all, none
 * and what others learn to share, on tasks whose relation is known, and on alphabets.
 */
public final class GumbelMatrixExperiment implements Experiment {
  private static final long SPLITS = 7;

  /** Before the heads, at PAPER. */
  private static final double DROPOUT = 0.5;

  /** What is trained together, and in which ways. */
  public record Part(Sharing sharing, Map<String, Ways.Way> ways) {}

  @Override
  public String name() {
    return "07-gumbel-matrix";
  }

  @Override
  public String title() {
    return "Gumbel-Matrix routing: which components a task uses, learned";
  }

  @Override
  public List<ClaimRule> claims() {
    return GumbelMatrixClaims.all();
  }

  @Override
  public Table run(Setup setup) {
    List<Part> parts =
        List.of(
            twins(setup.size(), setup.data()),
            clusters(setup.size()),
            alphabets(setup.size(), setup.data()));
    int units = parts.stream().mapToInt(part -> part.ways().size()).sum() * setup.seeds().size();
    Journal journal = setup.journal(name(), units);
    for (long seed : setup.seeds()) {
      for (Part part : parts) {
        part.ways()
            .forEach(
                (method, way) ->
                    journal.unit(
                        Require.text("%s, %s, seed %d", part.sharing().benchmark(), method, seed),
                        () -> part.sharing().measure(method, way, seed, moment -> {})));
      }
    }
    return journal.table();
  }

  /**
   * Four tasks in two clusters (§3.5): handwritten digits twice, and under a permutation of the
   * pixels twice, with components of 8; at PAPER larger ones, turned instead of permuted, in
   * convolutions (§3.3).
   */
  public static Part twins(Size size, Optional<DataFolder> data) {
    if (size == Size.PAPER) {
      Sharing paper =
          Sharing.of(RelatedTasks.turnedTwins("mnist", data, SPLITS), 37_500, 16, 5e-3, 0, 3_750)
              .dropout(DROPOUT);
      return new Part(
          paper, Ways.ofTwins(paper, Ways.convolutions(paper.side(), 4, 4), Router.gumbelMatrix()));
    }
    Benchmark all = RelatedTasks.twins("optdigits", data, SPLITS);
    Sharing twins =
        size == Size.TINY
            ? Sharing.of(limited(all, 60), 12, 8, 5e-3, 0, 6)
            : Sharing.of(all, size == Size.LESSON ? 2_000 : 8_000, 16, 5e-3, 0, 50);
    GumbelMatrix gumbel = Router.gumbelMatrix().probability(0.97).rate(0.3);
    return new Part(twins, Ways.ofTwins(twins, Ways.dense(twins.side(), 4, 8), gumbel));
  }

  /** Nine synthetic tasks in three clusters, whose true relation must be found. */
  public static Part clusters(Size size) {
    Benchmark all = RelatedTasks.clusters(SPLITS);
    Sharing clusters =
        size == Size.TINY
            ? Sharing.of(limited(all, 60), 8, 8, 5e-3, 0, 8)
            : Sharing.of(all, size == Size.LESSON ? 800 : 3_200, 16, 5e-3, 0, 50);
    GumbelMatrix gumbel = Router.gumbelMatrix().probability(0.97).rate(0.3);
    return new Part(clusters, Ways.shared(Ways.dense(clusters.side(), 6, 8), gumbel));
  }

  /** Twenty alphabets of Omniglot (§3.3), smaller and for fewer rounds than at PAPER. */
  public static Part alphabets(Size size, Optional<DataFolder> data) {
    Benchmark all = RelatedTasks.alphabets(size == Size.PAPER ? 0 : 20, data, SPLITS);
    if (size == Size.PAPER) {
      Sharing paper = Sharing.of(all, 8_000, 16, 1e-4, 3e-4, 250).dropout(DROPOUT);
      RoutedNetwork network =
          Ways.alphabets(
              paper.side(), 48, Block.normed(1, 48, 1), List.of(2, 2, 1, 2, 2, 1, 2, 1), true);
      return new Part(
          paper, Ways.shared(network, Router.gumbelMatrix().probability(0.97).rate(2e-3)));
    }
    Sharing sharing =
        size == Size.TINY
            ? Sharing.of(limited(all.first(2), 40), 2, 4, 1e-3, 3e-4, 2)
            : Sharing.of(all, size == Size.LESSON ? 400 : 2_000, 16, 5e-3, 3e-4, 50);
    RoutedNetwork network =
        Ways.alphabets(sharing.side(), 8, Block.normed(3, 8, 2), List.of(2, 1, 2), false);
    return new Part(
        sharing, Ways.shared(network, Router.gumbelMatrix().probability(0.97).rate(0.1)));
  }

  private static Benchmark limited(Benchmark benchmark, int images) {
    Limits limits = Limits.seeded(SPLITS).train(images).validation(images).test(images);
    return new Benchmark(
        benchmark.name(),
        benchmark.plans().stream().map((TaskPlan plan) -> plan.limited(limits)).toList());
  }
}
