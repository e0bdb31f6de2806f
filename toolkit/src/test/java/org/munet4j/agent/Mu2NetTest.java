package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Component;
import org.munet4j.component.Vit;
import org.munet4j.run.Run;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Child;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Budget;
import org.munet4j.train.Schedule;
import org.munet4j.train.TinyTask;

/** What µ2Net does otherwise than muNet (§5.2). */
class Mu2NetTest {
  private static final Task TASK = TinyTask.named("bars", 3, 1);
  private static final Task OTHER = TinyTask.named("other", 3, 2);
  private static final Model ROOT = Model.root(TinyTask.path(2));
  private static final MultitaskSystem START = MultitaskSystem.from(ROOT);
  private static final SearchSpace ONLY_MU =
      SearchSpace.layers(0).with(Hyperparameters.MU, List.of(0.0, 1.0));

  private static SinglePathAgent agent(Task task) {
    return Mu2Net.on(task).children(4).generation(1).budget(new Budget(20, 1, 2, 2));
  }

  @Test
  void thePathsOwnMuIsSteppedFirstAndGovernsTheRest() {
    Set<Double> seen = new HashSet<>();
    for (Draft draft : Drafts.of(agent(TASK).space(ONLY_MU).mutation(1), START, 20)) {
      double mu = draft.hyperparameters().number(Hyperparameters.MU);
      Set<String> all = Set.copyOf(TinyTask.VIT.components());
      assertEquals(mu == 1 ? all : Set.of(Vit.NORM, Vit.HEAD), draft.made().trainable());
      seen.add(mu);
    }
    assertEquals(Set.of(0.0, 1.0), seen);
  }

  @Test
  void muIsInheritedAndTheDataChoicesTakeTheDefault() {
    SearchSpace space = ONLY_MU.with("ds_crop", List.of(true, false));
    SinglePathAgent still = agent(TASK).space(space).mutation(0);
    Model mine = Drafts.model(Drafts.of(still, START, 1).get(0), "bars", 0.5);
    MultitaskSystem system = publish(START, mine);
    int switched = 0;
    for (Draft draft : Drafts.of(still.mutation(1), system, 20)) {
      assertEquals(mine.id(), draft.parent().id());
      assertEquals(0.0, draft.hyperparameters().number(Hyperparameters.MU));
      switched += draft.hyperparameters().values().get("ds_crop").equals(false) ? 1 : 0;
    }
    assertTrue(switched > 3 && switched < 17, "half of the steps at a list's end: " + switched);
  }

  private static MultitaskSystem publish(MultitaskSystem system, Model model) {
    return system.publish(new Publication(model.task(), 0, Optional.of(model), List.of(), false));
  }

  /** Children that are as their parents to the last bit, so that all have one score. */
  private static Publication unmoved(Rules rules) {
    Hyperparameters still =
        Hyperparameters.plain(2, 12)
            .with("opt_lr", Double.MIN_VALUE)
            .with("opt_lr_schedule", Schedule.CONSTANT);
    SinglePathAgent agent =
        agent(TASK).rules(rules).space(SearchSpace.layers(0)).mutation(0).defaults(still);
    return Run.on(START).agent(agent).go().history().get(0);
  }

  @Test
  void equalChildrenAreKeptAndTheNewestOfEqualsIsPublished() {
    Publication drifted = unmoved(Mu2Net.rules());
    assertTrue(drifted.children().stream().allMatch(Child::isKept));
    assertEquals("bars.0.3", drifted.best().orElseThrow().id());
    Publication stayed = unmoved(MuNet.rules());
    for (Child child : stayed.children()) {
      assertEquals(child.parent().equals("root"), child.isKept(), child.toString());
    }
    assertEquals("bars.0.0", stayed.best().orElseThrow().id());
  }

  @Test
  void childrenOfSeedsCountOnInLaterCycles() {
    Run.Result result = Run.on(START).agent(agent(OTHER)).agent(agent(TASK)).cycles(2).go();
    MultitaskSystem system = result.system();
    for (Task task : List.of(TASK, OTHER)) {
      Population next = new Population(system, task.name(), Mu2Net.rules().selection());
      long children =
          result.history().stream()
              .filter(publication -> publication.task().equals(task.name()))
              .flatMap(publication -> publication.children().stream())
              .filter(child -> child.parent().equals("root"))
              .count();
      assertTrue(children > 0);
      assertEquals(children, next.offspring(system.root()));
    }
    Population other = new Population(system, "third", Mu2Net.rules().selection());
    assertEquals(0, other.offspring(system.root()), "another task counts for itself");
  }

  @Test
  void aCloneBeginsWithItsParentsVelocityAndOthersWithZeros() {
    Component block = Drafts.part(ROOT.path(), Vit.block(0));
    TreeMap<String, Tensor> values = new TreeMap<>();
    block.shapes().forEach((name, shape) -> values.put(name, Tensor.full(0.5f, shape)));
    Component velocity = new Component(Vit.block(0), "other", values);
    Model foreign =
        new Model("other.0.0", "other", "root", ROOT.path(), ROOT.hyperparameters(), ROOT.metrics())
            .withMomentum(List.of(velocity));
    MultitaskSystem system = publish(START, foreign);
    List<Boolean> cloned = new ArrayList<>();
    for (Draft draft : Drafts.of(agent(TASK).space(ONLY_MU).mutation(1), system, 30)) {
      boolean isHeir = draft.parent().id().equals(foreign.id());
      boolean isCloned = draft.made().trainable().contains(Vit.block(0));
      List<Component> begins = isHeir && isCloned ? List.of(velocity) : List.of();
      assertEquals(begins, draft.made().trained());
      assertEquals(isHeir ? List.of(velocity) : List.of(), draft.made().momentum(begins));
      if (isHeir) {
        cloned.add(isCloned);
        List<Component> anew = isCloned ? List.of() : List.of(velocity);
        assertEquals(anew, draft.made().momentum(List.of()), "where momentum is not inherited");
      }
    }
    assertTrue(cloned.contains(true) && cloned.contains(false), cloned.toString());
  }

  @Test
  void aChildsVelocitiesAreThoseOfItsOwnComponents() {
    Model model = Run.on(START).agent(agent(TASK)).go().system().model("bars");
    Set<String> names = new HashSet<>();
    model.momentum().forEach(velocity -> names.add(velocity.name()));
    assertTrue(names.containsAll(Set.of(Vit.NORM, Vit.HEAD)), names.toString());
    for (Component part : model.path().components()) {
      boolean isTrained = part.owner().equals("bars");
      assertEquals(isTrained, names.contains(part.name()), part.toString());
    }
    assertFalse(model.momentum().isEmpty());
    assertNotEquals(Tensor.zeros(3), model.momentum().get(0).tensors().get("bias"));
  }
}
