package org.munet4j.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.tensor.RandomStream;
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
    Path file = files(folder).get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertTrue(find("a").isEmpty());
    new PathCache(folder).keep("a", PATH);
    assertEquals(Optional.of(PATH), find("a"));
  }

  @Test
  void leavesNoHalfWrittenFileBehind() throws IOException {
    new PathCache(folder).keep("a", PATH);
    assertEquals(1, files(folder).size());
  }

  @Test
  void aPathWithAdaptersComesBackWithThem() {
    List<Component> components = new ArrayList<>(PATH.components());
    RandomStream stream = RandomStream.seeded(1);
    for (int layer = 0; layer < 2; layer++) {
      String name = Vit.adapter(layer);
      Component adapter = Fresh.component(TinyTask.VIT, name, 4 + layer, "root", stream);
      components.add(3 + 2 * layer, adapter);
    }
    ModelPath adapted = new ModelPath(TinyTask.VIT, components);
    new PathCache(folder).keep("a", adapted);
    assertEquals(Optional.of(adapted), find("a"));
  }

  @Test
  void aPathOfAnotherGeometryGetsASentence() {
    new PathCache(folder).keep("a", PATH);
    Vit shallow = TinyTask.VIT.withLayers(1);
    Exception error =
        assertThrows(
            IllegalArgumentException.class, () -> new PathCache(folder).find("a", shallow, "root"));
    assertTrue(error.getMessage().contains("path has components"), error.getMessage());
    assertTrue(error.getMessage().contains("encoderblock_1"), error.getMessage());
  }

  @Test
  void whatOnePersonKeepsOthersMayRead() throws IOException {
    Assumptions.assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    Path plain = Files.writeString(folder.resolve("plain"), "made with the usual permissions");
    new PathCache(folder.resolve("cache")).keep("a", PATH);
    assertEquals(
        Files.getPosixFilePermissions(plain),
        Files.getPosixFilePermissions(files(folder.resolve("cache")).get(0)));
  }

  @Test
  void aFailedWriteLeavesNoHalfWrittenFileBehind() throws IOException {
    new PathCache(folder).keep("a", PATH);
    Path file = files(folder).get(0);
    Files.delete(file);
    Path obstacle = Files.createDirectories(file.resolve("a folder in the file's place"));
    assertThrows(UncheckedIOException.class, () -> new PathCache(folder).keep("a", PATH));
    assertTrue(Files.exists(obstacle));
    assertEquals(List.of(), files(folder));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
