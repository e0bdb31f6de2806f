package org.munet4j.kernel.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Torch;

/** What kind of machine a number was measured on, in words that name nobody's machine. */
final class MachineClass {
  private MachineClass() {}

  /** Such as {@code 2 cores AVX2, no GPU}; starts the engine. */
  static String words() {
    return words(Runtime.getRuntime().availableProcessors(), flags(), Torch.engine().getGpuCount());
  }

  static String words(int cores, List<String> flags, int devices) {
    String vectors =
        flags.contains("avx512f")
            ? "AVX-512"
            : flags.contains("avx2") ? "AVX2" : System.getProperty("os.arch");
    String device = devices == 0 ? "no GPU" : Require.text("%d GPU", devices);
    return Require.text("%d core%s %s, %s", cores, cores == 1 ? "" : "s", vectors, device);
  }

  /** The processor's instructions as Linux tells them; none elsewhere. */
  private static List<String> flags() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> Arrays.asList(line.split("\\s+")))
          .orElse(List.of());
    } catch (IOException | UncheckedIOException notLinux) {
      return List.of();
    }
  }
}
