package org.munet4j.paper;

import java.util.List;
import org.munet4j.internal.Require;
import org.munet4j.report.Interval;
import org.munet4j.system.Model;
import tech.tablesaw.api.Table;

/** Over one hundred tasks in one system (paper 5, §8.1). */
public final class HundredTasksExperiment implements Experiment {
  private static final long ROOT_SEED = 7;

  @Override
  public String name() {
    return "05-hundred-tasks";
  }

  @Override
  public String title() {
    return "over one hundred tasks in one system";
  }

  @Override
  public List<ClaimRule> claims() {
    return List.of(
        ClaimRule.of(
                "05.8",
                "over one hundred tasks live in one system, and at its end no published byte and no"
                    + " logit has changed",
                "more than 100 tasks, immune to forgetting",
                "arXiv 2302.02721, abstract",
                HundredTasksExperiment::nothingChanged)
            .because("what was published is never trained again; files are named by their hashes"),
        ClaimRule.of(
                "05.9",
                "in the system of all tasks multipath models are more accurate on average than their"
                    + " main paths",
                "multipath agents improve on single-path agents' models",
                "arXiv 2302.02721, abstract (rows not verified)",
                HundredTasksExperiment::multipathHelps)
            .because("the same tasks, single path and multipath"));
  }

  @Override
  public Table run(Setup setup) {
    Model root = Roots.of(setup, ROOT_SEED);
    List<HundredTasks> all =
        setup.seeds().stream()
            .map(
                seed ->
                    new HundredTasks(
                        Settlement.at(setup.size()),
                        HundredTasks.plans(setup),
                        root,
                        seed,
                        setup
                            .folder()
                            .map(
                                f ->
                                    f.resolve(
                                        Require.text("%s-%s-%d", name(), setup.size(), seed)))))
            .toList();
    Journal journal = setup.journal(name(), all.stream().mapToInt(HundredTasks::units).sum());
    all.forEach(one -> one.measure(journal));
    return journal.table();
  }

  private static Table rows(Table table, String kind) {
    return table.where(table.stringColumn("kind").isEqualTo(kind));
  }

  private static Verdict nothingChanged(Table table) {
    Table after = rows(table, HundredTasks.AFTER);
    long tasks = after.stringColumn("task").countUnique();
    double changed = after.longColumn("changed").sum();
    double damaged = after.longColumn("damaged").max();
    return new Verdict(
        Require.text(
            "%d tasks, %d models compared: %.0f answer with other bits, %.0f files damaged",
            tasks, after.rowCount(), changed, damaged),
        tasks > 100 && changed == 0 && damaged == 0);
  }

  private static Verdict multipathHelps(Table table) {
    List<Double> single = rows(table, HundredTasks.SINGLE).doubleColumn("test").asList();
    List<Double> several = rows(table, HundredTasks.MULTIPATH).doubleColumn("test").asList();
    Interval gain = Interval.ofDifferences(several, single);
    return new Verdict(
        Require.text(
            "mean test accuracy %.3f, main paths %.3f, over %d tasks; %s",
            Interval.of(several).mean(), Interval.of(single).mean(), single.size(), gain.points()),
        gain.mean() > 0);
  }
}
