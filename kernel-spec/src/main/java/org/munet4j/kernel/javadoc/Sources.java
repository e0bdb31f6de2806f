package org.munet4j.kernel.javadoc;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Java sources that lie on this machine: folders and zip files, among them the JDK's {@code
 * src.zip}.
 *
 * @param roots folders and zip files, the first that holds a class wins
 */
public record Sources(List<Path> roots) {
  private static final int MAX_BYTES = 4 << 20;

  public Sources {
    roots = List.copyOf(roots);
  }

  /**
   * The sources beside a class: a folder {@code sources} next to the folder of its jar, or the
   * source folder of a Maven module that built it; and those of the JDK that runs, if it has any.
   */
  public static Sources beside(Class<?> ours) {
    List<Path> roots = new ArrayList<>();
    try {
      Path code = Path.of(ours.getProtectionDomain().getCodeSource().getLocation().toURI());
      roots.addAll(ofFolder(code.resolveSibling("..")));
      roots.add(code.resolve("../../src/main/java").normalize());
    } catch (URISyntaxException | IOException cannotTell) {
      roots.clear();
    }
    roots.add(Path.of(System.getProperty("java.home"), "lib", "src.zip"));
    return new Sources(roots.stream().filter(Files::isReadable).toList());
  }

  /**
   * The source file of a class, if one of the roots holds it.
   *
   * @param module its module's name, empty for none
   * @param className of a top-level class, such as {@code java.util.List}
   */
  public Optional<String> of(String module, String className) {
    String file = className.replace('.', '/') + ".java";
    for (Path root : roots) {
      try {
        Optional<String> text =
            Files.isDirectory(root) ? inFolder(root, file) : inZip(root, module, file);
        if (text.isPresent()) {
          return text;
        }
      } catch (IOException damaged) {
        continue;
      }
    }
    return Optional.empty();
  }

  private static List<Path> ofFolder(Path spec) throws IOException {
    Path folder = spec.resolve("sources").normalize();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static Optional<String> inFolder(Path root, String file) throws IOException {
    Path path = root.resolve(file);
    return Files.isRegularFile(path)
        ? Optional.of(Files.readString(path, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private static Optional<String> inZip(Path root, String module, String file) throws IOException {
    try (ZipFile zip = new ZipFile(root.toFile())) {
      ZipEntry entry = zip.getEntry(module + "/" + file);
      entry = entry == null ? zip.getEntry(file) : entry;
      return entry == null
          ? Optional.empty()
          : Optional.of(
              new String(zip.getInputStream(entry).readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
    }
  }
}
