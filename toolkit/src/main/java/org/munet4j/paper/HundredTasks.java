package org.munet4j.paper;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.munet4j.agent.Agent;
import org.munet4j.component.Component;
import org.munet4j.internal.Require;
import org.munet4j.internal.Sha256;
import org.munet4j.report.MemoryUse;
import org.munet4j.run.Run;
import org.munet4j.store.Verification;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.task.Benchmark;
import org.munet4j.task.Task;
import org.munet4j.task.TaskPlan;
import org.munet4j.train.Evaluation;
import org.munet4j.train.FrozenCache;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Paper 5's system of over one hundred tasks (§8.1): all sets, alphabets and few-shot variants in
 * one system, single-path agents first, multipath agents after them, and at the end the proof that
 * no task lost anything.
 *
 * @param settlement what an agent may spend
 * @param plans of the tasks, in the order in which they come
 * @param root of the system
 * @param seed of all agents
 * @param folder where the system lies; empty keeps it in memory
 */
public record HundredTasks(
    Settlement settlement, List<TaskPlan> plans, Model root, long seed, Optional<Path> folder) {
  /** A row of a single-path agent's cycle. */
  public static final String SINGLE = "single path";

  /** A row of a multipath agent's cycle. */
  public static final String MULTIPATH = "multipath";

  /** A row of what a model answers when all have come. */
  public static final String AFTER = "after all";

  private static final long SPLITS = 7;
  private static final int COMPARED_IMAGES = 16;

  public HundredTasks {
    plans = List.copyOf(plans);
  }

  /** The stream of tasks at one size; a few tasks at TINY. */
  public static List<TaskPlan> plans(Setup setup) {
    Benchmark stream = Benchmark.stream(setup.data(), SPLITS);
    return setup.size() == Size.TINY ? stream.first(3).plans() : stream.plans();
  }

  /** Number of units that {@link #measure} asks a journal for. */
  public int units() {
    return 2 * plans.size() + 1;
  }

  /** Works all cycles that the journal does not have, and proves that nothing was lost. */
  public void measure(Journal journal) {
    try (FrozenCache cache = FrozenCache.ofThisMachine()) {
      Progress progress = new Progress(journal, cache, begin());
      plans.forEach(plan -> progress.work(SINGLE, plan));
      plans.forEach(plan -> progress.work(MULTIPATH, plan));
      journal.unit(Require.text("%s, seed %d", AFTER, seed), progress::proof);
    }
  }

  private MultitaskSystem begin() {
    return folder
        .map(place -> MultitaskSystem.in(place, root))
        .orElseGet(() -> MultitaskSystem.inMemory(root));
  }

  /** One run over all tasks. */
  private final class Progress {
    private final Journal journal;
    private final FrozenCache cache;
    private final Map<String, Task> built = new HashMap<>();
    private final Map<String, String> published = new HashMap<>();
    private MultitaskSystem system;

    Progress(Journal journal, FrozenCache cache, MultitaskSystem system) {
      this.journal = journal;
      this.cache = cache;
      this.system = system;
    }

    private Task task(TaskPlan plan) {
      return built.computeIfAbsent(plan.name(), name -> plan.build());
    }

    private Agent agent(String phase, Task task) {
      return phase.equals(SINGLE)
          ? settlement.single(task, seed)
          : settlement.multipath(task, seed);
    }

    void work(String phase, TaskPlan plan) {
      String unit = Require.text("%s, %s, seed %d", phase, plan.name(), seed);
      Table row = journal.unit(unit, () -> cycle(phase, task(plan)));
      published.put(phase + plan.name(), row.stringColumn("logits").get(0));
    }

    private Table cycle(String phase, Task task) {
      long start = System.nanoTime();
      Agent agent = agent(phase, task);
      Run.Result result = Run.on(system).whole().reuse(cache).agent(agent).go();
      if (result.isStopped()) {
        throw new CancellationException("stopped; run it again, and it goes on");
      }
      system = result.system();
      Table table = empty();
      double seconds = (System.nanoTime() - start) / 1e9;
      add(table, phase, phase, task, seconds);
      table.longColumn("damaged").append(0);
      return table;
    }

    /**
     * A row for each model, read anew, with what it answers now, and the damage of the whole store.
     */
    private Table proof() {
      system = folder.map(MultitaskSystem::open).orElseGet(system::refresh);
      Verification verified = system.commits().orElseThrow().store().verify();
      Table table = empty();
      for (TaskPlan plan : plans) {
        for (String phase : List.of(SINGLE, MULTIPATH)) {
          add(table, AFTER, phase, task(plan), 0);
          table.longColumn("damaged").append(verified.damages().size());
        }
      }
      return table;
    }

    private void add(Table table, String kind, String phase, Task task, double seconds) {
      Optional<Model> found = system.publishedBy(agent(phase, task).name(), task.name());
      Model model = found.orElseGet(() -> system.model(task.name()));
      String answers = answers(model, task);
      MemoryUse memory = MemoryUse.now();
      table.stringColumn("kind").append(kind);
      table.stringColumn("phase").append(phase);
      table.longColumn("seed").append(seed);
      table.stringColumn("task").append(task.name());
      table.longColumn("classes").append(task.classes());
      table.longColumn("train_images").append(task.train().count());
      table.doubleColumn("validation").append(model.metrics().quality());
      table.doubleColumn("test").append(model.metrics().test().orElseThrow());
      table.longColumn("own_parameters").append(own(model));
      table.longColumn("activated_parameters").append(model.graph().parameters());
      table.longColumn("system_parameters").append(system.parameters());
      table.longColumn("flops").append(model.graph().flops());
      table.stringColumn("parent").append(model.parent());
      table.stringColumn("helpers").append(Composition.helpers(model));
      table.doubleColumn("seconds").append(seconds);
      table.longColumn("heap_bytes").append(memory.heap());
      table.longColumn("resident_bytes").append(memory.resident().orElse(0));
      table.stringColumn("logits").append(answers);
      String before = published.getOrDefault(phase + task.name(), answers);
      table.longColumn("changed").append(before.equals(answers) ? 0 : 1);
    }
  }

  /** Parameters that its agent trained: joints of a multipath, else what is of the task. */
  private static long own(Model model) {
    return model.graph().own().stream()
        .filter(part -> part.owner().equals(model.task()))
        .mapToLong(Component::parameters)
        .sum();
  }

  /** Hash of the logits of the first test images. */
  private static String answers(Model model, Task task) {
    int count = Math.min(COMPARED_IMAGES, task.test().count());
    int[] first = IntStream.range(0, count).toArray();
    float[] logits = Evaluation.logits(model.graph(), task.test().select(first)).toArray();
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * logits.length);
    bytes.asFloatBuffer().put(logits);
    return Sha256.of(bytes.array());
  }

  private static Table empty() {
    return Table.create(
        StringColumn.create("kind"),
        StringColumn.create("phase"),
        LongColumn.create("seed"),
        StringColumn.create("task"),
        LongColumn.create("classes"),
        LongColumn.create("train_images"),
        DoubleColumn.create("validation"),
        DoubleColumn.create("test"),
        LongColumn.create("own_parameters"),
        LongColumn.create("activated_parameters"),
        LongColumn.create("system_parameters"),
        LongColumn.create("flops"),
        StringColumn.create("parent"),
        StringColumn.create("helpers"),
        DoubleColumn.create("seconds"),
        LongColumn.create("heap_bytes"),
        LongColumn.create("resident_bytes"),
        StringColumn.create("logits"),
        LongColumn.create("changed"),
        LongColumn.create("damaged"));
  }
}
