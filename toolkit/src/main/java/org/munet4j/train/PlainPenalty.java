package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/** The loss's terms beside the cross-entropy in plain array operations; their mean over tasks. */
final class PlainPenalty {
  private static final int[] LAST = {-1};

  private PlainPenalty() {}

  /**
   * @param scores of each routed layer: [task, component] or [task, component, 2]
   */
  static NDArray of(NDManager step, RoutedFunctions.Choices choices, List<NDArray> scores) {
    Penalties price = choices.penalties();
    List<NDArray> free = choices.free();
    int tasks = (int) free.get(0).getShape().get(0);
    NDArray total = step.create(0f);
    NDArray expected = step.zeros(free.get(0).sum(LAST).getShape());
    double components = 0;
    for (int layer = 0; layer < free.size(); layer++) {
      NDArray gates = step.zeros(free.get(layer).getShape()).add(free.get(layer));
      double each = gates.sum().getFloat();
      if (scores.get(layer).getShape().dimension() == 3) {
        NDArray open = scores.get(layer).softmax(-1).get("...,0").mul(gates);
        total =
            total.add(
                entropy(step, open, gates).mul(step.create((float) (price.entropy() / tasks))));
        NDArray shut = product(open.onesLike().sub(open)).sum();
        total = total.add(shut.mul(step.create((float) (price.disconnect() / tasks))));
        expected = expected.add(open.sum(LAST));
        components += each / tasks;
      } else {
        NDArray size = scores.get(layer).abs().mul(gates).sum();
        double factor = price.sparsity() / free.size() / Math.max(1, each);
        total = total.add(size.mul(step.create((float) factor)));
      }
    }
    if (components == 0) {
      return total;
    }
    NDArray share = expected.mul(step.create((float) (1 / components)));
    NDArray over = share.sub(step.create((float) price.allowed())).getNDArrayInternal().relu();
    return total
        .add(expected.mean().mul(step.create((float) price.connection())))
        .add(over.mean().mul(step.create((float) price.budget())));
  }

  private static NDArray entropy(NDManager step, NDArray open, NDArray gates) {
    NDArray p = open.clip(1e-7f, 1 - 1e-7f);
    NDArray q = p.onesLike().sub(p);
    NDArray minus = step.create(-1f);
    return p.mul(p.log()).add(q.mul(q.log())).mul(gates).sum().mul(minus);
  }

  private static NDArray product(NDArray values) {
    NDArray product = values.get("...,0");
    for (long i = 1; i < values.getShape().get(1); i++) {
      product = product.mul(values.get("...," + i));
    }
    return product;
  }
}
