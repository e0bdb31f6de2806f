package org.munet4j.paper;

import java.util.List;
import org.munet4j.internal.Require;
import org.munet4j.system.Model;
import org.munet4j.task.Task;
import tech.tablesaw.api.Table;

/**
 * Paper 2 (muNet family, §5.7): tasks arrive one by one; what it costs, what stays as it was, and
 * what earlier tasks gain from later ones.
 */
public final class Mu2NetExperiment implements Experiment {
  private static final long ROOT_SEED = 7;

  @Override
  public String name() {
    return "02-mu2net";
  }

  @Override
  public String title() {
    return "µ2Net: tasks arrive one by one";
  }

  @Override
  public List<ClaimRule> claims() {
    return Mu2NetClaims.all();
  }

  @Override
  public Table run(Setup setup) {
    Arrivals arrivals = Arrivals.at(setup.size());
    Model root = Roots.of(setup, ROOT_SEED);
    List<Task> tasks = arrivals.tasks(setup.data());
    Journal journal = setup.journal(name(), setup.seeds().size());
    for (long seed : setup.seeds()) {
      journal.unit(
          Require.text("%d tasks, seed %d", arrivals.many(), seed),
          () -> new Growth(arrivals, root, tasks, seed).measure().table());
    }
    return journal.table();
  }
}
