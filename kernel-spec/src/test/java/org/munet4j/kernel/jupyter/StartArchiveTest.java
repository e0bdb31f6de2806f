package org.munet4j.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartArchiveTest {
  @TempDir Path folder;

  @Test
  void aKernelThatCannotRehearseStaysAsItIs() throws IOException {
    Path json = folder.resolve("kernel.json");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String spec = "{\"argv\": [\"" + java + "\", \"-cp\", \"{resource_dir}/lib/a.jar\"]}";
    Files.writeString(json, spec);
    assertFalse(StartArchive.make(folder));
    assertEquals(spec, Files.readString(json));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(json), left.toList());
    }
  }

  @Test
  void aFolderWithoutAKernelHasNoArchive() {
    assertFalse(StartArchive.make(folder.resolve("nothing")));
  }
}
