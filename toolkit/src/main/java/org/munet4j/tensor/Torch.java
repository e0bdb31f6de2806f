package org.munet4j.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/** The PyTorch engine: started once, one native thread per model, gradients off by default. */
public final class Torch {
  private static final Set<NDManager> SCOPES =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private static final ThreadLocal<Boolean> IS_SETTLED = ThreadLocal.withInitial(() -> false);

  private Torch() {}

  /**
   * The started engine; the first call takes a moment.
   *
   * @throws IllegalStateException at each call, with what is missing, if it does not start
   */
  public static Engine engine() {
    return Holder.START.orSentence();
  }

  /**
   * Where models live: the device that {@link Devices} lent to this thread's job, else the first
   * GPU where there is one, else the processor.
   */
  public static Device device() {
    return Devices.lent().orElseGet(Torch::first);
  }

  private static Device first() {
    return engine().getGpuCount() > 0 ? Device.gpu() : Device.cpu();
  }

  /** A scope for native memory: everything made in it is freed when it closes. */
  public static NDManager scope() {
    NDManager scope = NDManager.newBaseManager(device(), engine().getEngineName());
    gradients(false);
    SCOPES.add(scope);
    return scope;
  }

  /** Bytes of the arrays in all scopes that are open now; what autograd keeps is not counted. */
  public static long nativeBytes() {
    List<NDManager> scopes;
    synchronized (SCOPES) {
      SCOPES.removeIf(scope -> !scope.isOpen());
      scopes = List.copyOf(SCOPES);
    }
    return scopes.stream()
        .flatMap(scope -> scope.getManagedArrays().stream())
        .mapToLong(Torch::bytes)
        .sum();
  }

  private static long bytes(NDArray array) {
    try {
      return array.size() * array.getDataType().getNumOfBytes();
    } catch (IllegalStateException closedMeanwhile) {
      return 0;
    }
  }

  /** Switches gradient recording of this thread on or off; each new thread starts with it on. */
  public static void gradients(boolean on) {
    settle();
    JniUtils.setGradMode(on);
  }

  /**
   * Makes this thread compute the same bits as every other. The engine's first product on a new
   * thread may take several native threads; and PyTorch's profiling executor rewrites the first
   * calls of a script, which gains nothing. Opening a scope does it as well.
   */
  public static void settle() {
    engine();
    if (!IS_SETTLED.get()) {
      JniUtils.setNumThreads(1);
      JniUtils.setGraphExecutorOptimize(false);
      IS_SETTLED.set(true);
    }
  }

  private static final class Holder {
    private static final Start START = Start.of(Holder::engine);

    private static Engine engine() {
      System.setProperty("ai.djl.pytorch.num_threads", "1");
      System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
      System.setProperty("OPT_OUT_TRACKING", "true"); // DJL reports cloud machines otherwise
      Engine engine = Engine.getEngine("PyTorch");
      JniUtils.setNumThreads(1); // somebody else may have started it with other settings
      return engine;
    }
  }

  /**
   * The one attempt to start the engine: what it gave, told again at each call.
   *
   * @param engine null where it failed
   * @param failure null where it succeeded
   */
  record Start(Engine engine, Throwable failure) {
    static Start of(Supplier<Engine> attempt) {
      try {
        return new Start(attempt.get(), null);
      } catch (RuntimeException | LinkageError noNatives) {
        return new Start(null, noNatives);
      }
    }

    Engine orSentence() {
      if (failure == null) {
        return engine;
      }
      throw new IllegalStateException(
          "the PyTorch engine does not start: "
              + Objects.requireNonNullElse(failure.getMessage(), failure.toString())
              + "; './munet4j doctor' says what is missing, and MUNET4J_NATIVES=cpu builds with"
              + " the processor's libraries",
          failure);
    }
  }
}
