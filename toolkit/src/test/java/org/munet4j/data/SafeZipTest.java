package org.munet4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeZipTest {
  private static final SafeZip.Limits SMALL = new SafeZip.Limits(3, 1_000, 1_500, 200, false);

  @TempDir Path folder;

  private Path zip(Map<String, byte[]> entries) {
    return Folders.write(folder.resolve("set.zip"), Folders.zip(entries));
  }

  @Test
  void listsNamesSortedAndReadsThem() {
    Path path = zip(Map.of("b", new byte[] {2}, "a/", new byte[0], "a/x", new byte[] {1}));
    try (SafeZip zip = SafeZip.open(path, SMALL)) {
      assertEquals(List.of("a/", "a/x", "b"), zip.names());
      assertArrayEquals(new byte[] {2}, zip.read("b"));
      Refusals.damaged(() -> zip.read("c"), "set.zip", "no entry 'c'");
    }
  }

  @Test
  void countsTheBytesThatComeOut() {
    byte[] large = new byte[1_001];
    byte[] half = new byte[800];
    try (SafeZip zip = SafeZip.open(zip(Map.of("a", half, "b", half, "c", large)), SMALL)) {
      Refusals.damaged(() -> zip.read("c"), "set.zip", "'c'", "1,000 bytes");
      zip.read("a");
      Refusals.damaged(() -> zip.read("b"), "set.zip", "1,500");
    }
  }

  @Test
  void refusesTooManyEntries() {
    Path path = zip(Map.of("a", new byte[1], "b", new byte[1], "c", new byte[1], "d", new byte[1]));
    Refusals.damaged(() -> SafeZip.open(path, SMALL), "set.zip", "4 entries", "at most 3");
  }

  @Test
  void refusesABombByItsRatio() {
    Map<String, byte[]> entries = new TreeMap<>(Map.of("zeros", new byte[20 << 20]));
    try (SafeZip zip = SafeZip.open(zip(entries), SafeZip.Limits.IMAGES)) {
      Refusals.damaged(() -> zip.read("zeros"), "set.zip", "200 times", "bomb");
    }
  }

  @Test
  void refusesAWrongChecksum() {
    byte[] content = Folders.random(1, 500);
    byte[] file = Folders.zip(Map.of("a", content));
    file[200] ^= 1;
    Path path = Folders.write(folder.resolve("set.zip"), file);
    try (SafeZip zip = SafeZip.open(path, SMALL)) {
      Refusals.damaged(() -> zip.read("a"), "set.zip", "'a'");
    }
  }
}
