package org.munet4j.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.store.Store;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.TinyTask;
import org.munet4j.train.Trained;

class MultitaskSystemTest {
  private static final Model ROOT = Model.root(TinyTask.path(2));

  private static Model model(String task, String parent, int seed) {
    Component head =
        Fresh.component(TinyTask.VIT, Vit.block(0), 0, task, RandomStream.seeded(seed));
    ModelPath path = ROOT.path().replacing(List.of(head));
    return new Model(task + "." + seed, task, parent, path, ROOT.hyperparameters(), Metrics.root());
  }

  private static MultitaskSystem publish(MultitaskSystem system, Model model) {
    return system.publish(new Publication(model.task(), 0, Optional.of(model), List.of(), false));
  }

  @Test
  void aSharedComponentIsPaidByItsUsersInEqualParts() {
    MultitaskSystem system = MultitaskSystem.from(ROOT);
    for (String task : List.of("a", "b", "c")) {
      system = publish(system, model(task, "root", task.hashCode()));
    }
    Component shared = ROOT.path().component(Vit.EMBEDDING).orElseThrow();
    assertEquals(Set.of("a", "b", "c"), system.users(shared.id()));
    long own = system.model("a").path().component(Vit.block(0)).orElseThrow().parameters();
    double rest = (ROOT.path().parameters() - own) / 3.0;
    assertEquals(own + rest, system.accountedParameters(system.model("a")), 1e-6);
    double fourth = own + (ROOT.path().parameters() - own) / 4.0;
    assertEquals(
        fourth, system.accountedParameters(model("d", "root", 9).path(), "d", Set.of()), 1e-6);
  }

  @Test
  void aComponentOfAHundredThatThreeTasksUseCostsAThirdOrWithTheRootAQuarter() {
    Vit fifty = new Vit(12, 4, 50, 20, 2, 1);
    Model root = Model.root(Fresh.path(fifty, 2, Model.ROOT, RandomStream.seeded(1)));
    MultitaskSystem system = MultitaskSystem.from(root);
    for (String task : List.of("a", "b", "c")) {
      system = publish(system, sharing(root, task));
    }
    assertEquals(100, root.path().component(Vit.NORM).orElseThrow().parameters());
    assertEquals(33.33, price(system, Charging.TASKS), 0.005);
    assertEquals(25, price(system, Charging.TASKS_AND_ROOT), 1e-9);
    Model a = system.model("a");
    assertEquals(system.accountedParameters(a), system.accountedParameters(a, Charging.TASKS));
    long head = a.path().component(Vit.HEAD).orElseThrow().parameters();
    double rest = (a.path().parameters() - head) / 4.0;
    assertEquals(head + rest, system.accountedParameters(a, Charging.TASKS_AND_ROOT), 1e-6);
  }

  private static Model sharing(Model root, String task) {
    RandomStream stream = RandomStream.seeded(task.hashCode());
    int classes = 3 + task.charAt(0) - 'a';
    Component head = Fresh.component(root.path().vit(), Vit.HEAD, classes, task, stream);
    ModelPath path = root.path().replacing(List.of(head));
    return new Model(task + ".0", task, "root", path, root.hyperparameters(), Metrics.root());
  }

  /** What task a pays for the norm that all share; the rest of its path is charged in full. */
  private static double price(MultitaskSystem system, Charging charging) {
    ModelPath path = system.model("a").path();
    Set<String> rest = new HashSet<>();
    path.components().forEach(part -> rest.add(part.name()));
    rest.remove(Vit.NORM);
    return system.accountedParameters(path, "a", rest, charging) - (path.parameters() - 100);
  }

  @Test
  void countsTheChildrenThatATaskTrainedFromAModel() {
    MultitaskSystem system = publish(MultitaskSystem.from(ROOT), model("a", "root", 1));
    system = system.publish(childrenOf("b", 0, "root", "root", "a.1"));
    system = system.publish(childrenOf("b", 1, "a.1", "b.0.2"));
    assertEquals(2, system.offspring("root", "b"));
    assertEquals(2, system.offspring("a.1", "b"));
    assertEquals(1, system.offspring("b.0.2", "b"));
    assertEquals(0, system.offspring("a.1", "a"));
    assertEquals(0, system.offspring("nobody", "b"));
  }

  @Test
  void aStoreRemembersTheChildrenAndAModelThatIsImportedAloneBeginsAtNone(@TempDir Path folder) {
    Commits commits = new Commits(Store.inMemory());
    commits.begin(ROOT);
    Model a = model("a", "root", 1);
    commits.publish(new Publication("a", 0, Optional.of(a), List.of(), false));
    commits.publish(childrenOf("a", 1, "a.1", "a.1"));
    commits.publish(childrenOf("b", 0, "a.1", "root"));
    MultitaskSystem system = MultitaskSystem.open(commits.store());
    assertEquals(2, system.offspring("a.1", "a"));
    assertEquals(1, system.offspring("a.1", "b"));
    Path whole = folder.resolve("whole.zip");
    commits.exportTo(whole);
    assertEquals(2, new Commits(Store.inMemory()).importFrom(whole).offspring("a.1", "a"));
    Path single = folder.resolve("single.zip");
    commits.exportTo(single, "a");
    Commits other = new Commits(Store.inMemory());
    other.begin(ROOT);
    MultitaskSystem imported = other.importFrom(single);
    assertEquals(0, imported.offspring(imported.model("a").id(), "a"));
  }

  private static Publication childrenOf(String task, int cycle, String... parents) {
    List<Child> children = new ArrayList<>();
    for (String parent : parents) {
      String id = task + "." + cycle + "." + children.size();
      children.add(
          new Child(
              id,
              parent,
              0,
              List.of(),
              List.of(Vit.HEAD),
              1,
              0.5,
              0.5,
              List.of(0.5),
              false,
              Trained.End.FINISHED));
    }
    return new Publication(task, cycle, Optional.empty(), children, false);
  }

  @Test
  void whatOthersUseIsNotTrainableAndTheRootNeverIs() {
    MultitaskSystem system = publish(MultitaskSystem.from(ROOT), model("a", "root", 1));
    String own = system.model("a").path().component(Vit.block(0)).orElseThrow().id();
    assertTrue(system.isTrainable(own, "a"));
    assertFalse(system.isTrainable(own, "b"));
    String root = ROOT.path().component(Vit.EMBEDDING).orElseThrow().id();
    assertFalse(system.isTrainable(root, "a"));
  }

  @Test
  void descendantsOfAReplacedModelAreLinkedToItsNearestLiveAncestor() {
    MultitaskSystem system = publish(MultitaskSystem.from(ROOT), model("a", "root", 1));
    system = publish(system, model("b", "a.1", 2));
    assertEquals("a.1", system.model("b").parent());
    system = publish(system, model("a", "root", 3));
    assertEquals("root", system.model("b").parent());
    assertEquals(List.of("b", "a"), system.tasks());
  }

  @Test
  void countsSharedParametersOnceAndTheUnusedRootHeadNever() {
    MultitaskSystem system = MultitaskSystem.from(ROOT);
    assertEquals(0, system.parameters());
    system = publish(system, model("a", "root", 1));
    long one = system.parameters();
    system = publish(system, model("b", "root", 2));
    long block = system.model("b").path().component(Vit.block(0)).orElseThrow().parameters();
    assertEquals(one + block, system.parameters());
  }

  @Test
  void namesTheTasksItKnowsWhenAskedForAnother() {
    MultitaskSystem system = publish(MultitaskSystem.from(ROOT), model("a", "root", 1));
    Exception error = assertThrows(IllegalArgumentException.class, () -> system.model("mnist"));
    assertTrue(error.getMessage().contains("'mnist'; the system solves [a]"), error.getMessage());
  }
}
