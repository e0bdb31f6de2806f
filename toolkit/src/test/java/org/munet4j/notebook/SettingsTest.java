package org.munet4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path folder;

  @Test
  void keepsItsCacheInTheHomeFolder() throws Exception {
    assertEquals(folder.resolve(".cache/munet4j"), Settings.cache(folder, Path.of("tmp"), "ada"));
    Files.createDirectory(folder.resolve(".cache"));
    assertEquals(folder.resolve(".cache/munet4j"), Settings.cache(folder, Path.of("tmp"), "ada"));
  }

  @Test
  void goesToTheTemporaryFolderWhereNoHomeCanBeWritten() {
    Path home = folder.resolve("nowhere");
    assertEquals(Path.of("tmp/munet4j-ada"), Settings.cache(home, Path.of("tmp"), "ada"));
  }
}
