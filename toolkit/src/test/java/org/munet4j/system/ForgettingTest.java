package org.munet4j.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.report.Tables;
import org.munet4j.store.ObjectId;
import org.munet4j.store.Store;
import org.munet4j.store.StoreException;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.TinyTask;
import org.munet4j.train.Trained;
import tech.tablesaw.api.Table;

/** Task b has a block of task a; c has nothing of others. */
class ForgettingTest {
  private static final Model ROOT = Model.root(TinyTask.path(2));

  @RegisterExtension final SoundStores stores = new SoundStores();
  @TempDir Path folder;
  private Store store;
  private Commits commits;

  private static Model model(String id, Model parent, List<String> own) {
    String task = id.substring(0, 1);
    RandomStream stream = RandomStream.seeded(id.hashCode());
    ModelPath path =
        parent
            .path()
            .replacing(
                own.stream()
                    .map(name -> Fresh.component(TinyTask.VIT, name, 3, task, stream))
                    .toList());
    return new Model(id, task, parent.id(), path, ROOT.hyperparameters(), Metrics.root());
  }

  private void publish(Model model, int cycle) {
    commits.publish(new Publication(model.task(), cycle, Optional.of(model), List.of(), false));
  }

  @BeforeEach
  void begin() {
    store = stores.inMemory();
    commits = new Commits(store);
    commits.begin(ROOT);
    Model a = model("a.0.0", ROOT, List.of(Vit.block(0), Vit.block(1)));
    publish(a, 0);
    publish(model("b.0.0", a, List.of(Vit.block(1))), 0);
    publish(model("c.0.0", ROOT, List.of(Vit.EMBEDDING)), 0);
  }

  @Test
  void partsThatOthersUseStayAndItSaysForWhom() {
    MultitaskSystem before = commits.system();
    Component shared = before.model("a").path().component(Vit.block(0)).orElseThrow();
    Component own = before.model("a").path().component(Vit.block(1)).orElseThrow();
    Forgotten forgotten = before.forget("a");
    assertEquals(List.of(own), forgotten.gone());
    assertEquals(Map.of(shared, Set.of("b")), forgotten.kept());
    assertTrue(forgotten.toString().contains("stays for [b]"), forgotten.toString());
    MultitaskSystem after = commits.system();
    assertEquals(List.of("b", "c"), after.tasks());
    assertEquals("root", after.model("b").parent());
    assertEquals(before.model("b").path(), after.model("b").path());
    store.prune(Duration.ZERO, false);
    assertFalse(store.has(new ObjectId(own.id())));
    assertTrue(store.has(new ObjectId(shared.id())));
  }

  @Test
  void aForgottenTaskMayBeLearnedAgainUnderNewIds() {
    commits.forget("a");
    assertEquals(2, commits.system().cycles("a"));
    assertEquals(List.of(), commits.published("a"));
    publish(model("a.2.0", ROOT, List.of(Vit.HEAD)), 2);
    assertEquals(List.of("b", "c", "a"), commits.system().tasks());
    Exception never = assertThrows(IllegalArgumentException.class, () -> commits.forget("mnist"));
    assertTrue(never.getMessage().contains("'mnist'"), never.getMessage());
    assertThrows(IllegalArgumentException.class, () -> commits.forget("root"));
  }

  @Test
  void theHistoryTellsWhoPublishedWhatFromWhich() {
    commits.forget("a");
    Table history = Tables.history(commits.system());
    assertEquals(
        List.of("published", "published", "published", "published", "forgotten"),
        history.stringColumn("what").asList());
    assertEquals(List.of("", "root", "a.0.0", "root", ""), history.stringColumn("parent").asList());
    assertEquals(List.of(7, 2, 1, 1, 0), history.intColumn("new components").asList());
    assertEquals(List.of(0, 5, 6, 6, 0), history.intColumn("reused components").asList());
  }

  @Test
  void aWholeSystemTravelsInOneFile() {
    commits.forget("c");
    Path zip = folder.resolve("all.zip");
    commits.exportTo(zip);
    Store other = stores.in(folder.resolve("other"));
    MultitaskSystem imported = new Commits(other).importFrom(zip);
    assertEquals(commits.system().models(), imported.models());
    assertEquals(
        commits.system().model("b").path().components().get(3).tensors(),
        imported.model("b").path().components().get(3).tensors());
    assertEquals(imported.models(), new Commits(other).importFrom(zip).models());
    Store foreign = stores.inMemory();
    new Commits(foreign).begin(ROOT);
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> new Commits(foreign).importFrom(zip));
    assertTrue(refused.getMessage().contains("different histories"), refused.getMessage());
  }

  @Test
  void theModelOfOneTaskTravelsAndIsLinkedToWhatIsThere() {
    Path zip = folder.resolve("b.zip");
    commits.exportTo(zip, "b");
    Store other = stores.inMemory();
    Commits target = new Commits(other);
    target.begin(ROOT);
    MultitaskSystem imported = target.importFrom(zip);
    assertEquals(List.of("b"), imported.tasks());
    assertEquals("root", imported.model("b").parent());
    assertEquals(commits.system().model("b").path(), imported.model("b").path());
    Exception twice = assertThrows(IllegalArgumentException.class, () -> target.importFrom(zip));
    assertTrue(twice.getMessage().contains("forget that one first"), twice.getMessage());
    Commits narrow = new Commits(Store.inMemory());
    Vit small = new Vit(12, 4, 8, 32, 2, 2);
    narrow.begin(Model.root(Fresh.path(small, 2, "root", RandomStream.seeded(1))));
    assertThrows(IllegalArgumentException.class, () -> narrow.importFrom(zip));
    assertEquals(List.of(), narrow.system().tasks());
  }

  @Test
  void anImportedModelLeavesItsIdToTheCyclesThatComeLater() throws IOException {
    publish(model("b.1.0", ROOT, List.of(Vit.block(0))), 1);
    Path zip = folder.resolve("b.zip");
    commits.exportTo(zip, "b");
    commits = new Commits(stores.in(folder.resolve("target")));
    commits.begin(ROOT);
    MultitaskSystem imported = commits.importFrom(zip);
    assertEquals("b.1.0.imported", imported.model("b").id());
    publishChild(model("b.1.0", imported.model("b"), List.of(Vit.HEAD)));
    MultitaskSystem after = MultitaskSystem.open(folder.resolve("target"));
    assertEquals("b.1.0", after.model("b").id());
    assertEquals("root", after.model("b").parent());
  }

  private void publishChild(Model model) {
    Child child =
        new Child(
            model.id(),
            model.parent(),
            0,
            List.of(),
            List.of(Vit.HEAD),
            1,
            0.5,
            0.5,
            List.of(0.5),
            true,
            Trained.End.FINISHED);
    int cycle = commits.system().cycles(model.task());
    commits.publish(
        new Publication(model.task(), cycle, Optional.of(model), List.of(child), false));
  }

  @Test
  void modelsThatAreImportedOneAfterTheOtherAreLinked() {
    Path first = folder.resolve("a.zip");
    Path second = folder.resolve("b.zip");
    commits.exportTo(first, "a");
    commits.exportTo(second, "b");
    Commits target = new Commits(stores.inMemory());
    target.begin(ROOT);
    MultitaskSystem imported = target.importFrom(first);
    assertEquals(imported.model("a").id(), target.importFrom(second).model("b").parent());
  }

  @Test
  void whatWouldSpoilTheHistoryIsRefusedBeforeItIsPublished() {
    publishChild(model("a.1.0", ROOT, List.of(Vit.HEAD)));
    assertThrows(
        IllegalArgumentException.class,
        () -> publishChild(model("a.1.0", ROOT, List.of(Vit.HEAD))));
    Model stranger = model("b.1.0", ROOT, List.of(Vit.HEAD));
    Publication wrong = new Publication("a", 2, Optional.of(stranger), List.of(), false);
    assertThrows(IllegalArgumentException.class, () -> commits.publish(wrong));
    assertThrows(
        StoreException.class, () -> publishChild(model("a.2.\u001b[2J", ROOT, List.of(Vit.HEAD))));
    assertEquals(2, commits.system().cycles("a"));
  }

  @Test
  void onlyWhatWasKnownIsForgottenWhenTwoCopiesOfASystemMeet() {
    Commits base = new Commits(Store.inMemory());
    base.begin(ROOT);
    Path rootOnly = folder.resolve("root.zip");
    base.exportTo(rootOnly);
    Commits mine = new Commits(stores.inMemory());
    Commits yours = new Commits(stores.inMemory());
    mine.importFrom(rootOnly);
    yours.importFrom(rootOnly);
    commits = yours;
    publish(model("a.0.0", ROOT, List.of(Vit.block(0))), 0);
    yours.forget("a");
    Model own = model("a.0.1", ROOT, List.of(Vit.block(1)));
    mine.publish(new Publication("other", "a", 0, Optional.of(own), List.of(), false));
    Path zip = folder.resolve("yours.zip");
    yours.exportTo(zip);
    MultitaskSystem met = mine.importFrom(zip);
    assertEquals(own, met.model("a"));
    assertEquals(1, mine.published("other").size());
    assertEquals(List.of(), mine.published("a"));
  }

  @Test
  void nothingIsGivenUpThatNobodyBegan() {
    Exception none = assertThrows(IllegalArgumentException.class, () -> commits.giveUp("d"));
    assertTrue(none.getMessage().contains("'d' has begun no cycle"), none.getMessage());
    commits.open("d", Collections.emptySortedMap());
    assertTrue(commits.giveUp("d").isWon());
    assertThrows(IllegalArgumentException.class, () -> commits.giveUp("d"));
    assertEquals(1, commits.system().cycles("d"));
  }

  @Test
  void anArchiveMayBeReadByWhoMayReadFilesBesideIt() throws IOException {
    Path zip = folder.resolve("all.zip");
    commits.exportTo(zip);
    Path beside = Files.createFile(folder.resolve("beside"));
    assertEquals(Files.getPosixFilePermissions(beside), Files.getPosixFilePermissions(zip));
    Exception nowhere =
        assertThrows(
            UncheckedIOException.class, () -> commits.exportTo(folder.resolve("none/all.zip")));
    assertTrue(nowhere.getMessage().contains("a folder that is there"), nowhere.getMessage());
  }

  @Test
  void anImportRepairsADamagedObject() throws IOException {
    Path zip = folder.resolve("all.zip");
    commits.exportTo(zip);
    Path target = folder.resolve("target");
    new Commits(stores.in(target)).importFrom(zip);
    String head = commits.system().model("b").path().component(Vit.HEAD).orElseThrow().id();
    Path file = target.resolve("objects").resolve(head + ".safetensors");
    Files.delete(file);
    Files.write(file, new byte[] {1});
    assertFalse(Store.open(target).verify().isClean());
    new Commits(Store.open(target)).importFrom(zip);
    assertTrue(Store.open(target).verify().isClean());
  }

  @Test
  void anArchiveWithAnyDamageChangesNothing() throws IOException {
    for (boolean isWhole : List.of(true, false)) {
      Path zip = folder.resolve("whole.zip");
      if (isWhole) {
        commits.exportTo(zip);
      } else {
        commits.exportTo(zip, "b");
      }
      Map<String, byte[]> entries = entries(zip);
      for (String name : entries.keySet()) {
        refused(entries, name, bytes -> null);
        refused(
            entries,
            name,
            bytes -> {
              bytes[bytes.length / 2] ^= 1;
              return bytes;
            });
      }
    }
  }

  private void refused(Map<String, byte[]> entries, String name, UnaryOperator<byte[]> change)
      throws IOException {
    Map<String, byte[]> damaged = new TreeMap<>(entries);
    byte[] changed = change.apply(damaged.get(name).clone());
    if (changed == null) {
      damaged.remove(name);
    } else {
      damaged.put(name, changed);
    }
    Path zip = folder.resolve("damaged.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Map.Entry<String, byte[]> entry : damaged.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    Store target = Store.inMemory();
    boolean isSystem = entries.keySet().stream().anyMatch(entry -> entry.startsWith("commits/"));
    Commits there = new Commits(target);
    if (!isSystem) {
      there.begin(ROOT);
    }
    long before = target.verify().commits();
    try {
      there.importFrom(zip);
      assertTrue(changed == null && isSystem && name.startsWith("commits/"), name);
    } catch (RuntimeException refused) {
      assertEquals(before, target.verify().commits(), name);
      assertTrue(
          refused.getMessage().contains("damaged.zip") || refused.getMessage().contains("munet4j"),
          refused.getMessage());
    }
  }

  private static Map<String, byte[]> entries(Path zip) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream in = new ZipInputStream(file)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        in.transferTo(bytes);
        entries.put(entry.getName(), bytes.toByteArray());
      }
    }
    return entries;
  }
}
