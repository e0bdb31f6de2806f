package org.munet4j.train;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.management.ManagementFactory;
import org.munet4j.tensor.Script;
import org.munet4j.tensor.Torch;
import org.munet4j.tensor.Value;
import org.munet4j.train.LinearKernels.Kernel;

/**
 * What one forward and backward pass of a linear map costs with each kernel.
 *
 * @param in inputs
 * @param out outputs
 * @param mkl milliseconds with PyTorch's own kernel
 * @param onednn milliseconds with oneDNN; infinite where it does not run
 * @param bfloat16 milliseconds with bfloat16 factors; infinite where it does not run
 */
public record LinearTiming(long in, long out, double mkl, double onednn, double bfloat16) {
  private static final double MARGIN =
      0.9; // a kernel must win by a tenth, so that noise decides less
  private static final int ROWS = 512;
  private static final int REPEATS = 5;

  /** PyTorch's own kernel, unless another one wins clearly. */
  public Kernel fastest(Precision precision) {
    double best = MARGIN * mkl;
    Kernel kernel = Kernel.MKL;
    if (onednn < best) {
      best = onednn;
      kernel = Kernel.ONEDNN;
    }
    return precision == Precision.BFLOAT16 && bfloat16 < best ? Kernel.BFLOAT16 : kernel;
  }

  static LinearTiming measure(long in, long out) {
    try (NDManager scope = Torch.scope()) {
      NDArray x = leaf(scope, ROWS, in);
      NDArray kernel = leaf(scope, out, in);
      NDArray bias = leaf(scope, out);
      double[] best = new double[Kernel.values().length];
      for (Kernel each : Kernel.values()) {
        best[each.ordinal()] = milliseconds(x, kernel, bias, each);
      }
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        for (Kernel each : Kernel.values()) {
          int i = each.ordinal();
          if (best[i] < 2 * best[0]) {
            best[i] = Math.min(best[i], milliseconds(x, kernel, bias, each));
          }
        }
      }
      return new LinearTiming(in, out, best[0], best[1], best[2]);
    }
  }

  private static NDArray leaf(NDManager scope, long... shape) {
    NDArray array = scope.randomUniform(-1, 1, new Shape(shape));
    array.setRequiresGradient(true);
    return array;
  }

  private static double milliseconds(NDArray x, NDArray kernel, NDArray bias, Kernel each) {
    Script script = NativeFunctions.script();
    Torch.gradients(true);
    long start = clock();
    try (NDManager step = x.getManager().newSubManager();
        Value sum = script.call("linear_step", x, kernel, bias, each.ordinal())) {
      sum.array(step).getFloat();
      return (clock() - start) / 1e6;
    } catch (EngineException notOnThisDevice) {
      return Double.POSITIVE_INFINITY;
    } finally {
      Torch.gradients(false);
    }
  }

  /** Nanoseconds of this thread where it does all the work, which other programs disturb least. */
  private static long clock() {
    boolean isAlone = JniUtils.getNumThreads() == 1 && !Torch.device().isGpu();
    return isAlone
        ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
        : System.nanoTime();
  }
}
