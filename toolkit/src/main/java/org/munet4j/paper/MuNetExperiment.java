package org.munet4j.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.munet4j.agent.Baseline;
import org.munet4j.agent.MuNet;
import org.munet4j.agent.Rules;
import org.munet4j.agent.Score;
import org.munet4j.internal.Require;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.task.Benchmark;
import org.munet4j.task.Task;
import tech.tablesaw.api.Table;

/**
 * Paper 1 (muNet family, §4.7): accuracy against parameters per task, of muNet at several size
 * scales, of the baselines and of two plainer searches, all with the same budget.
 */
public final class MuNetExperiment implements Experiment {
  /** muNet's own size scale, pure quality; what the plainer searches are compared with. */
  public static final double SCALE = 1;

  private static final double SMALLER = 0.9;
  static final String CHARACTERS = "characters";
  static final String DIVERSE = "diverse";
  private static final long ROOT_SEED = 7;

  @Override
  public String name() {
    return "01-munet";
  }

  @Override
  public String title() {
    return "muNet: accuracy against parameters per task";
  }

  @Override
  public List<ClaimRule> claims() {
    return MuNetClaims.all();
  }

  @Override
  public Table run(Setup setup) {
    Protocol protocol = Protocol.at(setup.size());
    Model root = Roots.of(setup, ROOT_SEED);
    List<Contender> onCharacters = onCharacters(protocol);
    List<Contender> onDiverse = onDiverse(protocol);
    int units = (onCharacters.size() + onDiverse.size()) * setup.seeds().size();
    Journal journal = setup.journal(name(), units);
    measure(setup, journal, root, protocol.characters(setup.data()), onCharacters);
    measure(setup, journal, root, protocol.diverse(setup.data()), onDiverse);
    return journal.table();
  }

  private static void measure(
      Setup setup, Journal journal, Model root, Benchmark benchmark, List<Contender> contenders) {
    Contest contest =
        new Contest(benchmark.name(), MultitaskSystem.from(root), benchmark.tasks().toList());
    for (long seed : setup.seeds()) {
      for (Contender contender : contenders) {
        String unit = Require.text("%s, %s, seed %d", benchmark.name(), contender, seed);
        journal.unit(unit, () -> contest.measure(contender, seed).table());
      }
    }
  }

  /** All that compete on the characters. */
  public static List<Contender> onCharacters(Protocol protocol) {
    List<Contender> all = new ArrayList<>();
    for (double scale : List.of(SCALE, SMALLER, 0.3)) {
      all.add(muNet(protocol, scale));
    }
    all.add(fineTuning(protocol));
    for (int layers = 1; layers <= Protocol.LAYERS; layers++) {
      all.add(freeze(protocol, layers));
    }
    for (int dim : List.of(16, 64)) {
      all.add(adapters(protocol, dim));
    }
    all.add(baseline(protocol, "from scratch", "", Baseline::fromScratch));
    Rules rules = MuNet.rules().score(Score.size(SCALE));
    all.add(search(protocol, "random search", "", rules.randomSearch()));
    all.add(search(protocol, "hill climbing", "", rules.hillClimbing()));
    return all;
  }

  /** Those of them that compete on the diverse images. */
  public static List<Contender> onDiverse(Protocol protocol) {
    return List.of(muNet(protocol, SCALE), muNet(protocol, SMALLER), fineTuning(protocol));
  }

  /** muNet at a size scale. */
  public static Contender muNet(Protocol protocol, double scale) {
    return search(protocol, "munet", "size " + scale, MuNet.rules().score(Score.size(scale)));
  }

  /** Full fine-tuning. */
  public static Contender fineTuning(Protocol protocol) {
    return baseline(protocol, "fine-tuning", "", Baseline::fineTuning);
  }

  /** Freeze-bottom-N. */
  public static Contender freeze(Protocol protocol, int layers) {
    return baseline(
        protocol, "freeze", "blocks " + layers, task -> Baseline.freezeBottom(layers, task));
  }

  /** Residual adapters before all blocks. */
  public static Contender adapters(Protocol protocol, int dim) {
    return baseline(protocol, "adapters", "width " + dim, task -> Baseline.adapters(dim, task));
  }

  private static Contender search(Protocol protocol, String method, String setting, Rules rules) {
    return new Contender(
        method, setting, protocol.cycles(), (task, seed) -> protocol.muNet(task, seed, rules));
  }

  private static Contender baseline(
      Protocol protocol, String method, String setting, Function<Task, Baseline> with) {
    return new Contender(
        method, setting, 1, (task, seed) -> protocol.baseline(with.apply(task), seed));
  }
}
