package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.munet4j.component.Component;
import org.munet4j.tensor.Tensor;

/**
 * Components on the device, with a velocity for each tensor that is trained.
 *
 * @param arrays by {@code component/tensor}, in the order of the components
 * @param moments of those that are trained, by the same names
 */
record Parameters(
    List<Component> components,
    Set<String> trainable,
    Map<String, NDArray> arrays,
    Map<String, NDArray> moments) {

  /**
   * Loads components into a scope.
   *
   * @param trainable names of those that training may change
   * @param momentum velocities that components begin with; others begin with zeros
   */
  static Parameters load(
      List<Component> components,
      Set<String> trainable,
      List<Component> momentum,
      NDManager scope) {
    Map<String, Tensor> inherited = new TreeMap<>();
    momentum.forEach(velocity -> inherited.putAll(velocity.named()));
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    Map<String, NDArray> moments = new LinkedHashMap<>();
    for (Component component : components) {
      boolean isTrained = trainable.contains(component.name());
      component
          .named()
          .forEach(
              (name, tensor) -> {
                NDArray array = tensor.on(scope);
                array.setRequiresGradient(isTrained);
                arrays.put(name, array);
                if (isTrained) {
                  Tensor velocity = inherited.getOrDefault(name, Tensor.zeros(tensor.shape()));
                  moments.put(name, velocity.on(scope));
                }
              });
    }
    return new Parameters(components, trainable, arrays, moments);
  }

  /** What is trained, as it is now. */
  List<Component> trained(String owner) {
    return copies(arrays, owner);
  }

  /** The velocities of what is trained, as they are now. */
  List<Component> velocities(String owner) {
    return copies(moments, owner);
  }

  private List<Component> copies(Map<String, NDArray> arrays, String owner) {
    List<Component> copies = new ArrayList<>();
    for (Component component : components) {
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
}
