package org.munet4j.paper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.munet4j.agent.MultipathAgent;
import org.munet4j.internal.Require;
import org.munet4j.router.Router;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Model;
import tech.tablesaw.api.Table;

/**
 * Paper 5 (muNet family, §8.6): multipath agents against the single paths that they are made of,
 * against single-path agents with the same budget, and against themselves with one part left out.
 */
public final class MultipathExperiment implements Experiment {
  /** Multipath agents as in the paper. */
  public static final String FULL = "full method";

  static final String NO_ROUTER = "no router";
  static final String EQUAL = "two equal weights";
  static final String UNCONDITIONED = "unconditioned router";
  static final String COUPLED = "coupled gradients";
  static final String NO_MULTIPLIER = "multiplier 1";
  private static final long ROOT_SEED = 7;

  @Override
  public String name() {
    return "05-multipath";
  }

  @Override
  public String title() {
    return "multipath agents: frozen paths, connectors and a router";
  }

  @Override
  public List<ClaimRule> claims() {
    return MultipathClaims.all();
  }

  @Override
  public Table run(Setup setup) {
    Settlement settlement = Settlement.at(setup.size());
    Map<String, UnaryOperator<MultipathAgent>> variants = variants();
    Model root = Roots.of(setup, ROOT_SEED);
    Journal journal = setup.journal(name(), setup.seeds().size() * (variants.size() + 1));
    for (long seed : setup.seeds()) {
      try (Composition composition =
          new Composition(settlement, root, settlement.arrivals(setup.data()), seed)) {
        journal.unit(unit(Composition.SINGLE, seed), composition::single);
        variants.forEach(
            (setting, variant) ->
                journal.unit(unit(setting, seed), () -> composition.multipath(setting, variant)));
      }
    }
    return journal.table();
  }

  private static String unit(String setting, long seed) {
    return Require.text("%s, seed %d", setting, seed);
  }

  /** The full method and what is compared with it, by name (§8.6). */
  public static Map<String, UnaryOperator<MultipathAgent>> variants() {
    Map<String, UnaryOperator<MultipathAgent>> variants = new LinkedHashMap<>();
    variants.put(FULL, agent -> agent);
    variants.put(NO_ROUTER, agent -> agent.router(Router.perSample().fixed()));
    variants.put(EQUAL, agent -> agent.paths(2).router(Router.perSample().fixed().mainWeight(0.5)));
    variants.put(UNCONDITIONED, agent -> agent.router(Router.perSample().unconditioned()));
    variants.put(COUPLED, agent -> agent.router(Router.perSample().coupled()));
    SearchSpace space = SearchSpace.multipath().without(Hyperparameters.ROUTER_RATE);
    variants.put(
        NO_MULTIPLIER, agent -> agent.space(space).router(Router.perSample().multiplier(1)));
    for (double weight : List.of(0.5, 0.95)) {
      variants.put(
          "main weight " + weight, agent -> agent.router(Router.perSample().mainWeight(weight)));
    }
    for (int paths = 2; paths <= 5; paths++) {
      int count = paths;
      variants.put(paths + " paths", agent -> agent.paths(count));
    }
    return variants;
  }
}
