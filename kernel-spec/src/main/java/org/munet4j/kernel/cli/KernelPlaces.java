package org.munet4j.kernel.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The kernel specs that Jupyter would find. */
final class KernelPlaces {
  private KernelPlaces() {}

  /**
   * @param userKernels where the user's own kernels are
   */
  static List<Path> all(Path userKernels) {
    return Stream.of(
            userKernels,
            Path.of("/usr/local/share/jupyter/kernels"),
            Path.of("/usr/share/jupyter/kernels"))
        .flatMap(KernelPlaces::specs)
        .toList();
  }

  static boolean isOurs(Path spec) {
    try {
      Path file = spec.resolve("kernel.json");
      return Files.isRegularFile(file)
          && Files.readString(file, StandardCharsets.ISO_8859_1).contains("org.munet4j");
    } catch (IOException cannotRead) {
      return false;
    }
  }

  private static Stream<Path> specs(Path kernels) {
    try (Stream<Path> specs = Files.isDirectory(kernels) ? Files.list(kernels) : Stream.empty()) {
      return specs.sorted().toList().stream();
    } catch (IOException cannotList) {
      return Stream.empty();
    }
  }
}
