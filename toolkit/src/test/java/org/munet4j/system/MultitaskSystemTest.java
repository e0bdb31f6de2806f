package org.munet4j.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.TinyTask;

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
