package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.Mixing;
import org.munet4j.component.Mixing.Condition;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Multipath;
import org.munet4j.component.Multipath.Branch;
import org.munet4j.component.Vit;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;
import org.munet4j.tensor.Torch;

/** Multipaths learn connectors and router alone (multipath agents, §8.3). */
class MultipathTrainingTest {
  private static final Task TASK = TinyTask.named("bars", 4, 1);
  private static final Augmentation CHANGES = new Augmentation(0.5, 0.75, true);
  private static final Sgd SGD = new Sgd(0.3, Schedule.COSINE, 0.1, 0.9, true);
  private static final long ROOMY = 1 << 24;
  private static final int LAYERS = 3; // the embedding and two blocks

  private static Component router(Condition condition, int paths, double weight) {
    return Multipath.freshRouter(condition, 4, paths, weight, "x");
  }

  private static ModelPath main() {
    return noisyHead(TinyTask.path(4), 0.1);
  }

  /** A path whose logits are not all 0. */
  private static ModelPath noisyHead(ModelPath path, double most) {
    SplittableRandom random = new SplittableRandom(3);
    TreeMap<String, Tensor> tensors =
        new TreeMap<>(path.component(Vit.HEAD).orElseThrow().tensors());
    float[] kernel = new float[4 * 16];
    IntStream.range(0, kernel.length)
        .forEach(i -> kernel[i] = (float) random.nextDouble(-most, most));
    tensors.put("kernel", Tensor.of(kernel, 4, 16));
    return path.replacing(List.of(new Component(Vit.HEAD, "x", tensors)));
  }

  private static Multipath multipath(Mixing mixing, int branches) {
    List<Branch> list =
        IntStream.rangeClosed(1, branches).mapToObj(i -> TinyTask.branch(i, 4)).toList();
    return new Multipath(main(), list, router(mixing.condition(), branches + 1, 0.8), mixing);
  }

  /** A multipath beside another path of other geometry. */
  private static Multipath nested() {
    Multipath inner = multipath(Mixing.perSample(), 1);
    ModelPath larger =
        Fresh.path(new Vit(16, 4, 24, 32, 2, 2), 3, "o", RandomStream.seeded(9)).withoutHead();
    return new Multipath(
        multipath(Mixing.perSample().condition(Condition.TASK), 1),
        List.of(
            new Branch("inner", inner, Multipath.freshConnector(1, 4, 4, "x")),
            new Branch("larger", larger, Multipath.freshConnector(2, 4, 24, "x"))),
        router(Condition.SAMPLE, 3, 0.6),
        Mixing.perSample());
  }

  private static Training training(
      ModelGraph graph, Set<String> trainable, Augmentation augmentation) {
    return new Training(
        graph,
        trainable,
        TASK,
        SGD,
        augmentation,
        new Budget(20, 6, 3, 2),
        quality -> quality,
        -1,
        RandomStream.seeded(3));
  }

  private static Training training(ModelGraph graph, Augmentation augmentation) {
    return training(graph, own(graph), augmentation).improvement(Improvement.NOT_WORSE);
  }

  private static Set<String> own(ModelGraph graph) {
    return graph.own().stream().map(Component::name).collect(Collectors.toSet());
  }

  private static Trained run(Training training) {
    return Trainer.run(training, new Stop(), quality -> {});
  }

  private static List<Trained> run(FrozenCache cache, List<Training> trainings, int slots) {
    Stop stop = new Stop();
    try (Siblings siblings = cache.siblings(trainings)) {
      List<Callable<Trained>> jobs = new ArrayList<>();
      trainings.forEach(
          training -> jobs.add(() -> Trainer.run(training, siblings, stop, quality -> {})));
      return new Slots(slots).run(jobs, stop);
    }
  }

  @Test
  void atFirstItAnswersFourFifthsOfTheMainPathsLogits() {
    float[] main = Evaluation.logits(main(), TASK.test()).toArray();
    for (int branches : new int[] {1, 2, 4}) {
      Multipath fresh = multipath(Mixing.perSample(), branches);
      float[] found = Evaluation.logits(fresh, TASK.test()).toArray();
      for (int i = 0; i < main.length; i++) {
        assertEquals(0.8f * main[i], found[i], 1e-6f * Math.abs(main[i]) + 1e-9f);
      }
      float[] weights = Evaluation.weights(fresh, TASK.test()).toArray();
      for (int i = 0; i < weights.length; i++) {
        float expected = i % (branches + 1) == 0 ? 0.8f : 0.2f / branches;
        assertEquals(expected, weights[i], 1e-6f);
      }
    }
  }

  @Test
  void aPathWithoutAHeadAnswersItsNormalisedClassToken() {
    ModelPath whole = main();
    Component head = whole.component(Vit.HEAD).orElseThrow();
    try (DeviceModel with = new DeviceModel(whole);
        DeviceModel without = new DeviceModel(whole.withoutHead());
        NDManager step = with.step()) {
      NDArray input = with.feed(TASK.test()).batch(step, new int[] {1, 2, 3});
      NDArray tokens = without.logits(step, input).reshape(3, -1);
      assertEquals(16, tokens.getShape().get(1));
      NDArray kernel = head.tensors().get("kernel").on(step);
      float[] logits = tokens.matMul(kernel.transpose()).toFloatArray();
      assertArrayEquals(with.logits(step, input).toFloatArray(), logits, 1e-5f);
    }
  }

  @Test
  void onlyItsOwnComponentsChangeAndEveryTensorOfThemDoes() {
    for (Multipath before : List.of(multipath(Mixing.perSample().multiplier(1), 2), nested())) {
      Trained trained = run(training(before, Augmentation.none()));
      assertEquals(Trained.End.FINISHED, trained.end());
      Multipath after = (Multipath) trained.graph();
      assertEquals(before.paths(), after.paths());
      assertEquals(before.main(), after.main());
      for (Component now : after.own()) {
        assertEquals("bars", now.owner());
        Component old = before.component(now.name()).orElseThrow();
        now.tensors().forEach((name, t) -> assertNotEquals(old.tensors().get(name), t, name));
      }
      assertEquals(
          Evaluation.logits(before.mainPath(), TASK.test()),
          Evaluation.logits(after.mainPath(), TASK.test()));
    }
  }

  @Test
  void givesTheSameBitsWithAndWithoutWhatIsKept() {
    for (Augmentation changes : List.of(Augmentation.none(), CHANGES)) {
      List<Training> generation =
          List.of(
              training(multipath(Mixing.perSample(), 1), changes),
              training(multipath(Mixing.perSample().coupled(), 2), changes),
              training(nested(), Set.of("connector_1", "router"), changes));
      try (FrozenCache none = FrozenCache.none();
          FrozenCache small = FrozenCache.within(2_000);
          FrozenCache roomy = FrozenCache.within(ROOMY)) {
        List<Trained> anew = run(none, generation, 1);
        assertEquals(3, Set.copyOf(anew).size());
        assertEquals(anew, run(roomy, generation, 2));
        assertEquals(anew, run(small, generation, 1));
        assertEquals(anew.subList(2, 3), run(roomy, generation.subList(2, 3), 1));
      }
    }
  }

  @Test
  void eachPathIsComputedOnceForAllStepsValidationsAndChildren() {
    Training one = training(multipath(Mixing.perSample(), 1), Augmentation.none());
    Training two = training(multipath(Mixing.perSample(), 2), Augmentation.none());
    try (FrozenCache cache = FrozenCache.within(ROOMY)) {
      run(cache, List.of(one), 1);
      assertEquals(2 * LAYERS * (120 + 40), cache.report().computed());
      run(cache, List.of(one, two), 2);
      assertEquals(3 * LAYERS * (120 + 40), cache.report().computed(), "one branch more");
      assertEquals((2 + 2 + 3) * LAYERS * 3 * (120 + 40), cache.report().frozen());
      assertEquals(0, cache.report().own());
    }
  }

  @Test
  void siblingsShareChangedImages() {
    Training one = training(multipath(Mixing.perSample(), 1), CHANGES);
    Training two = training(multipath(Mixing.perSample(), 2), CHANGES);
    try (FrozenCache cache = FrozenCache.within(ROOMY)) {
      run(cache, List.of(one, two), 2);
      assertEquals(3 * LAYERS * (3 * 120 + 40), cache.report().computed());
    }
  }

  @Test
  void pathsThatAreKnownAreNeverLoadedAndAllIsFreedAtTheEnd() {
    Training training = training(multipath(Mixing.perSample(), 2), Augmentation.none());
    long onePath = 4 * main().parameters(); // bytes
    try (FrozenCache cache = FrozenCache.within(ROOMY)) {
      run(cache, List.of(training), 1);
      long before = Torch.nativeBytes();
      long[] most = {0};
      try (Siblings siblings = cache.siblings(List.of(training))) {
        Trainer.run(
            training,
            siblings,
            new Stop(),
            quality -> most[0] = Math.max(most[0], Torch.nativeBytes() - before));
      }
      assertTrue(most[0] > 0 && most[0] < onePath / 2, most[0] + " bytes");
      assertEquals(before, Torch.nativeBytes());
    }
  }

  /** A main path that guesses, and a branch that solves the task. */
  private static Multipath helped(Mixing mixing) {
    Set<String> all = own(TinyTask.path(4));
    Training expert =
        new Training(
            TinyTask.path(4),
            all,
            TASK,
            new Sgd(0.1, Schedule.COSINE, 0.1, 0.9, false),
            Augmentation.none(),
            new Budget(20, 6, 30, 2),
            quality -> quality,
            -1,
            RandomStream.seeded(3));
    ModelPath solved = run(expert).path();
    Branch branch = new Branch("e", solved.withoutHead(), Multipath.freshConnector(1, 4, 16, "x"));
    return new Multipath(main(), List.of(branch), router(mixing.condition(), 2, 0.8), mixing);
  }

  @Test
  void learnsToUseAPathThatKnowsTheLabels() {
    Multipath before = helped(Mixing.perSample());
    double alone = Evaluation.accuracy(before.main(), TASK.test());
    assertEquals(alone, Evaluation.accuracy(before, TASK.test()));
    for (Condition condition : Condition.values()) {
      Mixing mixing = Mixing.perSample().condition(condition);
      Multipath fresh =
          new Multipath(before.main(), before.branches(), router(condition, 2, 0.8), mixing);
      Set<String> trainable = condition == Condition.FIXED ? Set.of("connector_1") : own(fresh);
      Trained trained = run(training(fresh, trainable, Augmentation.none()));
      double together = Evaluation.accuracy(trained.graph(), TASK.test());
      assertTrue(together > alone + 0.3, condition + ": " + alone + ", then " + together);
      assertTrue(together > 0.9, condition + ": " + together);
      assertEquals(
          trained.quality(), Evaluation.accuracy(trained.graph(), TASK.validation()), 1e-12);
      double weight = Evaluation.weights((Multipath) trained.graph(), TASK.test()).toArray()[1];
      assertEquals(condition != Condition.FIXED, Math.abs(weight - 0.2) > 1e-4);
    }
  }

  @Test
  void aFixedRouterIsNotTrained() {
    Multipath fixed = multipath(Mixing.perSample().condition(Condition.FIXED), 1);
    Exception wrong =
        assertThrows(
            IllegalArgumentException.class, () -> training(fixed, own(fixed), Augmentation.none()));
    assertTrue(wrong.getMessage().contains("name connectors only"), wrong.getMessage());
    Exception path =
        assertThrows(
            IllegalArgumentException.class,
            () -> training(fixed, Set.of(Vit.HEAD), Augmentation.none()));
    assertTrue(path.getMessage().contains("connector_1"), path.getMessage());
  }

  @Test
  void inheritsTheVelocitiesOfItsJoints() {
    Multipath before = multipath(Mixing.perSample(), 1);
    Trained first = run(training(before, Augmentation.none()).momentum(List.of()));
    assertEquals(
        List.of("connector_1", "router"), first.momentum().stream().map(Component::name).toList());
    Training fresh = training(first.graph(), Augmentation.none());
    assertNotEquals(
        run(fresh.momentum(List.of())).graph(), run(fresh.momentum(first.momentum())).graph());
  }

  @Test
  void aRateThatIsMuchTooLargeDivergesWithAReason() {
    Multipath before = multipath(Mixing.perSample(), 1);
    Training calm = training(before, Augmentation.none());
    Training wild =
        new Training(
            before,
            own(before),
            TASK,
            new Sgd(1e38, Schedule.CONSTANT, 0, 0.9, false),
            Augmentation.none(),
            calm.budget(),
            quality -> quality,
            -1,
            calm.batches());
    Trained trained = run(wild);
    assertEquals(Trained.End.DIVERGED, trained.end());
    assertTrue(trained.reason().contains("smaller learning rate"), trained.reason());
  }

  @Test
  void factsTellOfMixingAndOfTheGeometryOfThePaths() {
    Multipath one = multipath(Mixing.perSample(), 1);
    TreeMap<String, String> facts = new TreeMap<>(training(one, Augmentation.none()).facts());
    assertEquals(facts, training(one, Augmentation.none()).facts());
    assertTrue(facts.containsKey("mixing functions"));
    Multipath coupled = one.mixing(Mixing.perSample().coupled());
    assertNotEquals(facts, training(coupled, Augmentation.none()).facts());
    Vit oneHead = new Vit(12, 4, 16, 32, 4, 2);
    ModelPath narrow = new ModelPath(oneHead, one.branches().get(0).graph().components());
    Multipath other =
        new Multipath(
            one.main(),
            List.of(new Branch("other", narrow, one.branches().get(0).connector())),
            one.router(),
            one.mixing());
    assertEquals(one.ids(), other.ids());
    assertNotEquals(facts, training(other, Augmentation.none()).facts());
    assertFalse(training(main(), Augmentation.none()).facts().containsKey("mixing functions"));
  }

  /** After a training, with a router that gives branches more weight for some images. */
  private static Multipath decided() {
    Multipath before = helped(Mixing.perSample().multiplier(1));
    return (Multipath) run(training(before, Augmentation.none())).graph();
  }

  @Test
  void pathsOfLittleWeightAreSkippedWhereNothingIsLearned() {
    Multipath full = decided();
    float[] weights = Evaluation.weights(full, TASK.test()).toArray();
    float middle = median(weights);
    Multipath sparse = full.mixing(full.mixing().skippingBelow(middle));
    Tensor found = Evaluation.logits(sparse, TASK.test());
    float[] all = Evaluation.logits(full, TASK.test()).toArray();
    float[] main = Evaluation.logits(full.main(), TASK.test()).toArray();
    int skipped = 0;
    for (int image = 0; image < 60; image++) {
      boolean isSkipped = weights[2 * image + 1] < middle;
      skipped += isSkipped ? 1 : 0;
      for (int i = image * 4; i < image * 4 + 4; i++) {
        float expected = isSkipped ? weights[2 * image] * main[i] : all[i];
        assertEquals(expected, found.toArray()[i], 1e-4f);
      }
    }
    assertTrue(skipped > 0 && skipped < 60, skipped + " skipped");
    try (FrozenCache none = FrozenCache.none()) {
      Evaluation.accuracy(sparse, TASK.test(), none, new Stop());
      assertEquals((long) skipped * LAYERS, none.report().saved());
      assertEquals(2L * 60 * LAYERS, none.report().frozen());
    }
    Multipath alone = full.mixing(full.mixing().skippingBelow(0.999999));
    try (FrozenCache none = FrozenCache.none()) {
      Evaluation.accuracy(alone, TASK.test(), none, new Stop());
      assertEquals(60L * LAYERS, none.report().saved());
    }
    Multipath nothing = full.mixing(full.mixing().skippingBelow(1e-9));
    assertEquals(Evaluation.logits(full, TASK.test()), Evaluation.logits(nothing, TASK.test()));
  }

  private static float median(float[] weights) {
    double[] branch =
        IntStream.range(0, weights.length / 2)
            .mapToDouble(i -> weights[2 * i + 1])
            .sorted()
            .toArray();
    return (float) branch[branch.length / 2];
  }

  @Test
  void nothingIsSkippedInTraining() {
    Multipath full = multipath(Mixing.perSample(), 2);
    Multipath sparse = full.mixing(full.mixing().skippingBelow(0.9));
    Trained one = run(training(full, Augmentation.none()));
    Trained two = run(training(sparse, Augmentation.none()));
    assertEquals(one.evaluations(), two.evaluations());
    assertEquals(one.graph().own(), ((Multipath) two.graph()).own());
  }

  @Test
  void testImagesUseWhatIsKeptAndKeepNothing() {
    Multipath graph = nested();
    Training training = training(graph, Augmentation.none());
    try (FrozenCache cache = FrozenCache.within(ROOMY)) {
      run(cache, List.of(training), 1);
      long before = cache.report().computed();
      assertEquals(
          Evaluation.accuracy(graph, TASK.validation()),
          Evaluation.accuracy(graph, TASK.validation(), cache, new Stop()).orElseThrow());
      Evaluation.weights(graph, TASK.validation(), cache);
      assertEquals(before, cache.report().computed());
      Evaluation.accuracy(graph, TASK.test(), cache, new Stop());
      assertEquals(before + 60 * LAYERS * 5, cache.report().computed());
      Evaluation.accuracy(graph, TASK.test(), cache, new Stop());
      assertEquals(before + 2 * 60 * LAYERS * 5, cache.report().computed());
    }
  }
}
