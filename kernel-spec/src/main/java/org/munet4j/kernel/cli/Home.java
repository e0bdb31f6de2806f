package org.munet4j.kernel.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * Where munet4j lives on this machine.
 *
 * @param folder the checkout, named by the launcher script
 */
record Home(Path folder) {
  static Home find() {
    String named = System.getProperty("munet4j.home");
    return new Home(Path.of(named == null ? "" : named).toAbsolutePath().normalize());
  }

  Path notebooks() {
    return folder.resolve("notebooks");
  }

  Path runs() {
    return folder.resolve("runs");
  }

  /** The finished kernel spec: kernel.json, logos and lib/. */
  Path kernelSpec() {
    return ownJar()
        .map(Path::getParent)
        .filter(lib -> lib.endsWith("lib"))
        .map(Path::getParent)
        .filter(spec -> Files.isRegularFile(spec.resolve("kernel.json")))
        .orElse(folder.resolve("kernel-spec").resolve("target").resolve("java"));
  }

  private static Optional<Path> ownJar() {
    CodeSource source = Home.class.getProtectionDomain().getCodeSource();
    try {
      return source == null
          ? Optional.empty()
          : Optional.of(Path.of(source.getLocation().toURI()).toAbsolutePath());
    } catch (URISyntaxException noFile) {
      return Optional.empty();
    }
  }
}
