package org.munet4j.paper;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.munet4j.agent.Event;
import org.munet4j.agent.RootAgent;
import org.munet4j.agent.SinglePathAgent;
import org.munet4j.component.Vit;
import org.munet4j.data.Alphabets;
import org.munet4j.internal.Require;
import org.munet4j.run.Run;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.task.Task;
import org.munet4j.train.BenchRow;
import org.munet4j.train.Budget;
import org.munet4j.train.FrozenCache;
import org.munet4j.train.LayerPasses;

/**
 * Measures one task iteration of muNet on generated characters, T3@32 with the LESSON's caps, with
 * and without reuse of what frozen components answer. With µ 0 children train their heads alone and
 * nearly all is reused; with muNet's 0.1 most descend from a child that cloned an early component,
 * and what a child trains is never saved.
 *
 * @param children that are trained
 * @param slots trainings side by side
 * @param mutation probability µ of each change
 */
public record ReuseBench(int children, int slots, double mutation) {
  private static final int ALPHABET = 100; // the root never saw it

  /**
   * One way to run the iteration.
   *
   * @param name of the way
   * @param wallSeconds of the iteration
   * @param processorSeconds of all threads
   */
  public record Row(String name, double wallSeconds, double processorSeconds, LayerPasses passes) {}

  /**
   * Two ways and what they have in common.
   *
   * @param isSameTable whether both gave the same children and the same best model
   */
  public record Result(Row without, Row with, boolean isSameTable) {
    /** The comparison as rows of a benchmark's table; the reference is without reuse. */
    public List<BenchRow> rows(String name) {
      LayerPasses passes = with.passes;
      return List.of(
          BenchRow.less(
              name + ", layer passes",
              passes.computed() + passes.own(),
              passes.frozen() + passes.own(),
              "passes"),
          BenchRow.alone(name + ", passes through what children train", passes.own(), "passes"),
          BenchRow.less(name + ", wall time", with.wallSeconds, without.wallSeconds, "s"),
          BenchRow.less(
              name + ", processor time", with.processorSeconds, without.processorSeconds, "s"),
          BenchRow.alone(name + ", same table", isSameTable ? 1 : 0, "1 is yes"));
    }
  }

  /**
   * Runs the iteration both ways.
   *
   * @param lines hears in words how far it is
   */
  public Result run(Consumer<String> lines) {
    RootAgent agent = RootAgent.of(Vit.ti16(32, 3)).alphabets(5, 20);
    Model root = agent.budget(new Budget(128, 1000, 3, 10)).pretrain();
    Task task =
        Task.named("characters")
            .from(Alphabets.seeded(7).alphabet(ALPHABET).source(100, 20))
            .build();
    run(root, task, FrozenCache.none(), 2, ended -> {});
    Measured without = run(root, task, FrozenCache.none(), children, told("without", lines));
    Measured with = run(root, task, FrozenCache.ofThisMachine(), children, told("with", lines));
    return new Result(
        without.row("without"),
        with.row("with"),
        without.result.history().equals(with.result.history())
            && without.result.system().models().equals(with.result.system().models()));
  }

  /** Counts children that ended, and tells every eighth. */
  private Consumer<Event> told(String way, Consumer<String> lines) {
    AtomicInteger ended = new AtomicInteger();
    return event -> {
      if (event instanceof Event.ChildEnded && ended.incrementAndGet() % 8 == 0) {
        lines.accept(Require.text("%s reuse: %d of %d children", way, ended.get(), children));
      }
    };
  }

  private Measured run(
      Model root, Task task, FrozenCache cache, int count, Consumer<Event> listener) {
    SinglePathAgent agent = Tour.at(Size.LESSON).agent(task, 7).children(count);
    long processor = processorNanos();
    long wall = System.nanoTime();
    try (cache) {
      Run.Result result =
          Run.on(MultitaskSystem.from(root))
              .agent(agent.mutation(mutation).space(SearchSpace.autoTune(3)))
              .slots(slots)
              .watchedBy(listener)
              .reuse(cache)
              .go();
      double seconds = (System.nanoTime() - wall) / 1e9;
      return new Measured(result, seconds, (processorNanos() - processor) / 1e9, cache.report());
    }
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private record Measured(
      Run.Result result, double wallSeconds, double processorSeconds, LayerPasses passes) {
    Row row(String name) {
      return new Row(name, wallSeconds, processorSeconds, passes);
    }
  }
}
