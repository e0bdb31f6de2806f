package org.munet4j.train;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.TreeMap;
import org.munet4j.component.Component;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.component.Vit;
import org.munet4j.task.Task;
import org.munet4j.tensor.Tensor;

/**
 * A task of a routed learner.
 *
 * @param images that it learns from
 * @param head bias and kernel, perhaps shared with other tasks
 * @param scores of each routed layer
 */
record RoutedTask(
    Task task, RoutedImages images, Route route, List<Moving> head, List<Moving> scores) {

  static RoutedTask of(
      Task task, Route route, List<Moving> head, RoutedNetwork network, NDManager scope) {
    List<Moving> scores = route.scores().stream().map(each -> Moving.of(each, scope)).toList();
    return new RoutedTask(task, new RoutedImages(task.train(), network), route, head, scores);
  }

  Component headNow(String owner) {
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("bias", head.get(0).now());
    tensors.put("kernel", head.get(1).now());
    return new Component(Vit.HEAD, owner, tensors);
  }
}
