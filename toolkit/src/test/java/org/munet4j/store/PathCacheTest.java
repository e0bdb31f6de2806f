package org.munet4j.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.component.ModelPath;
import org.munet4j.train.TinyTask;

class PathCacheTest {
  private static final ModelPath PATH = TinyTask.path(2);
  @TempDir Path folder;

  private Optional<ModelPath> find(String recipe) {
    return new PathCache(folder).find(recipe, TinyTask.VIT, "root");
  }

  @Test
  void answersWhatWasKeptUnderTheSameRecipeOnly() {
    assertTrue(find("a").isEmpty());
    new PathCache(folder).keep("a", PATH);
    assertEquals(Optional.of(PATH), find("a"));
    assertTrue(find("b").isEmpty());
  }

  @Test
  void aDamagedFileIsAsGoodAsNoneAndCanBeReplaced() throws IOException {
    new PathCache(folder).keep("a", PATH);
    try (Stream<Path> files = Files.walk(folder)) {
      Path file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
    assertTrue(find("a").isEmpty());
    new PathCache(folder).keep("a", PATH);
    assertEquals(Optional.of(PATH), find("a"));
  }

  @Test
  void leavesNoHalfWrittenFileBehind() throws IOException {
    new PathCache(folder).keep("a", PATH);
    try (Stream<Path> files = Files.walk(folder)) {
      assertEquals(1, files.filter(Files::isRegularFile).count());
    }
  }
}
