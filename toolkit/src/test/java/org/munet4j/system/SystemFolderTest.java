package org.munet4j.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.store.Store;
import org.munet4j.store.StoreException;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.TinyTask;

class SystemFolderTest {
  private static final Model ROOT = Model.root(TinyTask.path(2));

  @RegisterExtension final SoundStores stores = new SoundStores();
  @TempDir Path folder;

  /** A model with a block and a head of its own, derived from another. */
  private static Publication publication(String task, int cycle, Model parent) {
    String id = task + "." + cycle + ".0";
    RandomStream stream = RandomStream.seeded(id.hashCode());
    ModelPath path =
        parent
            .path()
            .replacing(
                List.of(
                    Fresh.component(TinyTask.VIT, Vit.block(1), 0, task, stream),
                    Fresh.component(TinyTask.VIT, Vit.HEAD, 3, task, stream)));
    Model model = new Model(id, task, parent.id(), path, ROOT.hyperparameters(), Metrics.root());
    return new Publication(task, cycle, Optional.of(model), List.of(), false);
  }

  private static Publication by(Publication publication, String agent) {
    return new Publication(
        agent,
        publication.task(),
        publication.cycle(),
        publication.best(),
        publication.children(),
        false);
  }

  private static MultitaskSystem grown(Commits commits, int tasks) {
    MultitaskSystem system = commits.begin(ROOT);
    Model last = system.root();
    for (int i = 0; i < tasks; i++) {
      Publication next = by(publication("task" + i, i, last), "grower");
      assertTrue(commits.publish(next).isWon());
      last = next.best().orElseThrow();
    }
    return commits.system();
  }

  @Test
  void opensWithoutReadingATensorAndReadsOnlyWhatAPathNeeds() throws IOException {
    Store store = stores.in(folder);
    MultitaskSystem before = grown(new Commits(store), 20);
    Files.move(folder.resolve("objects"), folder.resolve("away"));
    MultitaskSystem system = MultitaskSystem.open(folder);
    assertEquals(before.models(), system.models());
    assertEquals(before.toString(), system.toString());
    Model model = system.model("task7");
    assertEquals(before.accountedParameters(model), system.accountedParameters(model));
    Component head = model.path().component(Vit.HEAD).orElseThrow();
    StoreException gone = assertThrows(StoreException.class, head::tensors);
    assertTrue(gone.getMessage().contains(head.id()), gone.getMessage());
    for (Component component : model.path().components()) {
      Path away = fileOf(component, folder.resolve("away"));
      Path file = folder.resolve("objects").resolve(folder.resolve("away").relativize(away));
      Files.createDirectories(file.getParent());
      Files.move(away, file);
    }
    assertEquals(model.path().components().size(), files(folder.resolve("objects")));
    model.path().components().forEach(part -> assertTrue(part.tensors().size() > 0));
    putBack();
  }

  private static Path fileOf(Component component, Path objects) throws IOException {
    try (Stream<Path> files = Files.walk(objects)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(component.id()))
          .findFirst()
          .orElseThrow();
    }
  }

  private static long files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private void putBack() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder.resolve("away"))) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path place = folder.resolve("objects").resolve(folder.resolve("away").relativize(file));
      Files.createDirectories(place.getParent());
      Files.move(file, place);
    }
    try (Stream<Path> all = Files.walk(folder.resolve("away"))) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void oneFlippedBitInAnObjectIsToldWhenItIsAskedForAndNotBefore() throws IOException {
    MultitaskSystem system = grown(new Commits(Store.open(folder)), 1);
    Component block = system.model("task0").path().component(Vit.block(1)).orElseThrow();
    Path file = fileOf(block, folder.resolve("objects"));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(file);
    Files.write(file, bytes);
    MultitaskSystem opened = MultitaskSystem.open(folder);
    Component damaged = opened.model("task0").path().component(Vit.block(1)).orElseThrow();
    StoreException error = assertThrows(StoreException.class, damaged::tensors);
    assertTrue(error.getMessage().contains(block.id()), error.getMessage());
    opened.model("task0").path().component(Vit.HEAD).orElseThrow().tensors();
  }

  @Test
  void everyModelOfAThousandIsFoundAndKnowsItsLineage() {
    MultitaskSystem system = grown(new Commits(Store.inMemory()), 1000);
    assertEquals(1000, system.tasks().size());
    Model last = system.model("task999");
    List<Model> line = system.lineage(last);
    assertEquals(1001, line.size());
    assertEquals(last, line.get(0));
    assertTrue(line.get(1000).isRoot());
    assertEquals(Optional.of(last), system.withId("task999.999.0"));
    assertEquals(Optional.empty(), system.withId("task999.999.1"));
  }

  @Test
  void aTaskThatIsWorkedOnAgainReplacesItsModelAndRelinksWhatCameFromIt() {
    Commits commits = new Commits(stores.inMemory());
    MultitaskSystem system = grown(commits, 3);
    commits.publish(by(publication("task1", 3, system.root()), "grower"));
    MultitaskSystem after = system.refresh();
    assertEquals(List.of("task0", "task2", "task1"), after.tasks());
    assertEquals("task0.0.0", after.model("task2").parent());
    assertEquals(4, after.cycles("grower"));
    assertEquals(3, system.cycles("grower"));
  }

  @Test
  void theFirstPublicationOfACycleStandsForEver() {
    Commits mine = new Commits(stores.in(folder));
    MultitaskSystem system = mine.begin(ROOT);
    Commits yours = new Commits(Store.open(folder));
    Publication first = publication("a", 0, system.root());
    Publication second = new Publication("a", 0, Optional.empty(), List.of(), false);
    assertTrue(mine.publish(first).isWon());
    Commits.Closed lost = yours.publish(second);
    assertEquals(false, lost.isWon());
    assertEquals(first, lost.entry().publication());
    assertEquals(mine.system().models(), yours.system().models());
    assertNotEquals(system.models(), yours.system().models());
  }

  @Test
  void aModelIsNeverSeenBeforeTheOneThatItCameFrom() {
    Store store = stores.inMemory();
    Commits writer = new Commits(store);
    Model root = writer.begin(ROOT).root();
    List<Integer> sizes = new ArrayList<>();
    Model last = root;
    for (int i = 0; i < 5; i++) {
      String task = "zyxwv".substring(i, i + 1);
      Publication next = publication(task, 0, last);
      writer.publish(next);
      last = next.best().orElseThrow();
      sizes.add(MultitaskSystem.open(store).tasks().size());
    }
    assertEquals(List.of(1, 2, 3, 4, 5), sizes);
    assertEquals(List.of("z", "y", "x", "w", "v"), MultitaskSystem.open(store).tasks());
  }

  @Test
  void aFolderWithoutASystemSaysHowToBeginOne() {
    Path missing = folder.resolve("missing");
    String nowhere =
        assertThrows(IllegalArgumentException.class, () -> MultitaskSystem.open(missing))
            .getMessage();
    assertTrue(nowhere.contains("MultitaskSystem.in(folder, root)"), nowhere);
    assertTrue(Files.notExists(missing));
    String empty =
        assertThrows(StoreException.class, () -> MultitaskSystem.open(folder)).getMessage();
    assertTrue(empty.contains("holds no system yet"), empty);
  }
}
