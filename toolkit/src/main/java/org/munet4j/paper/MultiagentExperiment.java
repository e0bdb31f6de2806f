package org.munet4j.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.munet4j.agent.Agent;
import org.munet4j.agent.Baseline;
import org.munet4j.agent.Mu2Net;
import org.munet4j.agent.MuNet;
import org.munet4j.agent.SinglePathAgent;
import org.munet4j.data.DataFolder;
import org.munet4j.internal.Require;
import org.munet4j.run.Run;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.task.Benchmark;
import org.munet4j.task.Task;
import org.munet4j.train.FrozenCache;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Paper 4 (muNet family, §7.4): the same agents one after the other and side by side, and agents of
 * several kinds that compete for one task.
 */
public final class MultiagentExperiment implements Experiment {
  /** One agent after the other, one child at a time. */
  public static final String SEQUENTIAL = "sequential, 1 slot";

  /** Two agents at a time, the same result in any number of slots. */
  public static final String ROUNDS = "rounds, 2 slots";

  /** The same rounds with one agent at a time. */
  public static final String ROUNDS_AGAIN = "rounds, 1 slot";

  /** Two agents at a time, each as soon as it can. */
  public static final String FREE = "free, 2 slots";

  /** The free run once more, from its schedule. */
  public static final String REPLAY = "replay of free, 1 slot";

  /** Agents of several kinds on the first task, side by side. */
  public static final String MIXED = "mixed agents";

  private static final long ROOT_SEED = 7;
  private static final int SLOTS = 2;

  @Override
  public String name() {
    return "04-multiagent";
  }

  @Override
  public String title() {
    return "many agents at once on one system";
  }

  @Override
  public List<ClaimRule> claims() {
    return MultiagentClaims.all();
  }

  @Override
  public Table run(Setup setup) {
    Crowd crowd = Crowd.at(setup.size(), Roots.of(setup, ROOT_SEED), setup.data());
    Journal journal = setup.journal(name(), setup.seeds().size());
    for (long seed : setup.seeds()) {
      journal.unit(Require.text("all schedules, seed %d", seed), () -> crowd.measure(seed));
    }
    return journal.table();
  }

  /**
   * The agents of all tasks, and how they are run.
   *
   * @param protocol what each may spend
   * @param root where all begin
   * @param tasks one agent each
   */
  public record Crowd(Protocol protocol, Model root, List<Task> tasks) {
    private static final int CYCLES = 2;
    private static final int TASKS = 6;
    private static final int SHARE = 4;

    public Crowd {
      tasks = List.copyOf(tasks);
    }

    /** The first characters, or generated alphabets in their place; fewer than at PAPER. */
    public static Crowd at(Size size, Model root, Optional<DataFolder> data) {
      Protocol protocol = Protocol.at(size);
      Benchmark characters = protocol.characters(data);
      int most = size == Size.PAPER ? characters.size() : Math.min(TASKS, characters.size());
      return new Crowd(protocol, root, characters.first(most).tasks().toList());
    }

    /** A run of an agent for each task, two cycles each. */
    public Run run(long seed) {
      Run run = Run.on(MultitaskSystem.from(root)).cycles(CYCLES);
      for (Task task : tasks) {
        run = run.agent(agent(task, seed));
      }
      return run;
    }

    private SinglePathAgent agent(Task task, long seed) {
      return protocol
          .muNet(task, seed, MuNet.rules())
          .children(Math.max(2, protocol.children() / 2));
    }

    /** Agents of several kinds on one task. */
    public List<Agent> mixed(Task task, long seed) {
      SinglePathAgent munet = agent(task, seed);
      return List.of(
          munet.named("munet~" + task.name()),
          munet
              .rules(Mu2Net.rules())
              .space(SearchSpace.mu2NetCharacters(0))
              .named("mu2net~" + task.name()),
          munet.sizeScale(0.3).named("munet-small~" + task.name()),
          protocol.baseline(Baseline.adapters(16, task), seed));
    }

    /** Warmed up by a run that is not told, as the first one compiles for the others. */
    Table measure(long seed) {
      Table table = empty();
      new Crowd(protocol, root, tasks.subList(0, 1)).run(seed).slots(SLOTS).go();
      add(table, SEQUENTIAL, seed, run(seed), run -> run.slots(1));
      add(table, ROUNDS, seed, run(seed), run -> run.rounds().slots(SLOTS));
      add(table, ROUNDS_AGAIN, seed, run(seed), run -> run.rounds().slots(1));
      Run.Result free = add(table, FREE, seed, run(seed), run -> run.free().slots(SLOTS));
      add(table, REPLAY, seed, run(seed), run -> run.replay(free.schedule()).slots(1));
      Run competing = Run.on(free.system());
      for (Agent agent : mixed(tasks.get(0), seed)) {
        competing = competing.agent(agent);
      }
      competition(table, seed, timed(competing.free().slots(SLOTS)));
      return table;
    }

    private Run.Result add(
        Table table, String schedule, long seed, Run run, UnaryOperator<Run> how) {
      Timed timed = timed(how.apply(run));
      for (Task task : tasks) {
        row(table, schedule, seed, task.name(), timed, timed.result().system().model(task.name()));
      }
      return timed.result();
    }

    private void competition(Table table, long seed, Timed timed) {
      MultitaskSystem system = timed.result().system();
      List<String> names = new ArrayList<>();
      mixed(tasks.get(0), seed).forEach(agent -> names.add(agent.name()));
      for (String name : names) {
        system
            .publishedBy(name, tasks.get(0).name())
            .ifPresent(model -> row(table, MIXED, seed, name, timed, model));
      }
    }
  }

  /** A run, and how long it took. */
  private record Timed(Run.Result result, double seconds) {}

  /** Each with a cache of its own, so that none finds what another one computed. */
  private static Timed timed(Run run) {
    try (FrozenCache cache = FrozenCache.ofThisMachine()) {
      long start = System.nanoTime();
      Run.Result result = run.reuse(cache).go();
      return new Timed(result, (System.nanoTime() - start) / 1e9);
    }
  }

  private static Table empty() {
    return Table.create(
        StringColumn.create("schedule"),
        LongColumn.create("seed"),
        StringColumn.create("task"),
        StringColumn.create("model"),
        DoubleColumn.create("validation"),
        DoubleColumn.create("test"),
        LongColumn.create("parameters"),
        DoubleColumn.create("run_seconds"),
        LongColumn.create("failures"));
  }

  private static void row(
      Table table, String schedule, long seed, String task, Timed timed, Model model) {
    table.stringColumn("schedule").append(schedule);
    table.longColumn("seed").append(seed);
    table.stringColumn("task").append(task);
    table.stringColumn("model").append(model.id());
    table.doubleColumn("validation").append(model.metrics().quality());
    table.doubleColumn("test").append(model.metrics().test().orElseThrow());
    table.longColumn("parameters").append(model.graph().parameters());
    table.doubleColumn("run_seconds").append(timed.seconds());
    table.longColumn("failures").append(timed.result().failures().size());
  }
}
