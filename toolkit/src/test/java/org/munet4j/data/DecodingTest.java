package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.Cases;

class DecodingTest {
  @TempDir Path folder;

  private Path pets;
  private Path cache;
  private final List<Decoding.Decoded> heard = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void drawPets() {
    pets = folder.resolve("pets");
    cache = folder.resolve("cache");
    for (String name : List.of("dog", "cat")) {
      for (int number = 0; number < 20; number++) {
        Folders.write(
            pets.resolve("train/" + name + "/" + number + ".png"), Drawings.grey(6, 5, number));
      }
      Folders.write(pets.resolve("test/" + name + "/0.png"), Drawings.grey(6, 5, 99));
    }
  }

  private ClassFolders onHeap() {
    return ClassFolders.at(pets).decoding(Decoding.plain().watchedBy(heard::add));
  }

  private ClassFolders inFiles() {
    Decoding files = Decoding.plain().watchedBy(heard::add).cachedIn(cache).heapLimit(0);
    return ClassFolders.at(pets).decoding(files);
  }

  private static void assertSame(Source expected, Source found) {
    assertSame(expected.train(), found.train());
    assertSame(expected.test().orElseThrow(), found.test().orElseThrow());
  }

  private static void assertSame(Images expected, Images found) {
    assertEquals(expected.toString(), found.toString());
    assertEquals(expected.provenance(), found.provenance());
    assertArrayEquals(expected.labels(), found.labels());
    for (int image = 0; image < expected.count(); image++) {
      assertArrayEquals(expected.pixels(image), found.pixels(image));
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.sorted().toList();
    }
  }

  @Test
  void filesHoldTheSameImagesAsTheHeap() {
    Source heap = onHeap().read();
    Source files = inFiles().read();
    assertFalse(heap.train().isMapped());
    assertTrue(files.train().isMapped());
    assertSame(heap, files);
    assertSame(heap.train().select(3, 3, 0), files.train().select(3, 3, 0));
    assertTrue(files.train().select(1, 2).isMapped());
  }

  @Test
  void filesAreFoundAgainWithoutDecoding() throws IOException {
    Source first = inFiles().read();
    assertEquals(2, files().size());
    heard.clear();
    assertSame(first, inFiles().read());
    assertEquals(List.of(), heard);
  }

  @Test
  void aSetBelowTheHeapLimitLeavesNoFile() {
    Decoding large = Decoding.plain().cachedIn(cache).heapLimit(42 * 6 * 5 * 3);
    assertFalse(ClassFolders.at(pets).decoding(large).read().train().isMapped());
    assertFalse(Files.exists(cache));
    assertTrue(
        ClassFolders.at(pets)
            .decoding(large.heapLimit(42 * 6 * 5 * 3 - 1))
            .read()
            .train()
            .isMapped());
  }

  @Test
  void aChangedImageReplacesTheFiles() throws IOException {
    Source before = inFiles().read();
    Path cat = pets.resolve("train/cat/3.png");
    Folders.write(cat, Drawings.grey(6, 5, 1234));
    Source after = inFiles().read();
    assertNotEquals(before.train().provenance().sha256(), after.train().provenance().sha256());
    assertSame(onHeap().read(), after);
    assertEquals(2, files().size());
    Files.delete(cat);
    assertEquals(39, inFiles().read().train().count());
  }

  @Test
  void aChangedEntryOfAZipReplacesTheFiles() {
    Path zip = folder.resolve("pets.zip");
    Decoding files = Decoding.plain().cachedIn(cache).heapLimit(0);
    for (int seed = 0; seed < 3; seed++) {
      Folders.write(
          zip, Folders.zip(java.util.Map.of("train/cat/1.png", Drawings.grey(6, 5, seed))));
      assertArrayEquals(
          Folders.random(seed, 30), ClassZip.at(zip).decoding(files).read().train().pixels(0));
    }
  }

  @Test
  void damagedFilesAreWrittenAnew() throws IOException {
    Source truth = onHeap().read();
    assertSame(truth, inFiles().read());
    List<Path> files = files();
    byte[] valid = Files.readAllBytes(files.get(1));
    Cases.check(
        150,
        random -> {
          byte[] damaged = valid.clone();
          int where = random.nextBoolean() ? 700 : damaged.length;
          damaged[random.nextInt(where)] ^= (byte) random.nextInt(1, 256);
          int length = random.nextInt(3) > 0 ? damaged.length : random.nextInt(damaged.length);
          Folders.write(files.get(1), java.util.Arrays.copyOf(damaged, length));
          assertSame(truth, inFiles().read());
        });
    assertArrayEquals(valid, Files.readAllBytes(files.get(1)));
    Folders.write(files.get(1), java.util.Arrays.copyOf(valid, valid.length + 1));
    assertSame(truth, inFiles().read());
  }

  @Test
  void severalMapsOfOneFileAreOneSet() throws IOException {
    inFiles().read();
    byte[] head = Files.readAllBytes(files().get(1));
    String text = new String(head, java.nio.charset.StandardCharsets.UTF_8);
    String key = text.substring(text.indexOf("\"key\":\"") + 7).substring(0, 64);
    Images one = ImageFile.open(files().get(1), key, 1 << 20).orElseThrow();
    for (int segment : new int[] {1, 30, 31, 61, 299, 600}) {
      assertSame(one, ImageFile.open(files().get(1), key, segment).orElseThrow());
    }
    assertEquals(Optional.empty(), ImageFile.open(files().get(1), "another", 1 << 20));
  }

  @Test
  void oneColourfulTestImageMakesAllFilesColourful() throws IOException {
    Folders.write(
        pets.resolve("test/dog/9.png"), Drawings.noise("png", BufferedImage.TYPE_INT_RGB, 6, 5, 5));
    assertEquals(3, inFiles().read().train().channels());
    assertSame(onHeap().read(), inFiles().read());
    assertEquals(2, files().size());
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws Exception {
    Source expected = onHeap().read();
    for (int threads : new int[] {1, 5}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        assertSame(expected, pool.submit(() -> onHeap().read()).get());
        assertSame(expected, pool.submit(() -> inFiles().read()).get());
      } finally {
        pool.shutdown();
      }
    }
  }

  @Test
  void theFirstDamagedImageIsNamedAndNoHalfFileStays() throws IOException {
    for (String name : List.of("train/dog/7.png", "train/cat/9.png", "train/dog/1.png")) {
      Folders.write(pets.resolve(name), new byte[] {1, 2, 3});
    }
    for (int attempt = 0; attempt < 20; attempt++) {
      Refusals.damaged(() -> onHeap().read(), "train/cat/9.png", "PNG, JPEG or BMP");
      Refusals.damaged(() -> inFiles().read(), "train/cat/9.png", "PNG, JPEG or BMP");
    }
    assertEquals(List.of(), files());
  }

  @Test
  void namesTwoImagesOfDifferentSizeInFilesToo() {
    Folders.write(pets.resolve("train/cat/9999.png"), Drawings.grey(4, 8, 1));
    Refusals.damaged(() -> inFiles().read(), "9999.png' is 4x8", "is 6x5", ".resizedTo(5)");
    assertEquals(4, inFiles().resizedTo(4).read().train().rows());
  }

  @Test
  void theWatcherHearsTheEndOnceAndItsFailureStopsNothing() {
    onHeap().read();
    Decoding.Decoded last = heard.get(heard.size() - 1);
    assertEquals(42, last.done());
    assertEquals(42, last.total());
    assertTrue(last.perSecond() > 0);
    assertEquals(1, heard.stream().filter(news -> news.done() == 42).count());
    Decoding failing =
        Decoding.plain()
            .watchedBy(
                news -> {
                  throw new IllegalStateException("no screen");
                });
    assertEquals(40, ClassFolders.at(pets).decoding(failing).read().train().count());
  }

  @Test
  void aLargerFolderIsReadOnceItsSizeIsAllowed() {
    Decoding small = Decoding.plain().mostFiles(47);
    Refusals.damaged(
        () -> ClassFolders.at(pets).decoding(small).read(),
        "more than 47 files and folders",
        ".decoding(Decoding.plain().mostFiles(count))");
    assertEquals(40, ClassFolders.at(pets).decoding(small.mostFiles(48)).read().train().count());
  }

  @Test
  void aLargerZipIsReadOnceItsSizeIsAllowed() {
    byte[] cat = Drawings.grey(6, 5, 1);
    Map<String, byte[]> content = Map.of("cat/1.png", cat, "dog/1.png", cat, "dog/2.png", cat);
    Path zip = Folders.write(folder.resolve("pets.zip"), Folders.zip(content));
    Decoding exact = Decoding.plain().mostFiles(3).mostBytes(4L * cat.length);
    ClassZip all = ClassZip.at(zip);
    assertEquals(3, all.decoding(exact).read().train().count());
    Refusals.damaged(
        () -> all.decoding(exact.mostFiles(2)).read(),
        "has 3 entries, at most 2",
        ".decoding(Decoding.plain().mostFiles(3))");
    Refusals.damaged(
        () -> all.decoding(exact.mostBytes(4L * cat.length - 1)).read(),
        "unpacks to more than",
        ".decoding(Decoding.plain().mostBytes(bytes))");
  }

  @Test
  void aCacheThatCannotBeWrittenSaysWhatToDo() {
    Folders.write(cache, new byte[1]);
    try {
      inFiles().read();
      throw new AssertionError("a file was taken for a folder");
    } catch (java.io.UncheckedIOException refused) {
      assertTrue(refused.getMessage().contains("name another folder"), refused.getMessage());
    }
  }

  @Test
  void clearsAwayWhatAKilledProcessLeftADayAgo() throws IOException {
    Path dead = part(25);
    Path alive = part(23);
    Path foreign = Files.createFile(cache.resolve("part-mine.tmp"));
    Files.setLastModifiedTime(foreign, Files.getLastModifiedTime(dead));
    inFiles().read();
    assertEquals(
        List.of(false, true, true),
        Stream.of(dead, alive, foreign).map(file -> Files.exists(file)).toList());
  }

  private Path part(int hoursAgo) throws IOException {
    Files.createDirectories(cache);
    Path part = Files.createFile(cache.resolve("part-" + UUID.randomUUID() + ".tmp"));
    Instant then = Instant.now().minus(hoursAgo, ChronoUnit.HOURS);
    return Files.setLastModifiedTime(part, FileTime.from(then));
  }
}
