package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.munet4j.component.Component;
import org.munet4j.component.Multipath;
import org.munet4j.tensor.Torch;

/**
 * Connectors and router of a multipath on the device, and its frozen paths, which are loaded when
 * they are first needed. The joints are computed in float32 whatever the precision of the paths.
 */
final class DeviceMultipath implements DeviceGraph {
  private final Multipath multipath;
  private final List<DeviceGraph> parts;
  private final NDManager scope;
  private final Parameters parameters;
  private final MixingFunctions functions;

  /** A multipath that is only asked. */
  DeviceMultipath(Multipath multipath, Precision precision) {
    this(multipath, Set.of(), Learning.by(Sgd.standard()), precision, List.of());
  }

  /**
   * @param trainable names of the joints that training may change
   * @param momentum velocities that joints begin with; others begin with zeros
   */
  DeviceMultipath(
      Multipath multipath,
      Set<String> trainable,
      Learning learning,
      Precision precision,
      List<Component> momentum) {
    this.multipath = multipath;
    this.parts =
        Stream.concat(
                Stream.of(multipath.main()),
                multipath.branches().stream().map(Multipath.Branch::graph))
            .map(graph -> DeviceGraph.of(graph, precision))
            .toList();
    this.scope = Torch.scope();
    try {
      this.parameters = Parameters.load(multipath.own(), trainable, momentum, scope);
      this.functions = MixingFunctions.of(multipath, parameters, learning, scope);
    } catch (RuntimeException | Error noMemory) {
      close(scope, parts);
      throw noMemory;
    }
  }

  @Override
  public NDManager step() {
    return scope.newSubManager();
  }

  @Override
  public List<DeviceLeaf> leaves() {
    return parts.stream().flatMap(part -> part.leaves().stream()).toList();
  }

  /** Logits [image, class]; a path whose weight is below the leaves' threshold adds nothing. */
  @Override
  public NDArray answers(NDManager step, int[] images, Leaves leaves) {
    NDArray main = answers(step, 0, images, leaves);
    NDArray weights = functions.weights(step, main);
    double threshold = leaves.threshold(multipath.mixing());
    List<NDArray> outputs = new ArrayList<>(List.of(main));
    if (threshold == 0) {
      for (int part = 1; part < parts.size(); part++) {
        outputs.add(answers(step, part, images, leaves));
      }
      return functions.mixed(step, weights, outputs);
    }
    float[] kept = weights.toFloatArray();
    for (int part = 1; part < parts.size(); part++) {
      int[] heavy = heavy(kept, part, threshold);
      outputs.add(answersToSome(step, part, images, heavy, leaves));
    }
    return functions.mixed(step, step.create(kept, weights.getShape()), outputs);
  }

  /** Weights [image, path] of the paths. */
  NDArray weights(NDManager step, int[] images, Leaves leaves) {
    return functions.weights(step, answers(step, 0, images, leaves));
  }

  /** What each part answers: logits or class tokens [image, value], the main path's first. */
  List<NDArray> outputs(NDManager step, int[] images, Leaves leaves) {
    return IntStream.range(0, parts.size())
        .mapToObj(part -> answers(step, part, images, leaves))
        .toList();
  }

  private NDArray answers(NDManager step, int part, int[] images, Leaves leaves) {
    return parts.get(part).answers(step, images, leaves).reshape(images.length, -1);
  }

  /** Rows in which a path has the weight that it needs; its other weights become 0. */
  private int[] heavy(float[] weights, int part, double threshold) {
    int paths = parts.size();
    int[] heavy =
        IntStream.range(0, weights.length / paths)
            .filter(row -> weights[row * paths + part] >= (float) threshold)
            .toArray();
    float[] own = new float[weights.length / paths];
    Arrays.stream(heavy).forEach(row -> own[row] = weights[row * paths + part]);
    IntStream.range(0, own.length).forEach(row -> weights[row * paths + part] = own[row]);
    return heavy;
  }

  /** Zeros for the other images. */
  private NDArray answersToSome(NDManager step, int part, int[] images, int[] rows, Leaves leaves) {
    parts.get(part).leaves().forEach(leaf -> leaves.skip(leaf, images.length - rows.length));
    if (rows.length == images.length) {
      return answers(step, part, images, leaves);
    }
    int width = multipath.branches().get(part - 1).graph().outputs();
    if (rows.length == 0) {
      return step.zeros(new Shape(images.length, width));
    }
    int[] some = IntStream.of(rows).map(row -> images[row]).toArray();
    NDArray answers = answers(step, part, some, leaves);
    NDArray padded = NDArrays.concat(new NDList(answers, step.zeros(new Shape(1, width))), 0);
    long[] places = new long[images.length];
    Arrays.fill(places, rows.length);
    IntStream.range(0, rows.length).forEach(i -> places[rows[i]] = i);
    return padded.get(step, new NDIndex("{}", step.create(places)));
  }

  /**
   * One step of training of connectors and router.
   *
   * @param outputs as {@link #outputs} has them
   * @param labels [image] of type int64
   * @return the loss, in the scope of the step
   */
  NDArray train(NDManager step, List<NDArray> outputs, NDArray labels, double rate) {
    return functions.train(step, outputs, labels, rate);
  }

  /** Steps that went well before the first that was not finite; empty if all were. */
  OptionalLong goodStepsBeforeFailure() {
    return functions.goodStepsBeforeFailure();
  }

  /** The multipath with the trained joints as they are now. */
  Multipath snapshot(String owner) {
    return multipath.replacing(parameters.trained(owner));
  }

  /** The velocities of the trained joints as they are now. */
  List<Component> momentum(String owner) {
    return parameters.velocities(owner);
  }

  @Override
  public void close() {
    functions.close();
    close(scope, parts);
  }

  private static void close(NDManager scope, List<DeviceGraph> parts) {
    scope.close();
    parts.forEach(DeviceGraph::close);
  }
}
