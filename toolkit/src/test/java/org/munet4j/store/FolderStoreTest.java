package org.munet4j.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends StoreContract {
  @TempDir Path temporary;

  private Path folder() {
    return temporary.resolve("some").resolve("system");
  }

  @Override
  Store made() {
    return Store.open(folder());
  }

  @Test
  void aFolderOpensWhereItWasLeft() {
    Store first = made();
    ObjectId id = first.put(new byte[] {1, 2, 3});
    Commit draft = Commit.publish(new Commit.Key("a", 0), "x", List.of(id), "{}");
    Commit commit = first.commit(draft).commit();
    assertEquals(List.of(commit), made().snapshot().commits("a"));
    assertEquals(3, made().loadVerified(id).remaining());
  }

  @Test
  void aLargeObjectIsMapped() {
    ByteBuffer bytes = ByteBuffer.allocate(3 << 20);
    bytes.putInt(2 << 20, 42);
    ObjectId id = made().put(bytes);
    assertTrue(made().object(id).isDirect());
    assertEquals(bytes, made().loadVerified(id));
  }

  @Test
  void leavesNothingInItsTemporaryFolder() throws IOException {
    Store store = made();
    store.put(new byte[] {1});
    store.put(new byte[] {1});
    store.commit(Commit.publish(new Commit.Key("a", 0), "x", List.of(), "{}"));
    store.commit(Commit.publish(new Commit.Key("a", 0), "y", List.of(), "{}"));
    try (var left = Files.list(folder().resolve("tmp"))) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void aDamagedObjectIsReplacedWhenItIsPutAgain() throws IOException {
    Store store = made();
    byte[] bytes = {1, 2, 3, 4};
    ObjectId id = store.put(bytes);
    Files.write(folder().resolve(id.file()), new byte[] {1, 2, 3, 5});
    Exception error = assertThrows(StoreException.class, () -> store.loadVerified(id));
    assertTrue(error.getMessage().contains(id.file()), error.getMessage());
    store.put(bytes);
    assertEquals(ByteBuffer.wrap(bytes), store.loadVerified(id));
  }

  @Test
  void strayFilesDisturbNobodyAndThoseBesideOursAreNamed() throws IOException {
    Store store = made();
    ObjectId id = store.put(new byte[] {1, 2, 3});
    Commit.Key key = new Commit.Key("a", 0);
    store.commit(Commit.publish(key, "x", List.of(id), "{}"));
    store.record(new Progress(new Commit.Key("a", 1), "begin", List.of(id), "{}"));
    List<String> strays =
        List.of(
            "commits/notes.txt",
            "commits/.DS_Store",
            "commits/a/.DS_Store",
            "progress/.DS_Store",
            "progress/a/0000000001/.DS_Store",
            "objects/.DS_Store",
            "pins/.DS_Store",
            "tmp/x.doomed");
    for (String stray : strays) {
      Path file = folder().resolve(stray);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "mine");
    }
    assertEquals(1, made().snapshot().commits("a").size());
    List<String> deleted = made().prune(Duration.ofDays(1), false).files();
    assertEquals(List.of(), deleted);
    assertTrue(made().find(key).isPresent());
    List<String> named =
        made().verify().damages().stream().map(Verification.Damage::file).sorted().toList();
    List<String> left = List.of("commits/notes.txt", "progress/.DS_Store", "tmp/x.doomed");
    List<String> expected = strays.stream().filter(f -> !left.contains(f)).sorted().toList();
    assertEquals(expected, named);
    for (String stray : strays) {
      Files.delete(folder().resolve(stray));
    }
  }

  @Test
  void aFolderWithOtherFilesIsRefusedAndLeftAsItIs() throws IOException {
    Path other = Files.createDirectories(temporary.resolve("photos"));
    Files.writeString(other.resolve("holiday.jpg"), "sea");
    Exception error = assertThrows(StoreException.class, () -> Store.open(other));
    assertTrue(error.getMessage().contains("holiday.jpg"), error.getMessage());
    assertFalse(Files.exists(other.resolve("objects")));
  }

  @Test
  void aFileInTheFoldersPlaceGivesASentence() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "text");
    Exception error = assertThrows(StoreException.class, () -> Store.open(file));
    assertTrue(error.getMessage().contains("file"), error.getMessage());
  }

  @Test
  void aStoreOfAnotherVersionIsRefused() throws IOException {
    made();
    Path format = folder().resolve("format.json");
    String other = Files.readString(format).replace("\"version\":1", "\"version\":2");
    Files.writeString(format, other);
    Exception error = assertThrows(StoreException.class, this::made);
    assertTrue(error.getMessage().contains("\"version\":2"), error.getMessage());
    Files.writeString(format, other.replace("\"version\":2", "\"version\":1"));
  }

  @Test
  void aMissingCommitIsNamedInsteadOfHidingThoseBehindIt() throws IOException {
    Store store = made();
    for (int cycle = 0; cycle < 3; cycle++) {
      store.commit(Commit.publish(new Commit.Key("a", cycle), "x", List.of(), "{}"));
    }
    Path middle = folder().resolve(new Commit.Key("a", 1).file());
    byte[] bytes = Files.readAllBytes(middle);
    Files.delete(middle);
    Exception error = assertThrows(StoreException.class, store::snapshot);
    assertTrue(error.getMessage().contains("0000000001.json is missing"), error.getMessage());
    assertEquals("commits/a/0000000001.json", store.verify().damages().get(0).file());
    Files.write(middle, bytes);
    assertEquals(3, store.snapshot().commits("a").size());
  }

  @Test
  void aFileThatAProgramLeftAmongTheFoldersDisturbsNothing() throws IOException {
    Store store = made();
    Commit.Key key = new Commit.Key("a", 0);
    store.record(new Progress(key, "begin", List.of(), "{}"));
    Files.createFile(folder().resolve("progress").resolve(".DS_Store"));
    Files.createFile(folder().resolve("progress").resolve("a").resolve(".DS_Store"));
    assertTrue(store.verify().isClean());
    assertEquals(List.of(), store.prune(Duration.ZERO, false).files());
  }
}
