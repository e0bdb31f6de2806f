package org.munet4j.report;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.munet4j.component.Component;
import org.munet4j.component.ModelGraph;
import org.munet4j.data.Outline;
import org.munet4j.system.Child;
import org.munet4j.system.Metrics;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Benchmark;
import org.munet4j.task.Task;
import org.munet4j.task.TaskPlan;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a system knows, as Tablesaw tables. Accuracies are parts of one, percents say so in their
 * column's name; what was not measured is a missing value.
 */
public final class Tables {
  private static final Pattern COUNTS = Pattern.compile("(?: \\[[\\d,]+ of [\\d,]+\\])+$");
  private static final Pattern SPLIT = Pattern.compile(",? train(?:ing)?$");

  private Tables() {}

  /** One row a task: how many images of what size it has, where they are from, on what terms. */
  public static Table tasks(List<Task> tasks) {
    Columns<Task> columns = new Columns<>(tasks);
    return Table.create(
        "tasks",
        columns.text("task", Task::name),
        columns.count("classes", Task::classes),
        columns.count("train", task -> task.train().count()),
        columns.count("validation", task -> task.validation().count()),
        columns.count("test", task -> task.test().count()),
        columns.text("image", task -> Outline.image(task.train())),
        columns.text("source", task -> origin(task.train().provenance().source())),
        columns.text("licence", task -> task.train().provenance().licence()));
  }

  /**
   * One row a task of a benchmark, as {@link #tasks} shows it, without building any. Of a task
   * whose files are missing only the name is known, and the source says what can stand in.
   */
  public static Table benchmark(Benchmark benchmark) {
    Columns<Planned> columns = new Columns<>(benchmark.plans().stream().map(Planned::of).toList());
    return Table.create(
        benchmark.name(),
        columns.text("task", row -> row.plan.name()),
        columns.known("classes", row -> row.count(Outline::classes)),
        columns.known("train", row -> row.count(Outline::train)),
        columns.known("validation", row -> row.count(Outline::validation)),
        columns.known("test", row -> row.count(Outline::test)),
        columns.text("image", row -> row.outline.map(Outline::image).orElse("")),
        columns.text("source", row -> row.plan.source()),
        columns.text("licence", row -> row.outline.map(Outline::licence).orElse("")));
  }

  /** A planned task and what is known of it. */
  private record Planned(TaskPlan plan, Optional<Outline> outline) {
    static Planned of(TaskPlan plan) {
      return new Planned(plan, plan.outline());
    }

    OptionalInt count(ToIntFunction<Outline> count) {
      return outline.isEmpty()
          ? OptionalInt.empty()
          : OptionalInt.of(count.applyAsInt(outline.get()));
    }
  }

  /** A source without its split and without the counts of what was selected from it. */
  private static String origin(String source) {
    String whole = COUNTS.matcher(source).replaceFirst("");
    String shorter = SPLIT.matcher(whole).replaceFirst("");
    return shorter.isBlank() ? source : shorter;
  }

  /**
   * One row a model, in the order of publication. A component is <em>own</em> where the task
   * trained it, and <em>shared</em> where the model took it from the root or another task.
   */
  public static Table leaderboard(MultitaskSystem system) {
    Columns<Model> columns = new Columns<>(solvers(system));
    return Table.create(
        "leaderboard",
        columns.text("task", Model::task),
        columns.measure("test accuracy", model -> model.metrics().test().orElse(Double.NaN)),
        columns.measure("validation accuracy", model -> model.metrics().quality()),
        columns.measure("score", model -> model.metrics().score()),
        columns.large("parameters", model -> model.graph().parameters()),
        columns.measure("accounted parameters", system::accountedParameters),
        columns.count("own components", Tables::ownComponents),
        columns.count(
            "shared components", model -> model.graph().components().size() - ownComponents(model)),
        columns.count("generation", model -> model.metrics().generation()),
        columns.text("model", Model::id));
  }

  private static int ownComponents(Model model) {
    return (int) model.graph().components().stream().filter(part -> isOwn(part, model)).count();
  }

  /**
   * One row a model, the root included: where it comes from, which hyperparameters differ from its
   * parent's and which components its parent does not have. Depth counts the steps to the root.
   */
  public static Table lineage(MultitaskSystem system) {
    Columns<Model> columns = new Columns<>(system.models());
    Lineage lineage = new Lineage(system);
    return Table.create(
        "lineage",
        columns.text("model", Model::id),
        columns.text("task", Model::task),
        columns.text("parent", Model::parent),
        columns.count("generation", model -> model.metrics().generation()),
        columns.count("depth", lineage::depth),
        columns.text("changed hyperparameters", model -> String.join(", ", lineage.changes(model))),
        columns.text("new components", model -> String.join(", ", lineage.newComponents(model))));
  }

  /**
   * What each task added to the system and how much of its path it reused. The whole system's path
   * parameters are what separate models would need; the last row divides both by the tasks.
   */
  public static Table parametersPerTask(MultitaskSystem system) {
    StringColumn task = StringColumn.create("task");
    LongColumn added = LongColumn.create("added parameters");
    LongColumn total = LongColumn.create("path parameters");
    DoubleColumn reused = DoubleColumn.create("reused percent");
    task.append(Model.ROOT);
    added.append(addedBy(Model.ROOT, system));
    total.append(system.root().graph().parameters());
    reused.appendMissing();
    long separate = 0;
    for (Model model : system.tasks().stream().map(system::model).toList()) {
      long path = model.graph().parameters();
      task.append(model.task());
      added.append(addedBy(model.task(), system));
      total.append(path);
      reused.append(percent(path - ownParameters(model), path));
      separate += path;
    }
    int tasks = system.tasks().size();
    if (tasks > 0) {
      task.append("whole system").append("per task");
      added.append(system.parameters()).append(Math.round(system.parameters() / (double) tasks));
      total.append(separate).append(Math.round(separate / (double) tasks));
      double share = percent(separate - system.parameters(), separate);
      reused.append(share).append(share);
    }
    return Table.create("parameters per task", task, added, total, reused);
  }

  /**
   * One row for each multipath: the models that its paths are from, the main one first; parameters
   * of its router and connectors and of all that it computes with; FLOPs for an image. Accuracies
   * of its main path are missing where that path's model is known no more.
   */
  public static Table multipaths(MultitaskSystem system) {
    Columns<MultipathRow> columns = new Columns<>(MultipathRow.of(system));
    return Table.create(
        "multipaths",
        columns.text("task", row -> row.model().task()),
        columns.text("agent", MultipathRow::agent),
        columns.text("paths", MultipathRow::paths),
        columns.large("own parameters", MultipathRow::ownParameters),
        columns.large("activated parameters", row -> row.graph().parameters()),
        columns.measure(
            "own percent", row -> percent(row.ownParameters(), row.graph().parameters())),
        columns.large("FLOPs", row -> row.graph().flops()),
        columns.measure("validation accuracy", row -> row.model().metrics().quality()),
        columns.measure("main path's validation accuracy", row -> row.ofMain(Metrics::quality)),
        columns.measure("test accuracy", row -> row.model().metrics().test().orElse(Double.NaN)),
        columns.measure(
            "main path's test accuracy", row -> row.ofMain(m -> m.test().orElse(Double.NaN))));
  }

  /** One row for every child that was trained, kept or not, in the order of training. */
  public static Table children(List<Publication> publications) {
    Columns<Trial> columns = new Columns<>(publications.stream().flatMap(Trial::all).toList());
    return Table.create(
        "children",
        columns.text("task", trial -> trial.search().task()),
        columns.count("cycle", trial -> trial.search().cycle()),
        columns.count("generation", trial -> trial.child().generation()),
        columns.text("child", trial -> trial.child().id()),
        columns.text("parent", trial -> trial.child().parent()),
        columns.text("changes", trial -> String.join(", ", trial.child().changes())),
        columns.count("trained components", trial -> trial.child().trained().size()),
        columns.measure("accounted parameters", trial -> trial.child().accountedParameters()),
        columns.measure("validation accuracy", trial -> trial.child().quality()),
        columns.measure("score", trial -> trial.child().score()),
        columns.text("end", trial -> trial.child().end().name().toLowerCase(Locale.ROOT)),
        columns.flag("kept", trial -> trial.child().isKept()),
        columns.flag("published", Trial::isPublished));
  }

  /**
   * How the searches converged: one row for every child, with its number within its task, from 1,
   * and the best validation accuracy that the task had by then.
   */
  public static Table bestSoFar(List<Publication> publications) {
    StringColumn task = StringColumn.create("task");
    IntColumn number = IntColumn.create("child");
    DoubleColumn best = DoubleColumn.create("best validation accuracy");
    Map<String, DoubleSummaryStatistics> soFar = new HashMap<>();
    publications.stream()
        .flatMap(Trial::all)
        .forEach(
            trial -> {
              String name = trial.search().task();
              DoubleSummaryStatistics qualities =
                  soFar.computeIfAbsent(name, first -> new DoubleSummaryStatistics());
              qualities.accept(trial.child().quality());
              task.append(name);
              number.append((int) qualities.getCount());
              best.append(qualities.getMax());
            });
    return Table.create("best so far", task, number, best);
  }

  /**
   * One row for each commit of a system in a store, the oldest first: who published what from which
   * parent, and when. A component is new where no earlier commit has it.
   */
  public static Table history(MultitaskSystem system) {
    Columns<HistoryRow> columns = new Columns<>(HistoryRow.of(system));
    return Table.create(
        "history",
        columns.text("agent", row -> row.publication().agent()),
        columns.count("cycle", row -> row.publication().cycle()),
        columns.text("what", HistoryRow::what),
        columns.text("task", row -> row.publication().task()),
        columns.text("model", row -> row.text(Model::id)),
        columns.text("parent", row -> row.text(Model::parent)),
        columns.measure("validation accuracy", row -> row.measure(Metrics::quality)),
        columns.measure("test accuracy", row -> row.measure(m -> m.test().orElse(Double.NaN))),
        columns.measure("score", row -> row.measure(Metrics::score)),
        columns.measure("accounted parameters", HistoryRow::accountedParameters),
        columns.count("new components", HistoryRow::newComponents),
        columns.count("reused components", HistoryRow::reusedComponents),
        columns.text("when", row -> row.entry().when().truncatedTo(SECONDS).toString()));
  }

  /** A child and the search that it is from. */
  private record Trial(Publication search, Child child) {
    static Stream<Trial> all(Publication search) {
      return search.children().stream().map(child -> new Trial(search, child));
    }

    boolean isPublished() {
      return search.best().map(Model::id).filter(child.id()::equals).isPresent();
    }
  }

  /** One row for each component of a model, from the image to the logits. */
  public static Table components(ModelGraph graph) {
    Columns<Component> columns = new Columns<>(graph.components());
    return Table.create(
        "components",
        columns.text("component", Component::name),
        columns.text("owner", Component::owner),
        columns.text("shape", Tables::shape),
        columns.large("parameters", Component::parameters));
  }

  /** The matrices and larger tensors of a component; its vectors, where it has no others. */
  static String shape(Component component) {
    String matrices = shapes(component, 2);
    return matrices.isEmpty() ? shapes(component, 0) : matrices;
  }

  private static String shapes(Component component, int axes) {
    return component.shapes().entrySet().stream()
        .filter(tensor -> tensor.getValue().length >= axes)
        .map(
            tensor ->
                tensor.getKey().replace("/kernel", "")
                    + " "
                    + Arrays.stream(tensor.getValue())
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining("×")))
        .collect(Collectors.joining(", "));
  }

  private static List<Model> solvers(MultitaskSystem system) {
    return system.models().stream().filter(model -> !model.isRoot()).toList();
  }

  private static boolean isOwn(Component component, Model model) {
    return component.owner().equals(model.task());
  }

  private static long ownParameters(Model model) {
    return model.graph().components().stream()
        .filter(part -> isOwn(part, model))
        .mapToLong(Component::parameters)
        .sum();
  }

  /** Parameters of the system's components that this owner trained. */
  static long addedBy(String owner, MultitaskSystem system) {
    return system.components().stream()
        .filter(part -> part.owner().equals(owner))
        .mapToLong(Component::parameters)
        .sum();
  }

  private static double percent(long part, long whole) {
    return 100.0 * part / whole;
  }
}
