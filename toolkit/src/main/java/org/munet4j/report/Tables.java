package org.munet4j.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.system.Child;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import tech.tablesaw.api.BooleanColumn;
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
  private Tables() {}

  /**
   * One row a task, in the order of publication. A component is <em>own</em> where the task trained
   * it, and <em>shared</em> where the model took it from the root or another task.
   */
  public static Table leaderboard(MultitaskSystem system) {
    StringColumn task = StringColumn.create("task");
    StringColumn name = StringColumn.create("model");
    DoubleColumn validation = DoubleColumn.create("validation accuracy");
    DoubleColumn test = DoubleColumn.create("test accuracy");
    DoubleColumn score = DoubleColumn.create("score");
    LongColumn parameters = LongColumn.create("parameters");
    DoubleColumn accounted = DoubleColumn.create("accounted parameters");
    IntColumn own = IntColumn.create("own components");
    IntColumn shared = IntColumn.create("shared components");
    IntColumn generation = IntColumn.create("generation");
    for (Model model : solvers(system)) {
      task.append(model.task());
      name.append(model.id());
      validation.append(model.metrics().quality());
      append(test, model.metrics().test().orElse(Double.NaN));
      append(score, model.metrics().score());
      parameters.append(model.path().parameters());
      accounted.append(system.accountedParameters(model));
      List<Component> parts = model.path().components();
      int trained = (int) parts.stream().filter(part -> isOwn(part, model)).count();
      own.append(trained);
      shared.append(parts.size() - trained);
      generation.append(model.metrics().generation());
    }
    return Table.create(
        "leaderboard",
        task,
        name,
        validation,
        test,
        score,
        parameters,
        accounted,
        own,
        shared,
        generation);
  }

  /**
   * One row a model, the root included: where it comes from, which hyperparameters differ from its
   * parent's and which components its parent does not have. Depth counts the steps to the root.
   */
  public static Table lineage(MultitaskSystem system) {
    StringColumn name = StringColumn.create("model");
    StringColumn task = StringColumn.create("task");
    StringColumn parent = StringColumn.create("parent");
    IntColumn generation = IntColumn.create("generation");
    IntColumn depth = IntColumn.create("depth");
    StringColumn changed = StringColumn.create("changed hyperparameters");
    StringColumn added = StringColumn.create("new components");
    Lineage lineage = new Lineage(system);
    for (Model model : system.models()) {
      name.append(model.id());
      task.append(model.task());
      parent.append(model.parent());
      generation.append(model.metrics().generation());
      depth.append(lineage.depth(model));
      changed.append(String.join(", ", lineage.changes(model)));
      added.append(String.join(", ", lineage.newComponents(model)));
    }
    return Table.create("lineage", name, task, parent, generation, depth, changed, added);
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
    total.append(system.root().path().parameters());
    reused.appendMissing();
    long separate = 0;
    for (Model model : solvers(system)) {
      long path = model.path().parameters();
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

  /** One row for every child that was trained, kept or not, in the order of training. */
  public static Table children(List<Publication> publications) {
    StringColumn task = StringColumn.create("task");
    IntColumn cycle = IntColumn.create("cycle");
    IntColumn generation = IntColumn.create("generation");
    StringColumn name = StringColumn.create("child");
    StringColumn parent = StringColumn.create("parent");
    StringColumn changes = StringColumn.create("changes");
    IntColumn trained = IntColumn.create("trained components");
    DoubleColumn accounted = DoubleColumn.create("accounted parameters");
    DoubleColumn validation = DoubleColumn.create("validation accuracy");
    DoubleColumn score = DoubleColumn.create("score");
    BooleanColumn kept = BooleanColumn.create("kept");
    BooleanColumn published = BooleanColumn.create("published");
    for (Publication publication : publications) {
      Optional<String> best = publication.best().map(Model::id);
      for (Child child : publication.children()) {
        task.append(publication.task());
        cycle.append(publication.cycle());
        generation.append(child.generation());
        name.append(child.id());
        parent.append(child.parent());
        changes.append(String.join(", ", child.changes()));
        trained.append(child.trained().size());
        append(accounted, child.accountedParameters());
        append(validation, child.quality());
        append(score, child.score());
        kept.append(child.isKept());
        published.append(best.isPresent() && best.get().equals(child.id()));
      }
    }
    return Table.create(
        "children",
        task,
        cycle,
        generation,
        name,
        parent,
        changes,
        trained,
        accounted,
        validation,
        score,
        kept,
        published);
  }

  /** One row for each component of a path, from the image to the logits. */
  public static Table components(ModelPath path) {
    StringColumn name = StringColumn.create("component");
    StringColumn owner = StringColumn.create("owner");
    StringColumn shape = StringColumn.create("shape");
    LongColumn parameters = LongColumn.create("parameters");
    for (Component component : path.components()) {
      name.append(component.name());
      owner.append(component.owner());
      shape.append(shape(component));
      parameters.append(component.parameters());
    }
    return Table.create("components", name, owner, shape, parameters);
  }

  /** The matrices and larger tensors of a component; its vectors, where it has no others. */
  private static String shape(Component component) {
    String matrices = shapes(component, 2);
    return matrices.isEmpty() ? shapes(component, 0) : matrices;
  }

  private static String shapes(Component component, int axes) {
    return component.tensors().entrySet().stream()
        .filter(tensor -> tensor.getValue().shape().length >= axes)
        .map(
            tensor ->
                tensor.getKey().replace("/kernel", "")
                    + " "
                    + Arrays.stream(tensor.getValue().shape())
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
    return model.path().components().stream()
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

  private static void append(DoubleColumn column, double value) {
    if (Double.isFinite(value)) {
      column.append(value);
    } else {
      column.appendMissing();
    }
  }
}
