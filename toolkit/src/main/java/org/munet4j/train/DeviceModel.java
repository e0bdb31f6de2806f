package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.tensor.Tensor;
import org.munet4j.tensor.Torch;

/** A path on the device for one training or evaluation; closing it frees all of it. */
final class DeviceModel implements AutoCloseable {
  private static final double CLIP_NORM = 1;

  private final ModelPath path;
  private final NDManager scope;
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final List<NDArray> trained = new ArrayList<>();
  private final List<NDArray> momenta = new ArrayList<>();
  private final VitForward forward;

  /**
   * @param trainable names of the components that training may change
   */
  DeviceModel(ModelPath path, Set<String> trainable) {
    this.path = path;
    this.scope = Torch.scope();
    try {
      path.components().forEach(part -> load(part, trainable.contains(part.name())));
    } catch (RuntimeException | Error noMemory) {
      scope.close();
      throw noMemory;
    }
    this.forward = new VitForward(path.vit(), parameters);
  }

  private void load(Component component, boolean trains) {
    component
        .named()
        .forEach(
            (name, tensor) -> {
              NDArray array = tensor.on(scope);
              array.setRequiresGradient(trains);
              parameters.put(name, array);
              if (trains) {
                trained.add(array);
                momenta.add(scope.zeros(array.getShape()));
              }
            });
  }

  /** A scope below this model, for the arrays of one step. */
  NDManager step() {
    return scope.newSubManager();
  }

  /** Logits [batch, class] of images [batch, 3, side, side], in the scope of one step. */
  NDArray logits(NDManager step, float[] images) {
    int side = path.vit().imageSize();
    return forward.logits(step.create(images, new Shape(batch(images), 3, side, side)));
  }

  private long batch(float[] images) {
    int side = path.vit().imageSize();
    return images.length / (3L * side * side);
  }

  /**
   * One step of gradient descent.
   *
   * @return whether the gradient was finite; if not, nothing was changed
   */
  boolean train(float[] images, int[] labels, double rate, Sgd sgd) {
    try (NDManager step = step()) {
      Torch.gradients(true);
      NDArray logits = logits(step, images);
      NDArray truth = step.create(labels).oneHot(path.classes(), DataType.FLOAT32);
      NDArray mean = step.create(-1f / labels.length);
      NDArray loss = logits.logSoftmax(1).mul(truth).sum().mul(mean);
      JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
      Torch.gradients(false);
      List<NDArray> gradients = gradients(step);
      double norm = norm(gradients);
      if (!Double.isFinite(norm)) {
        return false;
      }
      update(gradients, norm > CLIP_NORM ? CLIP_NORM / norm : 1, rate, sgd);
      return true;
    } finally {
      Torch.gradients(false);
    }
  }

  private List<NDArray> gradients(NDManager step) {
    List<NDArray> gradients = new ArrayList<>();
    for (NDArray parameter : trained) {
      NDArray gradient = parameter.getGradient();
      gradient.attach(step);
      gradients.add(gradient);
    }
    return gradients;
  }

  private static double norm(List<NDArray> gradients) {
    double squares = 0;
    for (NDArray gradient : gradients) {
      double length = gradient.norm().getFloat();
      squares += length * length;
    }
    return Math.sqrt(squares);
  }

  private void update(List<NDArray> gradients, double scale, double rate, Sgd sgd) {
    for (int i = 0; i < trained.size(); i++) {
      NDArray momentum = momenta.get(i);
      NDArray clipped = scale == 1 ? gradients.get(i) : gradients.get(i).muli(scale);
      momentum.muli(sgd.momentum()).addi(clipped);
      if (sgd.nesterov()) {
        try (NDArray ahead = momentum.mul(sgd.momentum())) {
          trained.get(i).subi(clipped.addi(ahead).muli(rate));
        }
      } else {
        try (NDArray change = momentum.mul(rate)) {
          trained.get(i).subi(change);
        }
      }
      JniUtils.zeroGrad((PtNDArray) trained.get(i));
    }
  }

  /** The path with the trainable components as they are now. */
  ModelPath snapshot(Set<String> trainable, String owner) {
    List<Component> changed = new ArrayList<>();
    for (Component component : path.components()) {
      if (trainable.contains(component.name())) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        for (String tensor : component.tensors().keySet()) {
          tensors.put(tensor, Tensor.from(parameters.get(component.name() + "/" + tensor)));
        }
        changed.add(new Component(component.name(), owner, tensors));
      }
    }
    return path.replacing(changed);
  }

  @Override
  public void close() {
    scope.close();
  }
}
