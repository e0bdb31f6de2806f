package org.munet4j.paper;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.munet4j.agent.Agent;
import org.munet4j.agent.MultipathAgent;
import org.munet4j.component.Component;
import org.munet4j.component.Multipath;
import org.munet4j.internal.Require;
import org.munet4j.run.Run;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.task.Task;
import org.munet4j.train.FrozenCache;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A system of single paths, grown once, and what several ways to go on from it give. What frozen
 * paths answer is computed once for all of them.
 */
public final class Composition implements AutoCloseable {
  /** Another cycle of the single-path agents, with the same budget. */
  public static final String SINGLE = "single path, same budget";

  private final Settlement settlement;
  private final Model root;
  private final List<Task> tasks;
  private final long seed;
  private final FrozenCache cache = FrozenCache.ofThisMachine();
  private Optional<MultitaskSystem> settled = Optional.empty();

  public Composition(Settlement settlement, Model root, List<Task> tasks, long seed) {
    this.settlement = settlement;
    this.root = root;
    this.tasks = List.copyOf(tasks);
    this.seed = seed;
  }

  /** The system that all begin with: a single path for each task. */
  public MultitaskSystem settled() {
    if (settled.isEmpty()) {
      settled = Optional.of(run(MultitaskSystem.from(root), task -> settlement.single(task, seed)));
    }
    return settled.get();
  }

  /** Single-path agents go on, each for one more cycle. */
  public Table single() {
    return table(SINGLE, task -> settlement.single(task, seed));
  }

  /** Multipath agents go on, each for one cycle. */
  public Table multipath(String setting, UnaryOperator<MultipathAgent> variant) {
    return table(setting, task -> variant.apply(settlement.multipath(task, seed)));
  }

  /** The system after one cycle of these agents. */
  public MultitaskSystem after(Function<Task, Agent> agents) {
    return run(settled(), agents);
  }

  private MultitaskSystem run(MultitaskSystem start, Function<Task, Agent> agents) {
    Run run = Run.on(start).reuse(cache);
    for (Task task : tasks) {
      run = run.agent(agents.apply(task));
    }
    Run.Result result = run.go();
    if (result.isStopped()) {
      throw new CancellationException("stopped; run it again, and it goes on");
    }
    return result.system();
  }

  private Table table(String setting, Function<Task, Agent> agents) {
    Map<String, Double> seconds = new HashMap<>();
    Table table = empty();
    MultitaskSystem before = settled();
    MultitaskSystem after = before;
    for (Task task : tasks) {
      long start = System.nanoTime();
      after = Run.on(after).reuse(cache).agent(agents.apply(task)).go().system();
      seconds.put(task.name(), (System.nanoTime() - start) / 1e9);
    }
    for (Task task : tasks) {
      Agent agent = agents.apply(task);
      Optional<Model> found = after.publishedBy(agent.name(), task.name());
      Model main = before.model(task.name());
      add(table, setting, found.orElse(main), main, seconds.get(task.name()));
    }
    return table;
  }

  private void add(Table table, String setting, Model model, Model main, double seconds) {
    long own = model.graph().own().stream().mapToLong(Component::parameters).sum();
    table.stringColumn("setting").append(setting);
    table.longColumn("seed").append(seed);
    table.stringColumn("task").append(model.task());
    table.doubleColumn("validation").append(model.metrics().quality());
    table.doubleColumn("test").append(model.metrics().test().orElseThrow());
    table.doubleColumn("main_validation").append(main.metrics().quality());
    table.doubleColumn("main_test").append(main.metrics().test().orElseThrow());
    table.longColumn("own_parameters").append(own);
    table.longColumn("activated_parameters").append(model.graph().parameters());
    table.longColumn("flops").append(model.graph().flops());
    table.longColumn("paths").append(model.graph().leaves().size());
    table.stringColumn("helpers").append(helpers(model));
    table.doubleColumn("seconds").append(seconds);
  }

  /** The models whose paths stand beside the main one. */
  static String helpers(Model model) {
    return model.graph() instanceof Multipath multipath
        ? multipath.branches().stream()
            .map(Multipath.Branch::model)
            .collect(Collectors.joining(" "))
        : "";
  }

  private static Table empty() {
    return Table.create(
        StringColumn.create("setting"),
        LongColumn.create("seed"),
        StringColumn.create("task"),
        DoubleColumn.create("validation"),
        DoubleColumn.create("test"),
        DoubleColumn.create("main_validation"),
        DoubleColumn.create("main_test"),
        LongColumn.create("own_parameters"),
        LongColumn.create("activated_parameters"),
        LongColumn.create("flops"),
        LongColumn.create("paths"),
        StringColumn.create("helpers"),
        DoubleColumn.create("seconds"));
  }

  @Override
  public void close() {
    cache.close();
  }

  @Override
  public String toString() {
    return Require.text("%d tasks, seed %d", tasks.size(), seed);
  }
}
