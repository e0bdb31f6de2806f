package org.munet4j.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

/** The PyTorch engine: started once, one native thread per model, gradients off by default. */
public final class Torch {
  private Torch() {}

  /** The started engine; the first call takes a moment. */
  public static Engine engine() {
    return Holder.ENGINE;
  }

  /** Where models live: the first GPU where there is one, else the processor. */
  public static Device device() {
    return engine().getGpuCount() > 0 ? Device.gpu() : Device.cpu();
  }

  /** A scope for native memory: everything made in it is freed when it closes. */
  public static NDManager scope() {
    NDManager scope = NDManager.newBaseManager(device(), engine().getEngineName());
    gradients(false);
    return scope;
  }

  /** Switches gradient recording of this thread on or off; each new thread starts with it on. */
  public static void gradients(boolean on) {
    engine();
    JniUtils.setGradMode(on);
  }

  private static final class Holder {
    private static final Engine ENGINE = start();

    private static Engine start() {
      System.setProperty("ai.djl.pytorch.num_threads", "1");
      System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
      try {
        return Engine.getEngine("PyTorch");
      } catch (EngineException noNatives) {
        throw new IllegalStateException(
            "the PyTorch engine does not start: "
                + noNatives.getMessage()
                + "; './munet4j doctor' says what is missing, and MUNET4J_NATIVES=cpu builds with"
                + " the processor's libraries",
            noNatives);
      }
    }
  }
}
