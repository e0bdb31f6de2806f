package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.space.Hyperparameters;
import org.munet4j.system.Metrics;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Augmentation;
import org.munet4j.train.Budget;
import org.munet4j.train.Evaluation;
import org.munet4j.train.Schedule;
import org.munet4j.train.Sgd;
import org.munet4j.train.Stop;
import org.munet4j.train.TinyTask;
import org.munet4j.train.Trained;
import org.munet4j.train.Trainer;
import org.munet4j.train.Training;

/** Where a child's components come from, and which of them it may change (§2.9). */
class OffspringTest {
  private static final Task TASK = TinyTask.named("mine", 3, 1);
  private static final Model ROOT = Model.root(TinyTask.path(2));
  private static final MultitaskSystem START = MultitaskSystem.from(ROOT);
  private static final Hyperparameters CHOICES = ROOT.hyperparameters();
  private static final Set<String> ADAPTED = Set.of(Vit.adapter(0));
  private static final double NEVER = 0;
  private static final double ALWAYS = 1;

  private static Offspring child(
      MultitaskSystem system,
      List<Model> ancestors,
      Hyperparameters choices,
      Set<String> adapters,
      double cloning) {
    RandomStream stream = RandomStream.seeded(9);
    return Offspring.assemble(
        ancestors,
        new Offspring.Recipe(
            system,
            TASK.name(),
            TASK,
            choices,
            adapters,
            name -> cloning == ALWAYS,
            MuNet.rules().inheritance(),
            stream));
  }

  /** A model of a task with other components in place of the parent's, where it has such. */
  private static Model model(String id, String task, Model parent, Component... own) {
    ModelPath path = parent.path().replacing(List.of(own));
    return new Model(id, task, parent.id(), path, CHOICES, Metrics.root());
  }

  private static Component fresh(String name, int size, String owner) {
    return Fresh.component(TinyTask.VIT, name, size, owner, RandomStream.seeded(size + 100));
  }

  private static Model adapted(String id, Model parent, Component adapter) {
    List<Component> components = new ArrayList<>(parent.path().components());
    components.removeIf(part -> part.name().equals(adapter.name()));
    components.add(3, adapter);
    ModelPath path = new ModelPath(parent.path().vit(), components);
    return new Model(id, "mine", parent.id(), path, CHOICES, Metrics.root());
  }

  private static Component part(ModelPath path, String name) {
    return path.component(name).orElseThrow();
  }

  private static MultitaskSystem publish(MultitaskSystem system, Model model) {
    return system.publish(new Publication(model.task(), 0, Optional.of(model), List.of(), false));
  }

  @Test
  void anAdapterOfAnotherWidthComesFromAnOlderAncestorWithThatWidth() {
    Component wide = fresh(Vit.adapter(0), 8, "mine");
    Model older = adapted("mine.0.0", ROOT, wide);
    Model parent = adapted("mine.0.1", older, fresh(Vit.adapter(0), 4, "mine"));
    List<Model> ancestors = List.of(parent, older, ROOT);
    Hyperparameters eight = CHOICES.with(Hyperparameters.ADAPTER_DIM, 8);
    Offspring made = child(START, ancestors, eight, ADAPTED, ALWAYS);
    assertEquals(wide, part(made.path(), Vit.adapter(0)));
    assertFalse(made.changes().contains("new residual_adapter_0"), made.changes().toString());
  }

  @Test
  void anAdapterOfAWidthThatNoAncestorHasIsNew() {
    Model parent = adapted("mine.0.0", ROOT, fresh(Vit.adapter(0), 8, "mine"));
    Hyperparameters sixteen = CHOICES.with(Hyperparameters.ADAPTER_DIM, 16);
    Offspring made = child(START, List.of(parent, ROOT), sixteen, ADAPTED, ALWAYS);
    assertEquals(16, part(made.path(), Vit.adapter(0)).tensors().get("down/bias").size());
    assertTrue(made.trainable().contains(Vit.adapter(0)));
    assertTrue(made.changes().contains("new residual_adapter_0"), made.changes().toString());
  }

  @Test
  void insertingAdaptersLeavesEveryAnswerAsItWas() {
    Tensor kernel = fresh(Vit.adapter(1), 3, "x").tensors().get("down/kernel");
    Component head =
        new Component(
            Vit.HEAD,
            "mine",
            new TreeMap<>(Map.of("kernel", kernel, "bias", Tensor.full(0.5f, 3))));
    Model parent = model("mine.0.0", "mine", ROOT, head);
    Set<String> both = Set.of(Vit.adapter(0), Vit.adapter(1));
    Offspring made = child(START, List.of(parent, ROOT), CHOICES, both, NEVER);
    assertEquals(parent.path().components().size() + 2, made.path().components().size());
    Tensor before = Evaluation.logits(parent.path(), TASK.test());
    assertEquals(before, Evaluation.logits(made.path(), TASK.test()));
    float[] answers = before.toArray();
    assertNotEquals(answers[0], answers[3], "images are told apart");
  }

  @Test
  void aBlockThatTheParentDroppedComesBackFromAnAncestor() {
    List<Component> components = new ArrayList<>(ROOT.path().components());
    components.removeIf(part -> part.name().equals(Vit.block(1)));
    ModelPath shallow = new ModelPath(TinyTask.VIT.withLayers(1), components);
    Hyperparameters one = CHOICES.with(Hyperparameters.LAYERS, 1);
    Model parent = new Model("mine.0.0", "mine", "root", shallow, one, Metrics.root());
    Offspring made = child(START, List.of(parent, ROOT), CHOICES, Set.of(), ALWAYS);
    assertEquals(2, made.path().vit().layers());
    assertEquals(part(ROOT.path(), Vit.block(1)), part(made.path(), Vit.block(1)));
    assertFalse(made.changes().contains("new encoderblock_1"), made.changes().toString());
  }

  @Test
  void aHeadComesOnlyFromTheOwnTask() {
    Component head = fresh(Vit.HEAD, 3, "x");
    Component learned =
        new Component(
            Vit.HEAD,
            "x",
            new TreeMap<>(
                Map.of(
                    "kernel",
                    Tensor.full(1, 3, TinyTask.VIT.hidden()),
                    "bias",
                    Tensor.full(1, 3))));
    Model mine = model("mine.0.0", "mine", ROOT, learned);
    Model other = model("other.0.0", "other", ROOT, learned);
    Offspring inherits = child(START, List.of(mine, ROOT), CHOICES, Set.of(), NEVER);
    assertEquals(learned, part(inherits.path(), Vit.HEAD));
    Offspring begins = child(START, List.of(other, ROOT), CHOICES, Set.of(), NEVER);
    assertEquals(head, part(begins.path(), Vit.HEAD));
    assertEquals(Set.of(Vit.HEAD), begins.trainable());
    Offspring returns = child(START, List.of(other, mine, ROOT), CHOICES, Set.of(), NEVER);
    assertEquals(learned, part(returns.path(), Vit.HEAD));
  }

  @Test
  void theSeedPassTrainsOnlyTheHead() {
    Model other = model("other.0.0", "other", ROOT, fresh(Vit.block(0), 0, "other"));
    MultitaskSystem system = publish(START, other);
    for (List<Model> ancestors : List.of(List.of(ROOT), List.of(other, ROOT))) {
      Offspring made = child(system, ancestors, CHOICES, Set.of(), NEVER);
      assertEquals(Set.of(Vit.HEAD), made.trainable());
      assertEquals(List.of(), made.changes());
      ModelPath parent = ancestors.get(0).path();
      for (String name : TinyTask.VIT.components()) {
        assertEquals(!name.equals(Vit.HEAD), part(parent, name).equals(part(made.path(), name)));
      }
    }
  }

  @Test
  void everythingIsClonedWhereCloningIsCertain() {
    Offspring made = child(START, List.of(ROOT), CHOICES, ADAPTED, ALWAYS);
    assertEquals(
        Set.copyOf(made.path().components().stream().map(Component::name).toList()),
        made.trainable());
  }

  @Test
  void whatOnlyTheOwnTaskUsesIsTrainedAndThePublishedOriginalStays() {
    Model mine =
        model("mine.0.0", "mine", ROOT, fresh(Vit.block(0), 0, "mine"), fresh(Vit.HEAD, 3, "mine"));
    Model other = model("other.0.0", "other", ROOT, fresh(Vit.block(1), 0, "other"));
    MultitaskSystem system = publish(publish(START, mine), other);
    Offspring made = child(system, List.of(mine, ROOT), CHOICES, Set.of(), NEVER);
    assertEquals(Set.of(Vit.block(0), Vit.HEAD), made.trainable());
    assertEquals(mine.path(), made.path());

    List<String> before = List.copyOf(mine.path().ids());
    ModelPath later = trained(made).path();
    assertNotEquals(part(mine.path(), Vit.block(0)), part(later, Vit.block(0)));
    assertEquals(part(mine.path(), Vit.block(1)), part(later, Vit.block(1)));
    List<Component> published = system.model("mine").path().components();
    assertEquals(before, rehashed(published));
  }

  @Test
  void whatAnotherTaskUsesAsWellIsNotTrained() {
    Component shared = fresh(Vit.block(0), 0, "mine");
    Model mine = model("mine.0.0", "mine", ROOT, shared);
    MultitaskSystem system = publish(publish(START, mine), model("other.0.0", "other", mine));
    Offspring made = child(system, List.of(mine, ROOT), CHOICES, Set.of(), NEVER);
    assertEquals(shared, part(made.path(), Vit.block(0)));
    assertEquals(Set.of(Vit.HEAD), made.trainable());
  }

  /** Identities from the bytes as they are now. */
  private static List<String> rehashed(List<Component> components) {
    return components.stream()
        .map(part -> new Component(part.name(), part.owner(), part.tensors()).id())
        .toList();
  }

  private static Trained trained(Offspring made) {
    Training training =
        new Training(
            made.path(),
            made.trainable(),
            TASK,
            new Sgd(0.1, Schedule.CONSTANT, 0, 0.9, false),
            Augmentation.none(),
            new Budget(20, 3, 2, 2),
            quality -> quality,
            Double.NEGATIVE_INFINITY,
            RandomStream.seeded(3));
    return Trainer.run(training, new Stop(), quality -> {});
  }
}
