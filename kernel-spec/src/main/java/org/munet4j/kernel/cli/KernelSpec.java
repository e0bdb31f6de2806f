package org.munet4j.kernel.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.munet4j.kernel.jupyter.KernelInstaller;
import org.munet4j.kernel.jupyter.UnpackedNatives;

/**
 * A folder from which Jupyter starts a kernel.
 *
 * @param folder with kernel.json and lib
 */
record KernelSpec(Path folder) {
  /** Our kernels where Jupyter looks, the user's own first. */
  static List<KernelSpec> installed() {
    return Stream.of(
            KernelInstaller.userKernels(),
            Path.of("/usr/local/share/jupyter/kernels"),
            Path.of("/usr/share/jupyter/kernels"))
        .map(kernels -> new KernelSpec(kernels.resolve(KernelInstaller.NAME)))
        .filter(KernelSpec::isOurs)
        .toList();
  }

  boolean isOurs() {
    try {
      Path file = folder.resolve("kernel.json");
      return Files.isRegularFile(file)
          && Files.readString(file, StandardCharsets.ISO_8859_1).contains("org.munet4j");
    } catch (IOException cannotRead) {
      return false;
    }
  }

  /**
   * Whether both hold the same jars, as far as names, sizes and times tell. The jar of PyTorch's
   * libraries does not count, because an unpacked kernel has none.
   */
  boolean isSameAs(KernelSpec other) {
    try {
      return jars().equals(other.jars());
    } catch (IOException cannotTell) {
      return false;
    }
  }

  private Map<String, String> jars() throws IOException {
    Map<String, String> jars = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
      for (Path jar : files.filter(jar -> !UnpackedNatives.isJar(jar)).toList()) {
        jars.put(
            jar.getFileName().toString(),
            Files.size(jar) + " " + Files.getLastModifiedTime(jar).to(TimeUnit.SECONDS));
      }
    }
    return jars;
  }
}
