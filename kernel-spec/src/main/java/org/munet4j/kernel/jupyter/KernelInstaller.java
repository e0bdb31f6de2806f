package org.munet4j.kernel.jupyter;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.munet4j.internal.Require;

/** Puts the kernel where Jupyter looks for kernels. */
public final class KernelInstaller {
  /** How Jupyter calls the kernel, as in {@code --kernel munet4j}. */
  public static final String NAME = "munet4j";

  private static final String LIB = "{resource_dir}/lib/";

  private KernelInstaller() {}

  /**
   * Copies the kernel into a folder of kernels. An older one is replaced when the new one is whole.
   *
   * @param builtSpec folder with {@code kernel.json} and {@code lib}, as the build makes it
   * @param kernels such as {@link #userKernels()}; made if it does not exist
   * @return the folder of the installed kernel
   */
  public static Path install(Path builtSpec, Path kernels) {
    return install(builtSpec, kernels, Optional.empty());
  }

  /**
   * @param natives folder of PyTorch's libraries that the kernel brings along as plain files, so
   *     that no user unpacks them again
   */
  public static Path install(Path builtSpec, Path kernels, Optional<UnpackedNatives> natives) {
    Require.that(
        Files.isRegularFile(builtSpec.resolve("kernel.json"))
            && Files.isDirectory(builtSpec.resolve("lib")),
        "'%s' is no kernel: kernel.json or lib is missing; build it with ./mvnw package",
        builtSpec);
    Path target = kernels.resolve(NAME);
    Path fresh = kernels.resolve("." + NAME + "-" + UUID.randomUUID());
    try {
      Files.createDirectories(kernels);
      copy(builtSpec, fresh);
      useThisJava(fresh.resolve("kernel.json"));
      if (natives.isPresent()) {
        natives.get().moveInto(fresh);
      }
      nameJars(fresh);
      replace(target, fresh);
      return target;
    } catch (IOException failure) {
      throw new UncheckedIOException("the kernel could not be copied to " + target, failure);
    } finally {
      delete(fresh);
    }
  }

  /** Kernels of the current user. */
  public static Path userKernels() {
    return userKernels(
        System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System.getenv());
  }

  static Path userKernels(String system, Path home, Map<String, String> environment) {
    String os = system.toLowerCase(Locale.ROOT);
    Path standard;
    if (os.startsWith("windows")) {
      standard = folder(environment, "APPDATA", home.resolve("AppData/Roaming")).resolve("jupyter");
    } else if (os.startsWith("mac")) {
      standard = home.resolve("Library/Jupyter");
    } else {
      standard =
          folder(environment, "XDG_DATA_HOME", home.resolve(".local/share")).resolve("jupyter");
    }
    return folder(environment, "JUPYTER_DATA_DIR", standard).resolve("kernels");
  }

  /** Kernels of a Python environment, such as the folder that {@code sys.prefix} names. */
  public static Path prefixKernels(Path prefix) {
    return prefix.resolve("share").resolve("jupyter").resolve("kernels");
  }

  private static Path folder(Map<String, String> environment, String name, Path otherwise) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? otherwise : Path.of(value);
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  /** The Java on the path of a Jupyter server may be another or none. */
  private static void useThisJava(Path kernelJson) throws IOException {
    Path bin = Path.of(System.getProperty("java.home"), "bin").toAbsolutePath();
    Path java =
        Files.exists(bin.resolve("java.exe")) ? bin.resolve("java.exe") : bin.resolve("java");
    JsonObject spec = JsonParser.parseString(Files.readString(kernelJson)).getAsJsonObject();
    JsonArray command = spec.getAsJsonArray("argv");
    command.set(0, new JsonPrimitive(java.toString()));
    write(kernelJson, spec);
  }

  /** In a fixed order: that of a wildcard differs between folders, and an archive holds for one. */
  private static void nameJars(Path kernel) throws IOException {
    Path kernelJson = kernel.resolve("kernel.json");
    JsonObject spec = JsonParser.parseString(Files.readString(kernelJson)).getAsJsonObject();
    JsonArray command = spec.getAsJsonArray("argv");
    try (Stream<Path> files = Files.list(kernel.resolve("lib"))) {
      String jars =
          files
              .map(jar -> LIB + jar.getFileName())
              .sorted()
              .collect(Collectors.joining(File.pathSeparator));
      for (int i = 0; i < command.size(); i++) {
        if (command.get(i).getAsString().equals(LIB + "*")) {
          command.set(i, new JsonPrimitive(jars));
        }
      }
    }
    write(kernelJson, spec);
  }

  static void write(Path kernelJson, JsonObject spec) throws IOException {
    String json = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(spec);
    Files.delete(kernelJson);
    Files.writeString(kernelJson, json + "\n");
  }

  private static void replace(Path target, Path fresh) throws IOException {
    Path old = target.resolveSibling("." + NAME + "-" + UUID.randomUUID());
    boolean hadOne = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    if (hadOne) {
      move(target, old);
    }
    try {
      move(fresh, target);
    } catch (IOException failure) {
      if (hadOne) {
        move(old, target);
      }
      throw failure;
    }
    delete(old);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException otherDisk) {
      Files.move(from, to);
    }
  }

  /** What cannot be deleted, such as a jar in use on Windows, stays behind under a hidden name. */
  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException alreadyGoneOrInUse) {
      return;
    }
  }
}
