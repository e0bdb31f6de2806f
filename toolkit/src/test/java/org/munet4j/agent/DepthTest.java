package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.run.Run;
import org.munet4j.run.RunFailedException;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.train.Budget;
import org.munet4j.train.TinyTask;

/** Blocks that go, come back and grow (§4.3, §5.4's T0). */
class DepthTest {
  private static final Task TASK = TinyTask.named("bars", 3, 1);
  private static final Model EMPTY =
      Model.root(Fresh.path(TinyTask.VIT.withLayers(0), 2, "root", RandomStream.seeded(5)));
  private static final SearchSpace DEPTHS =
      SearchSpace.layers(0).with(Hyperparameters.LAYERS, List.of(0, 1, 2, 3));
  private static final Mutation GROWING = new Mutation(Mutation.Rate.CONSTANT, 1, false, true);

  private static SinglePathAgent agent(Mutation mutation) {
    return Mu2Net.on(TASK)
        .rules(Mu2Net.rules().mutation(mutation))
        .space(DEPTHS)
        .children(8)
        .generation(1)
        .budget(new Budget(20, 1, 1, 2));
  }

  @Test
  void aRootWithoutBlocksGrowsFreshOnes() {
    Run.Result result = Run.on(MultitaskSystem.from(EMPTY)).agent(agent(GROWING)).cycles(2).go();
    Set<String> fresh = new HashSet<>();
    for (Publication publication : result.history()) {
      publication.children().forEach(child -> fresh.addAll(child.changes()));
      for (Component part : publication.best().orElseThrow().path().components()) {
        assertTrue(!Vit.isBlock(part.name()) || part.owner().equals("bars"), part.toString());
      }
    }
    assertTrue(fresh.containsAll(Set.of("new encoderblock_0", "new encoderblock_1")), "" + fresh);
  }

  @Test
  void aListBeyondTheRootIsRefusedWhereNothingMayGrow() {
    Mutation fixed = new Mutation(Mutation.Rate.CONSTANT, 1, false, false);
    Run run = Run.on(MultitaskSystem.from(EMPTY)).agent(agent(fixed));
    String told = assertThrows(RunFailedException.class, run::go).getMessage();
    assertTrue(told.contains("goes up to 1, the root has 0 blocks"), told);
    assertTrue(told.contains("grow beyond the root, or shorten the list"), told);
  }

  @Test
  void blocksThatWereDroppedComeBackFromTheRoot() {
    Model root = Model.root(Fresh.path(TinyTask.VIT.withLayers(3), 2, "root", stream()));
    MultitaskSystem start = MultitaskSystem.from(root);
    SinglePathAgent agent = agent(GROWING.probability(0));
    Model mine = Drafts.model(Drafts.of(agent, start, 1).get(0), "bars", 0.5);
    for (int depth = 0; depth <= 3; depth++) {
      Model shallow = cut(mine, depth);
      MultitaskSystem system =
          start.publish(new Publication("bars", 0, Optional.of(shallow), List.of(), false));
      Set<Integer> depths = new HashSet<>();
      for (Draft draft : Drafts.of(agent.mutation(1), system, 20)) {
        int layers = draft.made().path().vit().layers();
        depths.add(layers);
        for (int layer = 0; layer < layers; layer++) {
          Component block = Drafts.part(draft.made().path(), Vit.block(layer));
          assertEquals(Drafts.part(root.path(), Vit.block(layer)), block);
          assertFalse(draft.made().changes().contains("new " + block.name()));
        }
      }
      assertEquals(Set.of(Math.max(0, depth - 1), Math.min(3, depth + 1)), depths);
    }
  }

  /** The model without the blocks above this depth. */
  private static Model cut(Model model, int depth) {
    Vit vit = model.path().vit().withLayers(depth);
    List<Component> kept =
        vit.components().stream().map(name -> Drafts.part(model.path(), name)).toList();
    return new Model(
        model.id(),
        model.task(),
        "root",
        new ModelPath(vit, kept),
        model.hyperparameters().with(Hyperparameters.LAYERS, depth),
        model.metrics());
  }

  private static RandomStream stream() {
    return RandomStream.seeded(5);
  }
}
