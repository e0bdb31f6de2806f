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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.Cases;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.data.Images;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;

class FrozenCacheTest {
  private static final Task TASK = TinyTask.named("bars", 4, 1);
  private static final ModelPath PATH = TinyTask.path(4);
  private static final Augmentation CHANGES = new Augmentation(0.5, 0.75, true);
  private static final Sgd SGD = new Sgd(0.1, Schedule.COSINE, 0.1, 0.9, false);
  private static final long ROOMY = 1 << 24;

  private static Set<String> from(int place) {
    return Set.copyOf(PATH.components().stream().map(Component::name).skip(place).toList());
  }

  private static Training training(int firstTrainable, Augmentation augmentation, long batches) {
    return new Training(
        PATH,
        from(firstTrainable),
        TASK,
        SGD,
        augmentation,
        new Budget(20, 6, 2, 2),
        quality -> quality,
        -1,
        RandomStream.seeded(batches));
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

  private static List<Training> generation(SplittableRandom random) {
    Augmentation changes = random.nextBoolean() ? CHANGES : Augmentation.none();
    long batches = random.nextLong();
    return random
        .ints(random.nextInt(1, 5), 0, PATH.components().size())
        .mapToObj(first -> training(first, changes, batches))
        .toList();
  }

  @Test
  void givesTheSameResultsAsComputingAllAnewForAnyBudgetOfMemoryOrderAndNumberOfSlots() {
    Cases.check(
        12,
        random -> {
          long bytes = List.of(1L, 30_000L, 300_000L, ROOMY).get(random.nextInt(4));
          try (FrozenCache none = FrozenCache.none();
              FrozenCache cache = FrozenCache.within(bytes)) {
            for (int generation = 0; generation < 3; generation++) {
              List<Training> trainings = generation(random);
              assertEquals(run(none, trainings, 1), run(cache, trainings, random.nextInt(1, 4)));
            }
          }
        });
  }

  @Test
  void computesEachRowOnceForStepsValidationsAndChildren() {
    try (FrozenCache cache = FrozenCache.within(ROOMY)) {
      List<Training> twice = List.of(training(5, Augmentation.none(), 1), training(5, CHANGES, 1));
      run(cache, List.of(twice.get(0)), 1);
      LayerPasses first = cache.report();
      int layers = 3; // the embedding and two blocks
      assertEquals(layers * (120 + 40), first.computed());
      assertEquals(layers * 2 * (120 + 40), first.frozen());
      Augmentation whole = new Augmentation(1, 0.75, false); // no crop, so no aspect ratio
      run(cache, List.of(training(5, whole, 2)), 2);
      assertEquals(first.computed(), cache.report().computed());
      run(cache, List.of(training(6, Augmentation.none(), 2)), 2);
      assertEquals(first.computed(), cache.report().computed(), "the norm is no layer");
    }
  }

  @Test
  void trainingsOfDifferentColoursShareNoRows() {
    Augmentation bright = new Augmentation(0.5, 0.75, true, new Colour(0, 0.1, 0, 0, 0));
    Augmentation brighter = new Augmentation(0.5, 0.75, true, new Colour(0, 0.2, 0, 0, 0));
    List<Training> trainings =
        List.of(
            training(5, bright, 1),
            training(5, brighter, 1),
            training(5, CHANGES, 1),
            training(5, bright, 1),
            training(5, brighter, 1),
            training(5, CHANGES, 1));
    try (FrozenCache none = FrozenCache.none();
        FrozenCache cache = FrozenCache.within(ROOMY)) {
      List<Trained> anew = run(none, trainings, 1);
      assertEquals(anew, run(cache, trainings, 2));
      assertEquals(3, Set.copyOf(anew).size());
      assertEquals(3 * (3 * 2 * 120 + 40), cache.report().computed());
    }
    Set<String> facts = new HashSet<>();
    trainings.forEach(training -> facts.add(training.facts().get("augmentation")));
    assertEquals(3, facts.size());
  }

  @Test
  void goesOnFromTheLastPlaceThatIsKnown() {
    try (FrozenCache cache = FrozenCache.within(ROOMY)) {
      run(cache, List.of(training(4, Augmentation.none(), 1)), 1);
      long before = cache.report().computed();
      run(cache, List.of(training(5, Augmentation.none(), 1)), 1);
      assertEquals(120 + 40, cache.report().computed() - before, "one block more");
    }
  }

  @Test
  void siblingsShareTheirBatchesOfChangedImagesAndNothingStays() {
    Training one = training(5, CHANGES, 1);
    try (FrozenCache cache = FrozenCache.within(ROOMY)) {
      run(cache, List.of(one), 1);
      long alone = cache.report().computed();
      assertEquals(3 * (2 * 120 + 40), alone);
      run(cache, List.of(one, training(5, CHANGES, 1), training(4, CHANGES, 1)), 2);
      long held = 2 * 40; // of the third; the others' are known
      assertEquals(3 * 2 * 120 + held, cache.report().computed() - alone);
      run(cache, List.of(one, training(5, CHANGES, 9)), 1);
      assertEquals(2 * 3 * 2 * 120, cache.report().computed() - alone - 3 * 2 * 120 - held);
    }
  }

  private static NDArray rows(
      FrozenCache cache, NDManager step, DeviceModel model, Images images, int... indices) {
    Frozen frozen = new Frozen(cache, model, images, List.of(5));
    return frozen.logits(step, indices);
  }

  @Test
  void otherImagesComponentsAndSizesAreOtherRows() {
    Images other = TASK.train().shuffled(3);
    ModelPath changed =
        PATH.replacing(
            List.of(Fresh.component(TinyTask.VIT, Vit.block(0), 0, "x", RandomStream.seeded(77))));
    ModelPath larger = Fresh.path(new Vit(16, 4, 16, 32, 2, 2), 4, "root", RandomStream.seeded(5));
    try (FrozenCache cache = FrozenCache.within(ROOMY);
        FrozenCache none = FrozenCache.none()) {
      for (ModelPath path : List.of(withHead(PATH), withHead(changed), withHead(larger))) {
        for (Images images : List.of(TASK.train(), other, TASK.train().select(3, 1, 2))) {
          try (DeviceModel model = new DeviceModel(path);
              NDManager step = model.step()) {
            int[] indices = {2, 0, 1};
            NDArray fresh = new Frozen(none, model, images, List.of()).logits(step, indices);
            assertArrayEquals(
                fresh.toFloatArray(),
                rows(cache, step, model, images, indices).toFloatArray(),
                1e-5f);
          }
        }
      }
    }
  }

  private static ModelPath withHead(ModelPath path) {
    float[] kernel = new float[4 * 16];
    SplittableRandom random = new SplittableRandom(3);
    IntStream.range(0, kernel.length).forEach(i -> kernel[i] = (float) random.nextDouble(-1, 1));
    var tensors = new java.util.TreeMap<>(path.component(Vit.HEAD).orElseThrow().tensors());
    tensors.put("kernel", org.munet4j.tensor.Tensor.of(kernel, 4, 16));
    return path.replacing(List.of(new Component(Vit.HEAD, "x", tensors)));
  }

  @Test
  void theNameOfAChainCoversGeometryCutAndPrecision() {
    Chain chain = Chain.of(PATH, Precision.FLOAT32);
    Vit one = TinyTask.VIT.withLayers(1);
    List<Component> shorter = new ArrayList<>(PATH.components());
    shorter.remove(4);
    Chain cut = Chain.of(new ModelPath(one, shorter), Precision.FLOAT32);
    assertEquals(3, chain.common(cut, 9), "its first block is its last, which answers less");
    Vit heads = new Vit(12, 4, 16, 32, 4, 2);
    assertEquals(
        0, chain.common(Chain.of(new ModelPath(heads, PATH.components()), Precision.FLOAT32), 9));
    assertNotEquals(chain.name(1), Chain.of(PATH, Precision.BFLOAT16).name(1));
  }

  @Test
  void bitsOfARowDependNeitherOnItsCompanyNorOnItsNumber() {
    for (Vit vit : List.of(Vit.ti16(32, 3), new Vit(28, 4, 64, 256, 2, 4), TinyTask.VIT)) {
      ModelPath path = Fresh.path(vit, 4, "x", RandomStream.seeded(1));
      try (DeviceModel model = new DeviceModel(path);
          NDManager step = model.step()) {
        Feed feed = model.feed(noise(256));
        int place = path.components().size() - 2;
        float[] all = activations(step, model, feed, IntStream.range(0, 256).toArray(), place);
        int size = all.length / 256;
        for (int batch : new int[] {128, 131, 250}) {
          int[] some = new SplittableRandom(batch).ints(batch, 0, 256).toArray();
          float[] found = activations(step, model, feed, some, place);
          for (int i = 0; i < batch; i++) {
            assertTrue(
                java.util.Arrays.equals(
                    all, some[i] * size, (some[i] + 1) * size, found, i * size, (i + 1) * size),
                vit + ", batch of " + batch + ", row " + i);
          }
        }
        int[] few = {200, 3};
        float[] found = activations(step, model, feed, few, place);
        for (int i = 0; i < found.length; i++) {
          assertEquals(all[few[i / size] * size + i % size], found[i], 1e-4f, "other kernels");
        }
      }
    }
  }

  private static float[] activations(
      NDManager step, DeviceModel model, Feed feed, int[] indices, int place) {
    return model.activations(step, feed.batch(step, indices), place).toFloatArray();
  }

  private static Images noise(int count) {
    byte[] pixels = new byte[count * 144];
    new SplittableRandom(1).nextBytes(pixels);
    return Images.of(1, 12, 12, pixels, new int[count], List.of("a"), "noise", "made here");
  }

  @Test
  void aThreadThatIsInterruptedWaitsForNobody() {
    try (FrozenCache cache = FrozenCache.within(ROOMY);
        DeviceModel model = new DeviceModel(PATH);
        NDManager step = model.step()) {
      Thread.currentThread().interrupt();
      assertEquals(2, rows(cache, step, model, TASK.train(), 4, 4).getShape().get(0));
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void testImagesUseWhatIsKeptAndKeepNothing() {
    try (FrozenCache cache = FrozenCache.within(ROOMY);
        DeviceModel model = new DeviceModel(PATH)) {
      assertEquals(
          Evaluation.accuracy(PATH, TASK.test()),
          Evaluation.accuracy(PATH, TASK.test(), cache, new Stop()).orElseThrow());
      String test = TASK.test().provenance().sha256();
      assertEquals(0, cache.deepest(model.chain(), test));
      run(cache, List.of(training(5, Augmentation.none(), 1)), 1);
      long before = cache.report().computed();
      assertEquals(
          Evaluation.accuracy(PATH, TASK.validation()),
          Evaluation.accuracy(PATH, TASK.validation(), cache, new Stop()).orElseThrow());
      assertEquals(before, cache.report().computed());
    }
  }

  @Test
  void failuresOfOneThreadLeaveTheRowsToOthers() {
    try (FrozenCache cache = FrozenCache.within(ROOMY);
        DeviceModel model = new DeviceModel(PATH);
        NDManager step = model.step()) {
      Request.Input broken =
          (scope, images) -> {
            throw new IllegalStateException("no data");
          };
      String images = TASK.train().provenance().sha256();
      Request wrong = new Request(model, images, "", List.of(5), 120, 120, broken);
      assertThrows(IllegalStateException.class, () -> cache.rows(step, wrong, new int[] {1, 2}));
      assertEquals(2, rows(cache, step, model, TASK.train(), 1, 2).getShape().get(0));
    }
  }

  @Test
  void readsSizesAndRefusesOtherWords() {
    assertEquals(0, MemoryBudget.bytes("0"));
    assertEquals(512L << 20, MemoryBudget.bytes(" 512M "));
    assertEquals(2L << 30, MemoryBudget.bytes("2g"));
    assertEquals(77 << 10, MemoryBudget.bytes("77k"));
    for (String wrong : List.of("-1", "1.5g", "much", "", "12345678901234g")) {
      assertThrows(IllegalArgumentException.class, () -> MemoryBudget.bytes(wrong));
    }
    assertThrows(IllegalArgumentException.class, () -> FrozenCache.within(-1));
    assertFalse(FrozenCache.none().isOn());
  }
}
