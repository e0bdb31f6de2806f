package org.munet4j.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;

/**
 * An argument or a result of a {@link Script}. It keeps its arrays alive until it is closed, even
 * when their scope closes before.
 */
public final class Value implements AutoCloseable {
  private final IValue value;

  Value(IValue value) {
    this.value = value;
  }

  /**
   * A native copy of numbers, or a hold on arrays.
   *
   * @param content one of the kinds that {@link Script#call} lists
   */
  public static Value of(Object content) {
    return new Value(
        content instanceof NDArray array
            ? IValue.from((PtNDArray) array)
            : content instanceof List<?> arrays
                ? IValue.listFrom(arrays.toArray(new PtNDArray[0]))
                : number(content));
  }

  private static IValue number(Object content) {
    if (content instanceof Double number) {
      return IValue.from(number);
    }
    if (content instanceof Boolean claim) {
      return IValue.from(claim);
    }
    if (content instanceof Integer || content instanceof Long) {
      return IValue.from(((Number) content).longValue());
    }
    if (content instanceof double[] numbers) {
      return IValue.listFrom(numbers);
    }
    if (content instanceof long[] numbers) {
      return IValue.listFrom(numbers);
    }
    throw new IllegalArgumentException(
        "a script takes arrays, lists of arrays, numbers and booleans, not " + content);
  }

  /** The array that this is, owned by the scope. */
  public NDArray array(NDManager scope) {
    return value.toTensor((PtNDManager) scope);
  }

  /** The arrays that this lists, owned by the scope. */
  public List<NDArray> arrays(NDManager scope) {
    return List.of(value.toTensorArray((PtNDManager) scope));
  }

  long handle() {
    return value.getHandle();
  }

  @Override
  public void close() {
    value.close();
  }
}
