package org.munet4j.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every file of a store is damaged in turn; {@code verify} names it. */
class BitFlipTest {
  private static final int FLIPS = 60;
  @TempDir Path folder;
  private Store store;
  private List<Path> files;

  @BeforeEach
  void publish() throws IOException {
    store = Store.open(folder);
    Lesson.publish(store, commit -> {});
    ObjectId object = store.put(Lesson.content("an open cycle"));
    Commit.Key open = store.snapshot().next("mnist");
    store.record(new Progress(open, "child", List.of(object), "{\"score\":0.25}"));
    store.pin(List.of(object), Duration.ofHours(1));
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private boolean isNamed(Path file) {
    String name = folder.relativize(file).toString().replace('\\', '/');
    return store.verify().damages().stream().anyMatch(damage -> damage.file().equals(name));
  }

  @Test
  void oneFlippedBitAnywhereIsFound() throws IOException {
    assertTrue(store.verify().isClean());
    SplittableRandom random = new SplittableRandom(5);
    int found = 0;
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      for (int flip = 0; flip < FLIPS; flip++) {
        byte[] flipped = bytes.clone();
        flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, flipped);
        found += isNamed(file) ? 1 : 0;
      }
      Files.write(file, bytes);
    }
    System.out.println(
        "flipped bits: "
            + files.size() * FLIPS
            + " in "
            + files.size()
            + " files, "
            + found
            + " found");
    assertEquals(files.size() * FLIPS, found);
    assertTrue(store.verify().isClean());
  }

  @Test
  void aFileCutAtAnyByteIsFound() throws IOException {
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      for (int length = 0; length < bytes.length; length += 13) {
        Files.write(file, java.util.Arrays.copyOf(bytes, length));
        assertTrue(isNamed(file), file + " cut to " + length);
      }
      Files.write(file, bytes);
    }
  }

  @Test
  void aMissingObjectAndAForeignFileAreNamed() throws IOException {
    Path object =
        files.stream().filter(file -> file.toString().contains("objects")).findFirst().get();
    byte[] bytes = Files.readAllBytes(object);
    Files.delete(object);
    assertTrue(isNamed(object));
    Files.write(object, bytes);
    Path foreign = Files.writeString(object.resolveSibling("notes.txt"), "mine");
    assertTrue(isNamed(foreign));
  }

  @Test
  void anExchangedCommitIsFoundByTheOneBehindIt() throws IOException {
    Path other = folder.resolve("other");
    Store copy = Store.open(other);
    Commit.Key first = new Commit.Key("mnist", 0);
    copy.commit(Commit.publish(first, "forged", List.of(), "{\"score\":1}"));
    Files.write(folder.resolve(first.file()), Files.readAllBytes(other.resolve(first.file())));
    assertTrue(isNamed(folder.resolve(new Commit.Key("mnist", 1).file())));
  }
}
