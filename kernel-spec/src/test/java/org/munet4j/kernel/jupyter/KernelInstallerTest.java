package org.munet4j.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelInstallerTest {
  @TempDir Path folder;
  private Path built;

  @BeforeEach
  void build() throws IOException {
    built = Files.createDirectories(folder.resolve("built"));
    Files.createDirectories(built.resolve("lib"));
    Files.writeString(built.resolve("lib").resolve("b.jar"), "jar");
    Files.writeString(built.resolve("lib").resolve("a.jar"), "jar");
    for (String file : List.of("kernel.json", "plotly.min.js", "NOTICE")) {
      Files.copy(Path.of("src/main/kernel", file), built.resolve(file));
    }
  }

  @Test
  void copiesTheKernelAndNamesTheJavaThatRuns() throws IOException {
    Path installed = KernelInstaller.install(built, folder.resolve("kernels"));
    assertEquals(folder.resolve("kernels").resolve("munet4j"), installed);
    assertTrue(Files.exists(installed.resolve("lib").resolve("a.jar")));
    List<String> command =
        JsonParser.parseString(Files.readString(installed.resolve("kernel.json")))
            .getAsJsonObject()
            .getAsJsonArray("argv")
            .asList()
            .stream()
            .map(word -> word.getAsString())
            .toList();
    assertTrue(Path.of(command.get(0)).isAbsolute(), command::toString);
    assertTrue(Files.isExecutable(Path.of(command.get(0))), command::toString);
    assertTrue(
        command.contains(
            String.join(
                File.pathSeparator, "{resource_dir}/lib/a.jar", "{resource_dir}/lib/b.jar")),
        () -> "jars in a fixed order: " + command);
    assertEquals(Main.class.getName(), command.get(command.size() - 2));
  }

  @Test
  void bringsUnpackedLibrariesAlongInsteadOfTheirJar() throws IOException {
    Files.writeString(built.resolve("lib").resolve("pytorch-native-cpu-2.7.1.jar"), "jar");
    Path natives = Files.createDirectory(folder.resolve("2.7.1-20250812-cpu-linux-x86_64"));
    Files.writeString(natives.resolve("libtorch.so"), "native");
    Path installed =
        KernelInstaller.install(
            built, folder.resolve("kernels"), Optional.of(UnpackedNatives.of(natives)));
    assertEquals("native", Files.readString(installed.resolve("natives").resolve("libtorch.so")));
    try (Stream<Path> jars = Files.list(installed.resolve("lib"))) {
      assertEquals(
          List.of("a.jar", "b.jar"), jars.map(jar -> "" + jar.getFileName()).sorted().toList());
    }
    String json = Files.readString(installed.resolve("kernel.json"));
    assertTrue(json.contains("-DPYTORCH_LIBRARY_PATH={resource_dir}/natives"), json);
    assertTrue(json.contains("-DPYTORCH_VERSION=2.7.1\""), json);
    assertTrue(json.contains("-DPYTORCH_FLAVOR=cpu\""), json);
    assertTrue(json.indexOf("-DPYTORCH") > json.indexOf("/java"), json);
    assertTrue(json.indexOf("-DPYTORCH") < json.indexOf("-cp"), json);
  }

  @Test
  void readsTheFlavorFromTheFolderThatDjlMade() {
    UnpackedNatives cuda = UnpackedNatives.of(Path.of("2.7.1-cu128-linux-x86_64"));
    assertEquals("2.7.1", cuda.version());
    assertEquals("cu128", cuda.flavor());
    String refusal =
        assertThrows(
                IllegalArgumentException.class, () -> UnpackedNatives.of(Path.of("opt", "torch")))
            .getMessage();
    assertTrue(refusal.contains("unset PYTORCH_LIBRARY_PATH"), refusal);
  }

  @Test
  void bringsPlotlyWithItsLicence() throws IOException {
    Path installed = KernelInstaller.install(built, folder.resolve("kernels"));
    String script = Files.readString(installed.resolve("plotly.min.js"));
    assertTrue(script.startsWith("/**\n* plotly.js v"), () -> script.substring(0, 40));
    assertTrue(script.contains("window.Plotly ="), "a page finds it under this name");
    assertTrue(Files.readString(installed.resolve("NOTICE")).contains("MIT License"));
  }

  @Test
  void replacesAnOlderKernelCompletely() throws IOException {
    Path kernels = folder.resolve("kernels");
    Path installed = KernelInstaller.install(built, kernels);
    Files.writeString(installed.resolve("lib").resolve("old.jar"), "jar");
    KernelInstaller.install(built, kernels);
    assertFalse(Files.exists(installed.resolve("lib").resolve("old.jar")));
    try (Stream<Path> left = Files.list(kernels)) {
      assertEquals(List.of(installed), left.toList());
    }
  }

  @Test
  void keepsTheOlderKernelWhenTheNewOneIsBroken() throws IOException {
    Path installed = KernelInstaller.install(built, folder.resolve("kernels"));
    Files.writeString(built.resolve("kernel.json"), "[]");
    assertThrows(
        RuntimeException.class, () -> KernelInstaller.install(built, folder.resolve("kernels")));
    assertTrue(Files.readString(installed.resolve("kernel.json")).contains("Main"));
    assertThrows(
        IllegalArgumentException.class,
        () -> KernelInstaller.install(folder.resolve("nothing"), folder.resolve("kernels")));
  }

  @Test
  void findsTheFolderOfEachSystem() {
    Path home = Path.of("home");
    assertEquals(
        Path.of("home/.local/share/jupyter/kernels"),
        KernelInstaller.userKernels("Linux", home, Map.of()));
    assertEquals(
        Path.of("xdg/jupyter/kernels"),
        KernelInstaller.userKernels("Linux", home, Map.of("XDG_DATA_HOME", "xdg")));
    assertEquals(
        Path.of("data/kernels"),
        KernelInstaller.userKernels("Linux", home, Map.of("JUPYTER_DATA_DIR", "data")));
    assertEquals(
        Path.of("home/Library/Jupyter/kernels"),
        KernelInstaller.userKernels("Mac OS X", home, Map.of()));
    assertEquals(
        Path.of("roaming/jupyter/kernels"),
        KernelInstaller.userKernels("Windows 11", home, Map.of("APPDATA", "roaming")));
    assertEquals(Path.of("p/share/jupyter/kernels"), KernelInstaller.prefixKernels(Path.of("p")));
  }
}
