package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.munet4j.tensor.Tensor;

/**
 * A tensor on the device that steps change.
 *
 * @param leaf with respect to which gradients are taken
 * @param target the same memory, which a step may write
 * @param mean of Adam
 * @param square of Adam
 * @param steps of Adam [1]
 */
record Moving(NDArray leaf, NDArray target, NDArray mean, NDArray square, NDArray steps) {
  static Moving of(Tensor start, NDManager scope) {
    NDArray leaf = start.on(scope);
    leaf.setRequiresGradient(true);
    NDArray zeros = scope.zeros(leaf.getShape());
    return new Moving(
        leaf, leaf.stopGradient(), zeros, scope.zeros(leaf.getShape()), scope.zeros(new Shape()));
  }

  Tensor now() {
    return Tensor.from(leaf);
  }
}
