package org.munet4j.kernel.frontend;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.munet4j.internal.Require;
import org.munet4j.kernel.jupyter.KernelInstaller;
import org.munet4j.kernel.jupyter.StartArchive;

/**
 * The kernel as the build packed it, installed once, and an environment that holds nothing else.
 */
final class Installed {
  private static final Path PREFIX = Path.of("target", "front-ends").toAbsolutePath();
  private static final Path SPEC = install();

  private Installed() {}

  /** A process that sees this kernel, Debian's Jupyter, and a home of its own. */
  static ProcessBuilder process(Path home, String... command) throws IOException {
    ProcessBuilder process = new ProcessBuilder(command);
    Map<String, String> environment = process.environment();
    environment.keySet().removeIf(name -> name.startsWith("JUPYTER") || name.startsWith("JPY"));
    Path runtime = Files.createDirectories(home.resolve("runtime"));
    environment.put("HOME", home.toString());
    environment.put("JUPYTER_PATH", PREFIX.resolve("share").resolve("jupyter").toString());
    environment.put("JUPYTER_DATA_DIR", home.resolve("data").toString());
    environment.put("JUPYTER_CONFIG_DIR", home.resolve("config").toString());
    environment.put("JUPYTER_RUNTIME_DIR", runtime.toString());
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("MUNET4J_SIZE", "tiny");
    return process;
  }

  /** What a front end runs to start the kernel, as the kernel spec has it. */
  static String[] command(Path connection) throws IOException {
    return command(SPEC, connection);
  }

  /** The same for a kernel that lies elsewhere. */
  static String[] command(Path spec, Path connection) throws IOException {
    return JsonParser.parseString(Files.readString(spec.resolve("kernel.json")))
        .getAsJsonObject()
        .getAsJsonArray("argv")
        .asList()
        .stream()
        .map(word -> word.getAsString().replace("{resource_dir}", spec.toString()))
        .map(word -> word.replace("{connection_file}", connection.toString()))
        .toArray(String[]::new);
  }

  /** Where the kernel lies. */
  static Path spec() {
    return SPEC;
  }

  /** The Java processes below another process. */
  static Stream<ProcessHandle> kernels(Process front) {
    return front.descendants().filter(one -> one.info().command().orElse("").endsWith("java"));
  }

  private static Path install() {
    Path spec =
        KernelInstaller.install(Path.of("target", "java"), KernelInstaller.prefixKernels(PREFIX));
    Require.that(StartArchive.make(spec), "no archive of classes was made for '%s'", spec);
    return spec;
  }
}
