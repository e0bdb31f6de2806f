package org.munet4j.kernel.cli;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Torch;

/** Looks at the tensor engine and its devices. */
final class EngineLook {
  private static final Path NVIDIA_DRIVER = Path.of("/proc/driver/nvidia/version");
  private static final String CUDA = "MUNET4J_NATIVES=cuda ./munet4j doctor";

  private EngineLook() {}

  /** Two findings, the engine and the GPU. */
  static List<Finding> findings(String repair) {
    return List.of(
        Finding.look("engine", repair, EngineLook::engine),
        Finding.look("GPU", repair, EngineLook::gpu));
  }

  private static Finding engine() {
    Engine engine = Torch.engine();
    String devices =
        Arrays.stream(engine.getDevices()).map(EngineLook::name).collect(Collectors.joining(", "));
    return Finding.good(
        "engine",
        Require.text(
            "%s %s through DJL, on %s", engine.getEngineName(), engine.getVersion(), devices));
  }

  private static Finding gpu() {
    int seen = Torch.engine().getGpuCount();
    boolean hasDriver =
        Files.exists(NVIDIA_DRIVER) || !new ThisMachine().places("nvidia-smi").isEmpty();
    if (seen > 0) {
      return Finding.good("GPU", seen + " with CUDA");
    }
    return hasDriver
        ? Finding.bad(
            "GPU",
            "this machine has one, but PyTorch does not see it",
            CUDA + "   builds with the CUDA natives")
        : Finding.good("GPU", "none, everything runs on the processor");
  }

  private static String name(Device device) {
    return device.isGpu() ? "GPU " + device.getDeviceId() : "the processor";
  }
}
