package org.munet4j.paper;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.munet4j.agent.Event;
import org.munet4j.internal.Require;
import org.munet4j.run.Run;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;
import org.munet4j.train.FrozenCache;
import org.munet4j.train.LayerPasses;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Measures contenders on the tasks of one benchmark, each in a continuation of its own of the same
 * system, which may hold nothing but a root.
 *
 * @param benchmark its name
 * @param start where all begin
 * @param tasks in the order in which they are worked on
 */
public record Contest(String benchmark, MultitaskSystem start, List<Task> tasks) {
  public Contest {
    tasks = List.copyOf(tasks);
  }

  /** The grown system, every publication in order, and what was measured of it. */
  public record Outcome(MultitaskSystem system, List<Publication> history, Table table) {}

  /**
   * Runs one contender with one seed.
   *
   * @return a table with a row for each task: benchmark, method, setting, seed, task, validation
   *     and test accuracy, FLOPs per image, seconds of its cycles; and for the whole run the
   *     parameters per task of the system, and layer passes with and without the reuse of what is
   *     frozen
   * @throws CancellationException if the run was stopped
   */
  public Outcome measure(Contender contender, long seed) {
    return measure(contender, seed, event -> {});
  }

  /** The same, heard by a listener; it is called from several threads. */
  public Outcome measure(Contender contender, long seed, Consumer<Event> listener) {
    Clock clock = new Clock();
    try (FrozenCache cache = FrozenCache.ofThisMachine()) {
      Run run = Run.on(start).reuse(cache).watchedBy(clock.andThen(listener));
      for (Task task : tasks) {
        run = run.agent(contender.agent().apply(task, seed));
      }
      Run.Result result = run.cycles(contender.cycles()).go();
      if (result.isStopped()) {
        throw new CancellationException(
            Require.text("%s on %s was stopped; measure it again", contender, benchmark));
      }
      Table table = table(contender, seed, result.system(), cache.report(), clock);
      return new Outcome(result.system(), result.history(), table);
    }
  }

  private Table table(
      Contender contender, long seed, MultitaskSystem system, LayerPasses passes, Clock clock) {
    Table table = empty();
    for (Task task : tasks) {
      Model model = system.model(task.name());
      table.stringColumn("benchmark").append(benchmark);
      table.stringColumn("method").append(contender.method());
      table.stringColumn("setting").append(contender.setting());
      table.longColumn("seed").append(seed);
      table.stringColumn("task").append(task.name());
      table.doubleColumn("validation").append(model.metrics().quality());
      table.doubleColumn("test").append(model.metrics().test().orElseThrow());
      table.longColumn("flops").append(model.graph().flops());
      table.doubleColumn("seconds").append(clock.seconds(task.name()));
      table.longColumn("parameters_per_task").append(system.parameters() / tasks.size());
      table.longColumn("passes").append(passes.computed() + passes.own());
      table.longColumn("passes_without_reuse").append(passes.frozen() + passes.own());
    }
    return table;
  }

  private static Table empty() {
    return Table.create(
        StringColumn.create("benchmark"),
        StringColumn.create("method"),
        StringColumn.create("setting"),
        LongColumn.create("seed"),
        StringColumn.create("task"),
        DoubleColumn.create("validation"),
        DoubleColumn.create("test"),
        LongColumn.create("flops"),
        DoubleColumn.create("seconds"),
        LongColumn.create("parameters_per_task"),
        LongColumn.create("passes"),
        LongColumn.create("passes_without_reuse"));
  }

  /** How long the cycles of each task took. */
  private static final class Clock implements Consumer<Event> {
    private final Map<String, Long> nanos = new HashMap<>();

    @Override
    public synchronized void accept(Event event) {
      if (event instanceof Event.CycleStarted) {
        nanos.merge(event.task(), -System.nanoTime(), Long::sum);
      } else if (event instanceof Event.CycleEnded) {
        nanos.merge(event.task(), System.nanoTime(), Long::sum);
      }
    }

    double seconds(String task) {
      return nanos.get(task) / 1e9;
    }
  }
}
