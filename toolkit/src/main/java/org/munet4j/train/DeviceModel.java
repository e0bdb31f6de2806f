package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.data.Images;
import org.munet4j.tensor.Torch;

/**
 * A path on the device for one training or evaluation; closing it frees all of it. Arrays are as
 * {@link Functions} has them; a place counts the path's components from 0.
 */
final class DeviceModel implements DeviceLeaf {
  private final ModelPath path;
  private final Set<String> trainable;
  private final Learning learning;
  private final Precision precision;
  private final List<Component> momentum;
  private final NDManager scope;
  private final Chain chain;
  private Parameters parameters;
  private Functions functions;

  /** A model that is only asked; it is loaded with the first question. */
  DeviceModel(ModelPath path) {
    this(path, Precision.FLOAT32);
  }

  DeviceModel(ModelPath path, Precision precision) {
    this(path, Set.of(), Learning.by(Sgd.standard()), precision);
  }

  /**
   * @param trainable names of the components that training may change
   */
  DeviceModel(ModelPath path, Set<String> trainable, Learning learning, Precision precision) {
    this(path, trainable, learning, precision, List.of());
  }

  /**
   * @param momentum velocities that components begin with; others begin with zeros
   */
  DeviceModel(
      ModelPath path,
      Set<String> trainable,
      Learning learning,
      Precision precision,
      List<Component> momentum) {
    this.path = path;
    this.trainable = trainable;
    this.learning = learning;
    this.precision = precision;
    this.momentum = momentum;
    this.chain = Chain.of(path, precision);
    this.scope = Torch.scope();
    if (!trainable.isEmpty()) {
      loaded();
    }
  }

  @Override
  public DeviceModel loaded() {
    try {
      functions();
      return this;
    } catch (RuntimeException | Error noMemory) {
      scope.close();
      throw noMemory;
    }
  }

  private synchronized Functions functions() {
    if (functions == null) {
      parameters = Parameters.load(path.components(), trainable, momentum, scope);
      functions = functions(Network.of(path), parameters.arrays(), parameters.moments());
    }
    return functions;
  }

  private Functions functions(
      Network network, Map<String, NDArray> arrays, Map<String, NDArray> moments) {
    return Functions.arePlain()
        ? new PlainFunctions(network, arrays, moments, learning, scope)
        : new NativeFunctions(
            network, arrays, moments, learning, LinearKernels.of(precision), scope);
  }

  @Override
  public Chain chain() {
    return chain;
  }

  @Override
  public boolean isTrainable(int place) {
    return trainable.contains(path.components().get(place).name());
  }

  @Override
  public NDManager step() {
    return scope.newSubManager();
  }

  @Override
  public Feed feed(Images images) {
    return feed(scope, images);
  }

  @Override
  public Feed feed(NDManager owner, Images images) {
    return Feed.of(owner, images, side());
  }

  /** Side of the square images that it takes, in pixels. */
  int side() {
    return path.vit().imageSize();
  }

  /** Images of raw values on the device, in the scope of one step. */
  NDArray images(NDManager step, float[] values) {
    int side = side();
    return step.create(values, new Shape(values.length / (3L * side * side), 3, side, side));
  }

  @Override
  public int firstTrainable() {
    return path.firstOf(trainable);
  }

  /** What the components before place {@code to} answer to images. */
  NDArray activations(NDManager step, NDArray images, int to) {
    return activations(step, images, 0, to);
  }

  @Override
  public NDArray activations(NDManager step, NDArray activations, int from, int to) {
    return from == to ? activations : functions().run(step, activations, from, to);
  }

  NDArray logits(NDManager step, NDArray images) {
    return logits(step, images, 0);
  }

  /** One step of training on images and labels [batch] of type int64; answers the loss. */
  NDArray train(NDManager step, NDArray images, NDArray labels, double rate) {
    return train(step, images, 0, labels, rate);
  }

  /**
   * The same on activations that enter the component at place {@code from}, at most {@link
   * #firstTrainable}.
   */
  NDArray train(NDManager step, NDArray activations, int from, NDArray labels, double rate) {
    return functions().train(step, activations, from, labels, rate);
  }

  /** Steps that went well before the first that was not finite; empty if all were. */
  OptionalLong goodStepsBeforeFailure() {
    return functions().goodStepsBeforeFailure();
  }

  /** The path with the trainable components as they are now. */
  ModelPath snapshot(String owner) {
    functions();
    return path.replacing(parameters.trained(owner));
  }

  /** The velocities of the trainable components as they are now, in the order of the path. */
  List<Component> momentum(String owner) {
    functions();
    return parameters.velocities(owner);
  }

  @Override
  public synchronized void close() {
    if (functions != null) {
      functions.close();
    }
    scope.close();
  }
}
