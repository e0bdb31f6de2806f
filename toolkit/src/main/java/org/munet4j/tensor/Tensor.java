package org.munet4j.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.munet4j.internal.Require;

/**
 * An immutable float32 array on the Java heap; what components are made of. Device arrays are made
 * from it for one training or evaluation and dropped afterwards.
 */
public final class Tensor {
  private final long[] shape;
  private final float[] values;

  private Tensor(float[] values, long[] shape) {
    Require.that(
        values.length == size(shape),
        "tensor: %d values do not fill shape %s, which needs %d",
        values.length,
        Arrays.toString(shape),
        size(shape));
    this.values = values;
    this.shape = shape;
  }

  /** A tensor over a copy of these values, in row-major order. */
  public static Tensor of(float[] values, long... shape) {
    return new Tensor(values.clone(), shape.clone());
  }

  /** A tensor of zeros. */
  public static Tensor zeros(long... shape) {
    return full(0, shape);
  }

  /** A tensor with the same value everywhere. */
  public static Tensor full(float value, long... shape) {
    float[] values = new float[Math.toIntExact(size(shape))];
    Arrays.fill(values, value);
    return new Tensor(values, shape.clone());
  }

  /** The values of a device array, copied to the heap. */
  public static Tensor from(NDArray array) {
    return new Tensor(array.toFloatArray(), array.getShape().getShape());
  }

  /** A device array with these values, owned by the manager. */
  public NDArray on(NDManager manager) {
    return manager.create(values, new Shape(shape));
  }

  public long[] shape() {
    return shape.clone();
  }

  /** Number of values. */
  public int size() {
    return values.length;
  }

  /** The values in row-major order, as a copy. */
  public float[] toArray() {
    return values.clone();
  }

  /** The values in row-major order, without a copy and read-only. */
  public FloatBuffer values() {
    return FloatBuffer.wrap(values).asReadOnlyBuffer();
  }

  /** Equal when shape and every bit of every value are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "float32" + Arrays.toString(shape);
  }

  /** Number of values of this shape. */
  public static long size(long[] shape) {
    long size = 1;
    for (long axis : shape) {
      size = Math.multiplyExact(size, axis);
    }
    return size;
  }
}
