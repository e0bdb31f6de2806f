package org.munet4j.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Tensor;

/**
 * Frozen paths in parallel, joined by connectors and a router (multipath agents, §8.3). With C
 * classes and P paths, the main one included:
 *
 * <pre>
 *   z_0   logits of the main path       [C]
 *   z_p   connector p of branch p       [C]      kernel [C, outputs of the branch], bias [C]
 *   r     softmax(router(z_0))          [P]      LayerNorm [C], kernel [P, C], bias [P]
 *   z     the sum of r_p · z_p          [C]
 * </pre>
 *
 * A router whose weights depend on nothing has a bias alone. Branches may be multipaths themselves;
 * their logits enter the connector.
 *
 * @param main solves the task alone
 * @param branches at least one
 * @param router named {@link #ROUTER}
 */
public record Multipath(ModelGraph main, List<Branch> branches, Component router, Mixing mixing)
    implements ModelGraph {
  public static final String ROUTER = "router";
  private static final String CONNECTOR = "connector_";

  /**
   * A path of another model that adds to the main path's logits.
   *
   * @param model id of the model that it was taken from
   * @param graph without a head where it is a single path
   * @param connector from its outputs to the classes
   */
  public record Branch(String model, ModelGraph graph, Component connector) {}

  public Multipath {
    branches = List.copyOf(branches);
    int classes = main.classes();
    Require.that(classes >= 1, "multipath: the main path has no head; take the model of the task");
    Require.that(!branches.isEmpty(), "multipath: needs at least one path beside the main one");
    checkName(router, ROUTER);
    router.check(routerShapes(mixing.condition(), classes, branches.size() + 1));
    for (int i = 0; i < branches.size(); i++) {
      Branch branch = branches.get(i);
      checkName(branch.connector(), connector(i + 1));
      branch.connector().check(connectorShapes(classes, branch.graph().outputs()));
    }
  }

  private static void checkName(Component component, String name) {
    Require.that(
        component.name().equals(name),
        "multipath: component %s stands where %s must",
        component.name(),
        name);
  }

  /** Name of the connector of a path, from 1. */
  public static String connector(int path) {
    return CONNECTOR + path;
  }

  /** Whether a component of this name belongs to a multipath and to no single path. */
  public static boolean isJoint(String component) {
    return component.equals(ROUTER) || component.startsWith(CONNECTOR);
  }

  /** Tensor shapes of a router between so many paths. */
  public static SortedMap<String, long[]> routerShapes(
      Mixing.Condition condition, int classes, int paths) {
    SortedMap<String, long[]> shapes = new TreeMap<>();
    shapes.put("bias", new long[] {paths});
    if (condition == Mixing.Condition.SAMPLE) {
      shapes.put("kernel", new long[] {paths, classes});
      shapes.put("norm/bias", new long[] {classes});
      shapes.put("norm/scale", new long[] {classes});
    }
    return shapes;
  }

  /** Tensor shapes of a connector. */
  public static SortedMap<String, long[]> connectorShapes(int classes, int outputs) {
    SortedMap<String, long[]> shapes = new TreeMap<>();
    shapes.put("bias", new long[] {classes});
    shapes.put("kernel", new long[] {classes, outputs});
    return shapes;
  }

  /**
   * A fresh router that gives the main path this weight and the others equal parts of the rest: the
   * main path's bias is ln(w / (1 − w) · (P − 1)).
   *
   * @param weight more than 0, less than 1
   */
  public static Component freshRouter(
      Mixing.Condition condition, int classes, int paths, double weight, String owner) {
    Require.that(weight > 0 && weight < 1, "router: main path's weight %s, needs 0 to 1", weight);
    SortedMap<String, Tensor> tensors = zeros(routerShapes(condition, classes, paths));
    float[] bias = new float[paths];
    bias[0] = (float) Math.log(weight / (1 - weight) * (paths - 1));
    tensors.put("bias", Tensor.of(bias, paths));
    tensors.computeIfPresent("norm/scale", (name, zero) -> Tensor.full(1, classes));
    return new Component(ROUTER, owner, tensors);
  }

  /** A fresh connector of zeros, so that its path adds nothing yet. */
  public static Component freshConnector(int path, int classes, int outputs, String owner) {
    return new Component(connector(path), owner, zeros(connectorShapes(classes, outputs)));
  }

  private static SortedMap<String, Tensor> zeros(SortedMap<String, long[]> shapes) {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    shapes.forEach((name, shape) -> tensors.put(name, Tensor.zeros(shape)));
    return tensors;
  }

  @Override
  public List<Component> components() {
    Map<String, Component> distinct = new LinkedHashMap<>();
    Stream.concat(Stream.of(main), branches.stream().map(Branch::graph))
        .flatMap(graph -> graph.components().stream())
        .forEach(part -> distinct.putIfAbsent(part.id(), part));
    own().forEach(part -> distinct.putIfAbsent(part.id(), part));
    return List.copyOf(distinct.values());
  }

  /** The connectors, then the router. */
  @Override
  public List<Component> own() {
    return Stream.concat(branches.stream().map(Branch::connector), Stream.of(router)).toList();
  }

  @Override
  public int outputs() {
    return classes();
  }

  @Override
  public int classes() {
    return main.classes();
  }

  /** All paths and connectors, and the router; what is skipped below the threshold is counted. */
  @Override
  public long flops() {
    long joints = 2L * classes() * (branches.size() + 1);
    if (mixing.condition() == Mixing.Condition.SAMPLE) {
      joints *= 2;
    }
    for (Branch branch : branches) {
      joints += branch.graph().flops() + 2L * classes() * branch.graph().outputs();
    }
    return main.flops() + joints;
  }

  @Override
  public List<ModelGraph> leaves() {
    List<ModelGraph> leaves = new ArrayList<>(main.leaves());
    branches.forEach(branch -> leaves.addAll(branch.graph().leaves()));
    return leaves;
  }

  @Override
  public Multipath replacing(List<Component> replacements) {
    Map<String, Component> byName = new LinkedHashMap<>();
    own().forEach(part -> byName.put(part.name(), part));
    replacements.forEach(part -> byName.replace(part.name(), part));
    List<Branch> changed =
        IntStream.range(0, branches.size())
            .mapToObj(
                i ->
                    new Branch(
                        branches.get(i).model(),
                        branches.get(i).graph(),
                        byName.get(connector(i + 1))))
            .toList();
    return new Multipath(main, changed, byName.get(ROUTER), mixing);
  }

  /**
   * The same with another rule; the router keeps its tensors, so the condition must be the same.
   */
  public Multipath mixing(Mixing other) {
    return new Multipath(main, branches, router, other);
  }

  @Override
  public String toString() {
    return Require.text(
        "multipath of %d paths, %,d parameters, %,d of them its own, %d classes",
        branches.size() + 1,
        parameters(),
        own().stream().mapToLong(Component::parameters).sum(),
        classes());
  }
}
