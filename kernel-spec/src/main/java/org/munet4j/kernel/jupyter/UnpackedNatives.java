package org.munet4j.kernel.jupyter;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.munet4j.internal.Require;

/**
 * PyTorch's libraries as plain files of a kernel, which then starts without a cache of its own.
 *
 * @param folder where DJL unpacked them
 * @param version of PyTorch
 * @param flavor such as cpu or cu128
 */
public record UnpackedNatives(Path folder, String version, String flavor) {
  private static final Pattern NAME =
      Pattern.compile("([0-9.]+)(?:-[0-9]{8})?-(.+)-(?:linux|osx|win)-(?:x86_64|aarch64)");
  private static final String JAR = "pytorch-native-";

  /** Reads version and flavor from the name that DJL gave to the folder. */
  public static UnpackedNatives of(Path folder) {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    Require.that(
        name.matches(),
        "PyTorch's libraries lie in '%s', which DJL did not unpack; unset PYTORCH_LIBRARY_PATH and"
            + " try again",
        folder);
    return new UnpackedNatives(folder, name.group(1), name.group(2));
  }

  /** Whether a jar holds PyTorch's libraries. */
  public static boolean isJar(Path jar) {
    return jar.getFileName().toString().startsWith(JAR);
  }

  /** Gives the libraries to a kernel, whose own jar of them goes. */
  void moveInto(Path spec) throws IOException {
    KernelInstaller.copy(folder, spec.resolve("natives"));
    try (Stream<Path> jars = Files.list(spec.resolve("lib"))) {
      for (Path jar : jars.filter(UnpackedNatives::isJar).toList()) {
        Files.delete(jar);
      }
    }
    Path kernelJson = spec.resolve("kernel.json");
    JsonObject json = JsonParser.parseString(Files.readString(kernelJson)).getAsJsonObject();
    JsonArray command = json.getAsJsonArray("argv");
    JsonArray longer = new JsonArray();
    longer.add(command.remove(0));
    options().forEach(longer::add);
    longer.addAll(command);
    json.add("argv", longer);
    KernelInstaller.write(kernelJson, json);
  }

  /** Read by DJL; Jupyter fills in the folder of the kernel. */
  private List<String> options() {
    return List.of(
        "-DPYTORCH_LIBRARY_PATH={resource_dir}/natives",
        "-DPYTORCH_VERSION=" + version,
        "-DPYTORCH_FLAVOR=" + flavor);
  }
}
