package org.munet4j.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.munet4j.component.Component;
import org.munet4j.internal.Require;
import org.munet4j.run.Run;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Child;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Trained;
import tech.tablesaw.api.Table;

/** One table for each kind of result: what a notebook shows where a cell ends with it. */
public final class Summaries {
  private Summaries() {}

  /** One row a model: its task, how good it is and which part of the system it uses. */
  public static Table system(MultitaskSystem system) {
    Columns<Model> columns =
        new Columns<>(system.models().stream().filter(model -> !model.isRoot()).toList());
    return Table.create(
        words(system),
        columns.text("task", Model::task),
        columns.text("model", Model::id),
        columns.measure("validation accuracy", model -> model.metrics().quality()),
        columns.measure("test accuracy", model -> model.metrics().test().orElse(Double.NaN)),
        columns.large("parameters", model -> model.graph().parameters()),
        columns.measure("active percent", model -> active(model, system)),
        columns.text("components", model -> ModelSummary.owners(model.graph())));
  }

  private static String words(MultitaskSystem system) {
    int tasks = system.tasks().size();
    return tasks == 0
        ? Require.text("system with a root of %,d parameters", system.root().graph().parameters())
        : Require.text(
            "system of %d %s, %,d parameters", tasks, noun(tasks, "task"), system.parameters());
  }

  /** The part of the system's parameters that one task computes with. */
  private static double active(Model model, MultitaskSystem system) {
    return 100.0 * model.graph().parameters() / system.parameters();
  }

  /** One row a cycle: how many children were trained and kept, and what was published. */
  public static Table run(Run.Result result) {
    int cycles = result.history().size();
    String stop = result.isStopped() ? ", stopped early" : "";
    return cycles(result.history())
        .setName(Require.text("run of %d %s%s", cycles, noun(cycles, "cycle"), stop));
  }

  /** The same for publications alone. */
  public static Table cycles(List<Publication> publications) {
    Columns<Publication> columns = new Columns<>(publications);
    return Table.create(
        "cycles",
        columns.text("task", Publication::task),
        columns.count("cycle", Publication::cycle),
        columns.count("children", publication -> publication.children().size()),
        columns.count("kept", publication -> (int) kept(publication).count()),
        columns.measure("best validation accuracy", Summaries::best),
        columns.measure("test accuracy", Summaries::test),
        columns.text(
            "published", publication -> publication.best().map(Model::id).orElse("nothing")));
  }

  private static Stream<Child> kept(Publication publication) {
    return publication.children().stream().filter(Child::isKept);
  }

  private static double best(Publication publication) {
    return publication.children().stream().mapToDouble(Child::quality).max().orElse(Double.NaN);
  }

  private static double test(Publication publication) {
    return publication
        .best()
        .map(model -> model.metrics().test().orElse(Double.NaN))
        .orElse(Double.NaN);
  }

  /** One row for each validation of a training. */
  public static Table training(Trained trained) {
    Columns<Integer> columns =
        new Columns<>(IntStream.range(0, trained.evaluations().size()).boxed().toList());
    String name =
        Require.text(
            "training that %s, best validation accuracy %.4f, %s",
            trained.end().name().toLowerCase(Locale.ROOT),
            trained.quality(),
            trained.isImproved() ? "improved" : "no better than before");
    return Table.create(
        name,
        columns.count("interval", interval -> interval + 1),
        columns.measure("validation accuracy", interval -> trained.evaluations().get(interval)));
  }

  /** One row for each tensor of a component. */
  public static Table component(Component component) {
    Columns<Map.Entry<String, Tensor>> columns =
        new Columns<>(List.copyOf(component.tensors().entrySet()));
    return Table.create(
        component.toString(),
        columns.text("tensor", Map.Entry::getKey),
        columns.text("shape", tensor -> Arrays.toString(tensor.getValue().shape())),
        columns.large("parameters", tensor -> tensor.getValue().size()),
        columns.measure("smallest", tensor -> Range.of(tensor.getValue()).least()),
        columns.measure("mean", tensor -> Range.of(tensor.getValue()).mean()),
        columns.measure("largest", tensor -> Range.of(tensor.getValue()).most()));
  }

  private record Range(double least, double mean, double most) {
    static Range of(Tensor tensor) {
      var statistics =
          IntStream.range(0, tensor.size()).mapToDouble(tensor.values()::get).summaryStatistics();
      return new Range(statistics.getMin(), statistics.getAverage(), statistics.getMax());
    }
  }

  /** One row for each choice. */
  public static Table choices(Hyperparameters hyperparameters) {
    Columns<Map.Entry<String, Object>> columns =
        new Columns<>(List.copyOf(hyperparameters.values().entrySet()));
    return Table.create(
        "hyperparameters",
        columns.text("hyperparameter", Map.Entry::getKey),
        columns.text("value", choice -> word(choice.getValue())));
  }

  /** One row for each hyperparameter that a search may change. */
  public static Table space(SearchSpace space) {
    Columns<Map.Entry<String, List<Object>>> columns =
        new Columns<>(List.copyOf(space.lists().entrySet()));
    return Table.create(
        "search space",
        columns.text("hyperparameter", Map.Entry::getKey),
        columns.count("values", list -> list.getValue().size()),
        columns.text(
            "in order",
            list -> String.join(", ", list.getValue().stream().map(Summaries::word).toList())));
  }

  private static String word(Object value) {
    return String.valueOf(value).toLowerCase(Locale.ROOT);
  }

  private static String noun(int count, String noun) {
    return count == 1 ? noun : noun + "s";
  }
}
