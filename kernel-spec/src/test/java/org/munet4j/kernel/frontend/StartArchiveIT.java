package org.munet4j.kernel.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An installed kernel starts from its archive of classes, and silently without where none fits. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartArchiveIT {
  private static final String REFUSAL =
      "munet4j kernel: connection file 'none.json' cannot be read\n";

  @TempDir Path folder;
  private Path copy;

  @BeforeEach
  void copy() throws IOException {
    copy = folder.resolve("munet4j");
    try (Stream<Path> files = Files.walk(Installed.spec())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path to = copy.resolve(Installed.spec().relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else if (file.toString().contains("pytorch-native")) {
          Files.createFile(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
  }

  @Test
  void theKernelComesOutOfItsArchive() throws Exception {
    String loaded = start(Installed.spec(), "-Xlog:class+load");
    for (String type : List.of("ConnectionFile", "Logs")) {
      assertTrue(
          loaded.contains("org.munet4j.kernel.jupyter." + type + " source: shared objects"),
          loaded);
    }
  }

  @Test
  void aMovedKernelStartsSilentlyWithoutIt() throws Exception {
    assertEquals(REFUSAL, start(copy));
  }

  @Test
  void aKernelWithOtherJarsStartsSilentlyWithoutIt() throws Exception {
    Path json = copy.resolve("kernel.json");
    String lib = Installed.spec().resolve("lib").toString();
    Files.writeString(json, Files.readString(json).replace("{resource_dir}/lib", lib));
    assertTrue(start(copy, "-Xlog:class+load").contains("ConnectionFile source: shared objects"));
    try (Stream<Path> jars = Files.list(copy.resolve("lib"))) {
      Path jar = jars.filter(one -> one.toString().contains("munet4j")).findFirst().get();
      Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
      Files.writeString(
          json, Files.readString(json).replace(lib + "/" + jar.getFileName(), jar.toString()));
    }
    assertEquals(REFUSAL, start(copy));
  }

  @Test
  void aMissingOrBrokenArchiveIsNotSpokenOf() throws Exception {
    Path archive = copy.resolve("kernel.jsa");
    Files.delete(archive);
    assertEquals(REFUSAL, start(copy));
    Files.writeString(archive, "no archive");
    assertEquals(REFUSAL, start(copy));
  }

  private String start(Path spec, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(Installed.command(spec, Path.of("none.json"))));
    command.addAll(command.size() - 2, List.of(options));
    Process kernel =
        Installed.process(folder, command.toArray(new String[0])).redirectErrorStream(true).start();
    String said = new String(kernel.getInputStream().readAllBytes());
    assertEquals(2, kernel.waitFor(), said);
    return said;
  }
}
