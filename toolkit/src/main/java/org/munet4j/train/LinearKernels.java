package org.munet4j.train;

import ai.djl.pytorch.jni.JniUtils;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Torch;

/**
 * Which kernel computes a linear map: the fastest on this machine for its shape, measured once and
 * kept. Two exact kernels differ in the last bits, so the choice is a part of what must be equal
 * for a run to repeat. {@code -Dmunet4j.linear=mkl} or {@code onednn} fixes the exact ones, {@code
 * bfloat16} uses it wherever {@link Precision#BFLOAT16} is asked for, however slow it is here; the
 * default is {@code auto}.
 */
public final class LinearKernels {
  /** Setting that fixes the kernel of linear maps. */
  public static final String SETTING = "munet4j.linear";

  private static final long SMALLEST = 64 * 64; // below, the conversion of layouts costs more
  private static final Map<String, LinearTiming> TIMINGS = new TreeMap<>();
  private static int threads;

  /** The kernels, by the numbers that the script uses. */
  public enum Kernel {
    MKL,
    ONEDNN,
    BFLOAT16
  }

  private final Precision precision;
  private final String setting;

  private LinearKernels(Precision precision, String setting) {
    this.precision = precision;
    this.setting = setting;
  }

  /** Those that every machine has. */
  static LinearKernels everywhere() {
    return new LinearKernels(Precision.FLOAT32, "mkl");
  }

  static LinearKernels of(Precision precision) {
    String setting = System.getProperty(SETTING, "auto");
    Require.that(
        List.of("auto", "mkl", "onednn", "bfloat16").contains(setting),
        "%s is '%s'; use auto, mkl, onednn or bfloat16",
        SETTING,
        setting);
    return new LinearKernels(precision, setting);
  }

  /** What was measured on this machine, for the shapes that were asked for so far. */
  public static List<LinearTiming> table() {
    synchronized (TIMINGS) {
      Collection<LinearTiming> known = timings().values();
      return List.copyOf(known);
    }
  }

  /**
   * Whether bfloat16 wins here: for the widest map of ViT-Ti, or another one in {@link #table}.
   * Where it does not, {@link Precision#BFLOAT16} is float32.
   */
  public static boolean isBfloat16Fast() {
    timing(192, 768);
    return table().stream()
        .anyMatch(timing -> timing.fastest(Precision.BFLOAT16) == Kernel.BFLOAT16);
  }

  /** The number of the kernel for a linear map of this many inputs and outputs. */
  int choice(long in, long out) {
    if (setting.equals("onednn") && precision == Precision.FLOAT32) {
      return Kernel.ONEDNN.ordinal();
    }
    boolean isFixed = setting.equals("mkl") || Torch.device().isGpu();
    if (in * out < SMALLEST || isFixed && precision == Precision.FLOAT32) {
      return Kernel.MKL.ordinal();
    }
    if (setting.equals("bfloat16") && precision == Precision.BFLOAT16) {
      return Kernel.BFLOAT16.ordinal();
    }
    return timing(in, out).fastest(precision).ordinal();
  }

  private static LinearTiming timing(long in, long out) {
    synchronized (TIMINGS) {
      Map<String, LinearTiming> known = timings();
      String shape = in + "x" + out;
      LinearTiming found = known.get(shape);
      if (found == null) {
        found = LinearTiming.measure(in, out);
        known.put(shape, found);
        LinearTimingFile.ofThisMachine().write(known.values());
      }
      return found;
    }
  }

  /** Those for the engine's present number of threads. */
  private static Map<String, LinearTiming> timings() {
    if (threads != JniUtils.getNumThreads()) {
      threads = JniUtils.getNumThreads();
      TIMINGS.clear();
    }
    if (TIMINGS.isEmpty()) {
      LinearTimingFile.ofThisMachine()
          .read()
          .forEach(timing -> TIMINGS.put(timing.in() + "x" + timing.out(), timing));
    }
    return TIMINGS;
  }
}
