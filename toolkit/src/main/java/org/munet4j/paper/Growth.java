package org.munet4j.paper;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.munet4j.agent.Event;
import org.munet4j.agent.SinglePathAgent;
import org.munet4j.run.Run;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.task.Task;
import org.munet4j.train.Evaluation;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A system that grows task by task under µ2Net, and what is measured of it.
 *
 * @param listener hears what happens
 */
public record Growth(
    Arrivals arrivals, Model root, List<Task> tasks, long seed, Consumer<Event> listener) {
  /** A task joined the system. */
  public static final String ARRIVAL = "arrival";

  /** A task's cycle in the system with few tasks, which did not join. */
  public static final String FEW = "time with few";

  /** The same in the system with all tasks. */
  public static final String MANY = "time with many";

  /** A second cycle of an early task, when it was alone with its first neighbours. */
  public static final String SOON = "second cycle soon";

  /** The same second cycle in the system with all tasks. */
  public static final String LATE = "second cycle late";

  private static final int COMPARED_IMAGES = 16;

  /** The place of the task that is private. */
  private static final int PRIVATE = 1;

  /** A growth that nobody watches. */
  public Growth(Arrivals arrivals, Model root, List<Task> tasks, long seed) {
    this(arrivals, root, tasks, seed, event -> {});
  }

  /** The grown system, and a row for each cycle. */
  public record Outcome(MultitaskSystem system, Table table) {}

  /**
   * Lets all tasks join, and measures time and second cycles on the way.
   *
   * @return the system in which all tasks have joined, and what was measured
   */
  public Outcome measure() {
    Rows rows = new Rows();
    MultitaskSystem system = MultitaskSystem.from(root);
    MultitaskSystem few = system;
    for (int i = 0; i < arrivals.many(); i++) {
      Task task = tasks.get(i);
      SinglePathAgent agent = arrivals.agent(task, seed);
      system = rows.cycle(ARRIVAL, system, task, i == PRIVATE ? agent.asPrivate() : agent);
      few = i == arrivals.few() - 1 ? system : few;
    }
    for (Task probe : tasks.subList(arrivals.many(), tasks.size())) {
      rows.cycle(FEW, few, probe, arrivals.agent(probe, seed));
      rows.cycle(MANY, system, probe, arrivals.agent(probe, seed));
    }
    for (Task early : tasks.subList(PRIVATE + 1, arrivals.few())) {
      rows.cycle(SOON, few, early, arrivals.agent(early, seed));
      rows.cycle(LATE, system, early, arrivals.agent(early, seed));
    }
    return new Outcome(system, rows.table);
  }

  /** The same growth, and who hears what happens. */
  public Growth watchedBy(Consumer<Event> watcher) {
    return new Growth(arrivals, root, tasks, seed, watcher);
  }

  /** Number of cycles, each a row. */
  public int cycles() {
    int probes = tasks.size() - arrivals.many();
    return arrivals.many() + 2 * probes + 2 * (arrivals.few() - PRIVATE - 1);
  }

  /** A row for each cycle. */
  private final class Rows {
    private final Map<String, float[]> answers = new HashMap<>();
    private final Table table =
        Table.create(
            "growth",
            StringColumn.create("kind"),
            LongColumn.create("seed"),
            StringColumn.create("task"),
            LongColumn.create("tasks"),
            DoubleColumn.create("seconds"),
            DoubleColumn.create("validation"),
            DoubleColumn.create("test"),
            LongColumn.create("parameters"),
            LongColumn.create("added_parameters"),
            DoubleColumn.create("active_fraction"),
            LongColumn.create("compared"),
            LongColumn.create("changed"),
            LongColumn.create("private_leaks"));

    /** Works one cycle and answers the grown system. */
    MultitaskSystem cycle(String kind, MultitaskSystem before, Task task, SinglePathAgent agent) {
      long start = System.nanoTime();
      MultitaskSystem after = Run.on(before).agent(agent).watchedBy(listener).go().system();
      double seconds = (System.nanoTime() - start) / 1e9;
      Model model = after.model(task.name());
      table.stringColumn("kind").append(kind);
      table.longColumn("seed").append(seed);
      table.stringColumn("task").append(task.name());
      table.longColumn("tasks").append(before.tasks().size());
      table.doubleColumn("seconds").append(seconds);
      table.doubleColumn("validation").append(model.metrics().quality());
      table.doubleColumn("test").append(model.metrics().test().orElseThrow());
      table.longColumn("parameters").append(after.parameters());
      table.longColumn("added_parameters").append(after.parameters() - before.parameters());
      table
          .doubleColumn("active_fraction")
          .append(model.graph().parameters() / (double) after.parameters());
      compare(kind, before, after);
      table.longColumn("private_leaks").append(leaks(after));
      return after;
    }

    /** Counts earlier models, and those of them that answer with other bits than ever before. */
    private void compare(String kind, MultitaskSystem before, MultitaskSystem after) {
      long compared = 0;
      long changed = 0;
      for (Task known : kind.equals(ARRIVAL) ? tasks : List.<Task>of()) {
        float[] then = answers.get(known.name());
        if (then != null && before.find(known.name()).isPresent()) {
          compared++;
          changed += Arrays.equals(then, answers(after, known)) ? 0 : 1;
        } else if (after.find(known.name()).isPresent()) {
          answers.put(known.name(), answers(after, known));
        }
      }
      table.longColumn("compared").append(compared);
      table.longColumn("changed").append(changed);
    }
  }

  private static float[] answers(MultitaskSystem system, Task task) {
    int count = Math.min(COMPARED_IMAGES, task.test().count());
    int[] first = IntStream.range(0, count).toArray();
    return Evaluation.logits(system.model(task.name()).graph(), task.test().select(first))
        .toArray();
  }

  /** Components of a private task in the models of other tasks. */
  private static long leaks(MultitaskSystem system) {
    Set<String> hidden =
        system.models().stream()
            .filter(Model::isPrivate)
            .map(Model::task)
            .collect(Collectors.toSet());
    return system.models().stream()
        .flatMap(
            model ->
                model.graph().components().stream()
                    .filter(part -> !part.owner().equals(model.task())))
        .filter(part -> hidden.contains(part.owner()))
        .count();
  }
}
