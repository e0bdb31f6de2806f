package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Component;
import org.munet4j.component.PositionEmbedding;
import org.munet4j.component.Vit;
import org.munet4j.run.Run;
import org.munet4j.space.Hyperparameters;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Charging;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.system.Publication;
import org.munet4j.task.Task;
import org.munet4j.train.Budget;
import org.munet4j.train.TinyTask;

/** What µ2Net+ does otherwise than µ2Net (§6.2, §6.3 and vector 11 of §12.2). */
class Mu2NetPlusTest {
  private static final Task TASK = TinyTask.named("bars", 3, 1);
  private static final Model ROOT = Model.root(TinyTask.path(2));
  private static final MultitaskSystem START = MultitaskSystem.from(ROOT);
  private static final List<Integer> SIZES = List.of(8, 12, 16);
  private static final SearchSpace ONLY_SIZE =
      SearchSpace.layers(0).with(Hyperparameters.IMAGE_SIZE, SIZES);

  private static SinglePathAgent agent() {
    return Mu2NetPlus.on(TASK, 2, SIZES).children(6).generation(2).budget(new Budget(20, 1, 2, 2));
  }

  private static Set<String> learned(Hyperparameters choices) {
    Set<String> keys = new TreeSet<>(choices.values().keySet());
    keys.removeIf(key -> !key.startsWith(Hyperparameters.LEARNED_PREFIX));
    return keys;
  }

  @Test
  void everyActionThatIsQueriedIsStoredAndNoOther() {
    for (Draft draft : Drafts.of(agent(), START, 10)) {
      Set<String> expected = new TreeSet<>();
      for (String name : agent().space().orElseThrow().lists().keySet()) {
        if (!name.startsWith(Hyperparameters.DATA_PREFIX)) {
          expected.add("_mu_|hp:" + name);
        }
      }
      for (String name : draft.made().path().vit().components()) {
        if (Vit.isBlock(name)) {
          expected.add("_mu_|add:" + Vit.adapter(Vit.layer(name)));
        }
        if (!Set.of(Vit.NORM, Vit.HEAD).contains(name)) {
          expected.add("_mu_|clone:" + name);
        }
      }
      assertEquals(expected, learned(draft.hyperparameters()));
    }
  }

  @Test
  void publishedModelsKnowWhatWasLearnedAndNothingOfTheForcedClone() {
    Task other = TinyTask.named("other", 3, 2);
    Run.Result result =
        Run.on(START).agent(agent().mutation(0.3)).agent(agent().task(other)).cycles(2).go();
    for (Publication publication : result.history()) {
      Set<String> keys = learned(publication.best().orElseThrow().hyperparameters());
      assertTrue(keys.containsAll(Set.of("_mu_|hp:_mu_", "_mu_|clone:cls")), keys.toString());
      assertFalse(keys.contains("_mu_|clone:" + Vit.NORM), keys.toString());
    }
  }

  @Test
  void theDataChoicesOfALaterGenerationAreLearnedFromTheBest() {
    Model mine = Drafts.model(Drafts.of(agent(), START, 1).get(0), "bars", 0.5);
    Model taught =
        new Model(
            mine.id(),
            "bars",
            "root",
            mine.path(),
            mine.hyperparameters().with("_mu_|hp:ds_flip_left_right", 0.3),
            mine.metrics());
    int flipped = 0;
    for (Draft draft : Drafts.of(agent().mutation(0), publish(taught), 200)) {
      double kept = draft.hyperparameters().learned("hp:ds_flip_left_right").orElseThrow();
      assertEquals(0.3, kept, "the default µ, which is 0, moves what is learned");
      flipped += draft.hyperparameters().values().get("ds_flip_left_right").equals(true) ? 1 : 0;
    }
    assertEquals(30, flipped, 20);
  }

  private static MultitaskSystem publish(Model model) {
    return START.publish(new Publication(model.task(), 0, Optional.of(model), List.of(), false));
  }

  /** An agent that changes the image size in every generation after the first, and nothing else. */
  private static SinglePathAgent resizing(Rules rules) {
    return agent()
        .rules(rules)
        .mutation(0)
        .space(ONLY_SIZE)
        .defaults(Hyperparameters.plain(2, 12).with("_mu_|hp:ds_image_size", 1.0));
  }

  @Test
  void anotherImageSizeHasTheRootsEmbeddingZoomedAndTrainsIt() {
    SinglePathAgent agent = resizing(Mu2NetPlus.rules());
    Draft first = Drafts.of(agent, START, 1).get(0);
    assertEquals(12, first.made().path().vit().imageSize());
    MultitaskSystem system = publish(Drafts.model(first, "bars", 0.5));
    Set<Integer> seen = new HashSet<>();
    for (Draft draft : Drafts.of(agent, system, 20)) {
      Vit vit = draft.made().path().vit();
      seen.add(vit.imageSize());
      Component zoomed =
          PositionEmbedding.resized(
              Drafts.part(ROOT.path(), Vit.POSITION), TinyTask.VIT, vit, "bars");
      assertEquals(zoomed, Drafts.part(draft.made().path(), Vit.POSITION));
      assertTrue(draft.made().trainable().contains(Vit.POSITION));
    }
    assertEquals(Set.of(8, 16), seen);
  }

  @Test
  void whereResizedEmbeddingsAreNotTrainedAtOnceTheyAreFrozenUnlessCloned() {
    Rules frozen = Mu2NetPlus.rules().inheritance(MuNet.rules().inheritance());
    Hyperparameters small = Hyperparameters.plain(2, 8);
    for (double cloning : new double[] {0, 1}) {
      Rules rules = frozen.mutation(MuNet.rules().mutation().rate(Mutation.Rate.CONSTANT));
      SinglePathAgent agent = resizing(rules).defaults(small).mutation(cloning);
      Draft draft = Drafts.of(agent.space(sizesFrom8()), START, 1).get(0);
      assertEquals(cloning == 1, draft.made().trainable().contains(Vit.POSITION));
    }
  }

  /** A list with one place, from which no step leads away. */
  private static SearchSpace sizesFrom8() {
    return SearchSpace.layers(0).with(Hyperparameters.IMAGE_SIZE, List.of(8));
  }

  @Test
  void scoreFollowsTheFlopsAndTheRootPaysItsPart() {
    SinglePathAgent agent =
        agent()
            .space(sizesFrom8())
            .mutation(0)
            .score(Score.sizeAndCompute(0.5))
            .defaults(Hyperparameters.plain(2, 8).with("opt_lr", 0.1));
    MultitaskSystem system = Run.on(START).agent(agent).go().system();
    Model model = system.model("bars");
    assertEquals(8, model.path().vit().imageSize());
    assertTrue(model.path().flops() < ROOT.path().flops() / 2);
    double size = 0;
    for (Component part : model.path().components()) {
      boolean isRoots = ROOT.path().ids().contains(part.id());
      size += part.parameters() / (isRoots ? 2.0 : 1);
    }
    assertEquals(size, system.accountedParameters(model, Charging.TASKS_AND_ROOT), 1e-9);
    double price =
        Math.pow(0.5, size / ROOT.path().parameters())
            * Math.pow(0.5, (double) model.path().flops() / ROOT.path().flops());
    assertEquals(model.metrics().quality() * price, model.metrics().score(), 1e-12);
  }

  @Test
  void firstModelsAreTrainedOnImagesAsTheyAre() {
    Draft plain = Drafts.of(agent().mutation(0), START, 1).get(0);
    assertTrue(plain.hyperparameters().augmentation().isNone());
    Draft changed = Drafts.of(Mu2Net.on(TASK).mutation(0), START, 1).get(0);
    assertEquals(0.05, changed.hyperparameters().augmentation().areaMin());
    assertTrue(changed.hyperparameters().augmentation().flip());
  }

  @Test
  void aLivingSystemGoesOnWithOlderListsFromWhateverWasFound() {
    Hyperparameters found =
        Hyperparameters.plain(2, 12)
            .with("opt_lr_warmup_ratio", 0.0)
            .with("opt_momentum", 0.75)
            .with("ds_area_range_min", 0.95);
    Model parent = Drafts.model(Drafts.of(agent(), START, 1).get(0), "bars", 0.5);
    Model mine = new Model("bars.0.0", "bars", "root", parent.path(), found, parent.metrics());
    SinglePathAgent older =
        agent()
            .space(SearchSpace.mu2NetCharacters(2))
            .rules(Mu2NetPlus.rules().mutation(MuNet.rules().mutation()))
            .mutation(1);
    for (Draft draft : Drafts.of(older, publish(mine), 20)) {
      Object area = draft.hyperparameters().values().get("ds_area_range_min");
      assertTrue(Set.of(0.5, 1.0).contains(area), "" + area);
      Object momentum = draft.hyperparameters().values().get("opt_momentum");
      assertTrue(Set.of(0.6, 0.8).contains(momentum), "" + momentum);
    }
  }
}
