package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.data.Images;
import org.munet4j.tensor.Tensor;
import org.munet4j.tensor.Torch;

/**
 * A path on the device for one training or evaluation; closing it frees all of it. Arrays are as
 * {@link Functions} has them; a place counts the path's components from 0.
 */
final class DeviceModel implements AutoCloseable {
  private final ModelPath path;
  private final Set<String> trainable;
  private final NDManager scope;
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final Map<String, NDArray> moments = new LinkedHashMap<>();
  private final Functions functions;
  private final Chain chain;

  /** A model that is only asked. */
  DeviceModel(ModelPath path) {
    this(path, Set.of(), Learning.by(Sgd.standard()), Precision.FLOAT32);
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
    this.chain = Chain.of(path, precision);
    this.scope = Torch.scope();
    try {
      path.components().forEach(this::load);
      begin(momentum);
      this.functions = functions(learning, precision);
    } catch (RuntimeException | Error noMemory) {
      scope.close();
      throw noMemory;
    }
  }

  private void load(Component component) {
    component
        .named()
        .forEach(
            (name, tensor) -> {
              NDArray array = tensor.on(scope);
              array.setRequiresGradient(trainable.contains(component.name()));
              parameters.put(name, array);
            });
  }

  private void begin(List<Component> momentum) {
    SortedMap<String, Tensor> inherited = new TreeMap<>();
    momentum.forEach(velocity -> inherited.putAll(velocity.named()));
    parameters.forEach(
        (name, array) -> {
          if (trainable.contains(name.substring(0, name.indexOf('/')))) {
            Tensor velocity = inherited.get(name);
            moments.put(
                name, velocity == null ? scope.zeros(array.getShape()) : velocity.on(scope));
          }
        });
  }

  private Functions functions(Learning learning, Precision precision) {
    Network network = Network.of(path);
    return Functions.arePlain()
        ? new PlainFunctions(network, parameters, moments, learning, scope)
        : new NativeFunctions(
            network, parameters, moments, learning, LinearKernels.of(precision), scope);
  }

  Chain chain() {
    return chain;
  }

  boolean isTrainable(int place) {
    return trainable.contains(path.components().get(place).name());
  }

  /** A scope below this model, for the arrays of one step. */
  NDManager step() {
    return scope.newSubManager();
  }

  /** Batches of these images for this model; freed with it. */
  Feed feed(Images images) {
    return Feed.of(scope, images, path.vit().imageSize());
  }

  /** Images of raw values on the device, in the scope of one step. */
  NDArray images(NDManager step, float[] values) {
    int side = path.vit().imageSize();
    return step.create(values, new Shape(values.length / (3L * side * side), 3, side, side));
  }

  /** Place of the first component that training may change; all before it are frozen. */
  int firstTrainable() {
    return path.firstOf(trainable);
  }

  /** What the components before place {@code to} answer to images. */
  NDArray activations(NDManager step, NDArray images, int to) {
    return activations(step, images, 0, to);
  }

  /** The same for activations that enter the component at place {@code from}. */
  NDArray activations(NDManager step, NDArray activations, int from, int to) {
    return from == to ? activations : functions.run(step, activations, from, to);
  }

  NDArray logits(NDManager step, NDArray images) {
    return logits(step, images, 0);
  }

  /** What the path answers to activations that enter its component at place {@code from}. */
  NDArray logits(NDManager step, NDArray activations, int from) {
    return functions.run(step, activations, from, path.components().size());
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
    return functions.train(step, activations, from, labels, rate);
  }

  /** Steps that went well before the first that was not finite; empty if all were. */
  OptionalLong goodStepsBeforeFailure() {
    return functions.goodStepsBeforeFailure();
  }

  /** The path with the trainable components as they are now. */
  ModelPath snapshot(String owner) {
    return path.replacing(trained(parameters, owner));
  }

  /** The velocities of the trainable components as they are now, in the order of the path. */
  List<Component> momentum(String owner) {
    return trained(moments, owner);
  }

  private List<Component> trained(Map<String, NDArray> arrays, String owner) {
    List<Component> copies = new ArrayList<>();
    for (Component component : path.components()) {
      if (trainable.contains(component.name())) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        for (String tensor : component.shapes().keySet()) {
          tensors.put(tensor, Tensor.from(arrays.get(component.name() + "/" + tensor)));
        }
        copies.add(new Component(component.name(), owner, tensors));
      }
    }
    return copies;
  }

  @Override
  public void close() {
    functions.close();
    scope.close();
  }
}
