package org.munet4j.component;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Tensor;
import org.munet4j.tensor.WeightFile;

/**
 * How one of our tensors lies in a foreign file: one or several arrays, each with its axes in
 * another order, one behind the other.
 *
 * @param names of the arrays
 * @param shape that each of them needs to have
 * @param axes our order of their axes
 */
record Origin(List<String> names, long[] shape, int[] axes) {
  /** One array that lies as ours does. */
  static Origin of(String name, long... shape) {
    return new Origin(List.of(name), shape, IntStream.range(0, shape.length).toArray());
  }

  Origin axes(int... order) {
    return new Origin(names, shape, order);
  }

  String name() {
    return names.get(0);
  }

  /**
   * Reads the tensor.
   *
   * @param wanted our shape
   * @param cause what is likely if the file has another shape
   */
  Tensor read(WeightFile file, SortedSet<String> known, long[] wanted, String cause) {
    int size = Math.toIntExact(Arrays.stream(wanted).reduce(1, Math::multiplyExact));
    float[] values = new float[size];
    int next = 0;
    for (String name : names) {
      Require.that(
          known.contains(name), "%s: has no tensor '%s'; likely %s", file.file(), name, cause);
      Tensor tensor = file.tensor(name);
      Require.that(
          Arrays.equals(tensor.shape(), shape),
          "%s: tensor '%s' is %s, this network needs %s; likely %s",
          file.file(),
          name,
          Arrays.toString(tensor.shape()),
          Arrays.toString(shape),
          cause);
      next = copy(tensor, values, next);
    }
    return Tensor.of(values, wanted);
  }

  /** Writes the values in our order of the axes and answers where the next ones go. */
  private int copy(Tensor tensor, float[] target, int start) {
    float[] values = tensor.toArray();
    int[] steps = new int[axes.length];
    int[] sizes = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      sizes[i] = (int) shape[axes[i]];
      steps[i] = 1;
      for (int axis = axes[i] + 1; axis < shape.length; axis++) {
        steps[i] *= (int) shape[axis];
      }
    }
    for (int i = 0; i < values.length; i++) {
      int from = 0;
      int rest = i;
      for (int axis = axes.length - 1; axis >= 0; axis--) {
        from += rest % sizes[axis] * steps[axis];
        rest /= sizes[axis];
      }
      target[start + i] = values[from];
    }
    return start + values.length;
  }
}
