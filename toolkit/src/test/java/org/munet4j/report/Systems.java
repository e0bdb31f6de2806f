package org.munet4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Multipath;
import org.munet4j.component.Vit;
import org.munet4j.data.Images;
import org.munet4j.router.PerSampleRouter;
import org.munet4j.router.Router;
import org.munet4j.run.Run;
import org.munet4j.run.Schedule;
import org.munet4j.space.Hyperparameters;
import org.munet4j.system.Child;
import org.munet4j.system.Metrics;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Trained;

/** Small systems made by hand, without training. */
public final class Systems {
  public static final List<String> NAMES =
      List.of(
          "mnist",
          "kmnist",
          "fashion",
          "emnist_letters",
          "omniglot_greek",
          "omniglot_latin",
          "cifar10",
          "svhn",
          "cmaterdb_bangla",
          "caltech101",
          "pets",
          "flowers");

  private Systems() {}

  /** What a run gave that was stopped after these publications. */
  public static Run.Result result(MultitaskSystem system, List<Publication> history) {
    Schedule unknown = new Schedule(List.of());
    return new Run.Result(system, history, true, unknown, List.of(), List.of());
  }

  /** Twelve images of two rows and three columns, in four classes. */
  public static Images images(int channels, String source, String licence) {
    byte[] pixels = new byte[12 * channels * 2 * 3];
    int[] labels = IntStream.range(0, 12).map(i -> i % 4).toArray();
    return Images.of(channels, 2, 3, pixels, labels, List.of("a", "b", "c", "d"), source, licence);
  }

  /** Images in ten classes for the systems below. */
  public static Images digits(int count) {
    byte[] pixels = new byte[count * 3 * 8 * 8];
    new SplittableRandom(2).nextBytes(pixels);
    int[] labels = IntStream.range(0, count).map(i -> i % 10).toArray();
    List<String> names = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    return Images.of(3, 8, 8, pixels, labels, names, "noise", "none");
  }

  public static Vit vit(int layers) {
    return new Vit(8, 4, 8, 16, 2, layers);
  }

  public static MultitaskSystem root(int layers) {
    RandomStream stream = RandomStream.seeded(7);
    return MultitaskSystem.from(Model.root(Fresh.path(vit(layers), 10, Model.ROOT, stream)));
  }

  /** The path with these components retrained by the task; a head is always its own. */
  public static ModelPath retrained(ModelPath path, String task, List<String> names) {
    List<Component> changed = new ArrayList<>();
    for (Component part : path.components()) {
      if (names.contains(part.name()) || part.name().equals(Vit.HEAD)) {
        changed.add(shifted(part, task));
      }
    }
    return path.replacing(changed);
  }

  private static Component shifted(Component part, String task) {
    SplittableRandom random = RandomStream.seeded(7).split(task + part.name()).generator();
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    part.tensors()
        .forEach(
            (name, tensor) -> {
              float[] values = tensor.toArray();
              for (int i = 0; i < values.length; i++) {
                values[i] += (float) random.nextDouble(0.1);
              }
              tensors.put(name, Tensor.of(values, tensor.shape()));
            });
    return new Component(part.name(), task, tensors);
  }

  public static Model model(
      String task, Model parent, ModelPath path, double quality, OptionalDouble test) {
    int generation = parent.metrics().generation() + 1;
    Metrics metrics = new Metrics(quality, test, quality * 0.99, generation, 0, List.of(quality));
    Hyperparameters choices = parent.hyperparameters();
    return new Model(task + ".0.0", task, parent.id(), path, choices, metrics);
  }

  public static MultitaskSystem with(MultitaskSystem system, Model model) {
    return system.publish(new Publication(model.task(), 0, Optional.of(model), List.of(), false));
  }

  /** A system as evolution would leave it: each task derives from an earlier one or the root. */
  public static MultitaskSystem grown(int tasks, int layers) {
    return grown(NAMES.subList(0, tasks), layers);
  }

  /** The same with more tasks than there are names, every second with a multipath at the end. */
  public static MultitaskSystem crowd(int tasks, int layers) {
    List<String> names =
        IntStream.range(0, tasks)
            .mapToObj(i -> NAMES.get(i % 12) + (i < 12 ? "" : "_" + i / 12))
            .toList();
    MultitaskSystem system = grown(names, layers);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < tasks; i += 2) {
      double skewed = random.nextDouble() * random.nextDouble();
      List<String> others =
          new ArrayList<>(List.of(names.get((int) (tasks * skewed)), names.get(tasks / 2)));
      others.subList(1 + i / 2 % 2, 2).clear();
      others.remove(names.get(i));
      system = others.isEmpty() ? system : joined(system, names.get(i), others);
    }
    return system;
  }

  private static MultitaskSystem grown(List<String> tasks, int layers) {
    MultitaskSystem system = root(layers);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < tasks.size(); i++) {
      String task = tasks.get(i);
      Model parent = system.models().get(random.nextInt(system.models().size()));
      ModelPath path = parent.path();
      if (random.nextInt(4) == 0 && path.vit().layers() > 1) {
        path = shortened(path, path.vit().layers() - 1);
      }
      List<String> names = new ArrayList<>();
      for (Component part : path.components()) {
        if (random.nextInt(4) == 0) {
          names.add(part.name());
        }
      }
      path = retrained(path, task, names);
      if (random.nextInt(3) == 0) {
        path = adapted(path, task, random.nextInt(path.vit().layers()));
      }
      double quality = 0.7 + 0.29 * random.nextDouble();
      OptionalDouble test =
          i % 3 == 2 ? OptionalDouble.empty() : OptionalDouble.of(quality - 0.012);
      system = with(system, model(task, parent, path, quality, test));
    }
    return system;
  }

  /**
   * The system with a second agent's model of a task, whose paths are its own and those of others;
   * connectors have random numbers.
   */
  public static MultitaskSystem joined(MultitaskSystem system, String task, List<String> others) {
    Model main = system.model(task);
    Multipath fresh =
        Router.perSample()
            .join(
                main.graph(),
                others.stream().map(system::model).map(Systems::source).toList(),
                Optional.empty(),
                task);
    Multipath graph =
        fresh.replacing(fresh.own().stream().map(part -> shifted(part, task)).toList());
    String agent = task + "_multi";
    double quality = main.metrics().quality() * 0.75 + 0.25;
    OptionalDouble test = OptionalDouble.of(quality - 0.01);
    Metrics metrics = new Metrics(quality, test, quality, 2, 0, List.of(quality));
    Model model =
        new Model(agent + ".0.0", task, main.id(), graph, main.hyperparameters(), metrics);
    return system.publish(new Publication(agent, task, 0, Optional.of(model), List.of(), false));
  }

  private static PerSampleRouter.Source source(Model model) {
    ModelGraph graph = model.graph() instanceof ModelPath path ? path.withoutHead() : model.graph();
    return new PerSampleRouter.Source(model.id(), graph);
  }

  /** mnist trains a block, kmnist takes it, then mnist trains that block once more. */
  static MultitaskSystem republished() {
    List<String> block = List.of(Vit.block(1));
    MultitaskSystem system = root(3);
    ModelPath first = retrained(system.root().path(), "mnist", block);
    system = with(system, model("mnist", system.root(), first, 0.8, OptionalDouble.empty()));
    Model mnist = system.model("mnist");
    ModelPath other = retrained(first, "kmnist", List.of());
    system = with(system, model("kmnist", mnist, other, 0.7, OptionalDouble.empty()));
    ModelPath again = retrained(first, "mnist", block);
    Model better = model("mnist", mnist, again, 0.9, OptionalDouble.empty());
    return with(system, named("mnist.1.0", better));
  }

  private static Model named(String id, Model model) {
    return new Model(
        id, model.task(), model.parent(), model.path(), model.hyperparameters(), model.metrics());
  }

  public static ModelPath shortened(ModelPath path, int layers) {
    List<Component> kept = new ArrayList<>(path.components());
    for (int layer = layers; layer < path.vit().layers(); layer++) {
      String block = Vit.block(layer);
      String adapter = Vit.adapter(layer);
      kept.removeIf(part -> part.name().equals(block) || part.name().equals(adapter));
    }
    return new ModelPath(path.vit().withLayers(layers), kept);
  }

  public static ModelPath adapted(ModelPath path, String task, int layer) {
    if (path.component(Vit.adapter(layer)).isPresent()) {
      return path;
    }
    RandomStream stream = RandomStream.seeded(7).split(task);
    List<Component> parts = new ArrayList<>();
    for (Component part : path.components()) {
      if (part.name().equals(Vit.block(layer))) {
        parts.add(Fresh.component(path.vit(), Vit.adapter(layer), 4, task, stream));
      }
      parts.add(part);
    }
    return new ModelPath(path.vit(), parts);
  }

  /** A search as it might have been: children that rise and fall. */
  public static Publication search(String task, int generations, int each, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Child> children = new ArrayList<>();
    double best = 0.35 + 0.25 * random.nextDouble();
    for (int i = 0; i < generations * each; i++) {
      List<Double> evaluations = new ArrayList<>();
      double top = best + (1 - best) * (random.nextDouble() * 0.6 - 0.28);
      for (int interval = 0; interval < 4; interval++) {
        double noise = 0.02 * random.nextDouble();
        evaluations.add(Math.max(0, top - 0.25 * Math.exp(-interval) - noise));
      }
      double quality = evaluations.stream().mapToDouble(value -> value).max().orElse(0);
      boolean isKept = quality > best;
      best = Math.max(best, quality);
      children.add(
          new Child(
              task + ".0." + i,
              "root",
              i / each,
              List.of("clone encoderblock_0"),
              List.of("encoderblock_0", "head"),
              1234.5,
              quality,
              isKept ? quality : Double.NEGATIVE_INFINITY,
              evaluations,
              isKept,
              Trained.End.FINISHED));
    }
    return new Publication(task, 0, Optional.empty(), children, false);
  }
}
