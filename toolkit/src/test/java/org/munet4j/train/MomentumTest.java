package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.munet4j.Cases;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.data.Images;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;

/** Velocities that children inherit (muNet family, §2.4). */
class MomentumTest {
  private static final ModelPath PATH = TinyTask.path(4);
  private static final Set<String> ALL =
      PATH.components().stream().map(Component::name).collect(Collectors.toSet());
  private static final Sgd CONSTANT = new Sgd(0.1, Schedule.CONSTANT, 0, 0.9, false);

  private static Training training(ModelPath path, Set<String> trainable, int validations) {
    return training(path, trainable, validations, -1);
  }

  private static Training training(
      ModelPath path, Set<String> trainable, int validations, double best) {
    return new Training(
        path,
        trainable,
        TinyTask.named("bars", 4, 1),
        CONSTANT,
        Augmentation.none(),
        new Budget(20, 3, validations, 2),
        quality -> 0.5,
        best,
        RandomStream.seeded(3));
  }

  private static Training training(int validations) {
    return training(PATH, ALL, validations);
  }

  private static Trained run(Training training) {
    return Trainer.run(training, new Stop(), quality -> {});
  }

  /** A network with velocities behind some steps, each on its own random batch. */
  private record State(ModelPath path, List<Component> momentum) {
    State after(List<float[]> batches, Set<String> trainable, Sgd sgd) {
      try (DeviceModel model =
          new DeviceModel(path, trainable, Learning.by(sgd), Precision.FLOAT32, momentum)) {
        for (float[] batch : batches) {
          try (NDManager step = model.step()) {
            long[] labels = {0, 1, 2};
            model.train(step, model.images(step, batch), step.create(labels), 0.05);
          }
        }
        assertTrue(model.goodStepsBeforeFailure().isEmpty());
        return new State(model.snapshot("x"), model.momentum("x"));
      }
    }
  }

  private static List<float[]> batches(SplittableRandom random) {
    List<float[]> batches = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      float[] pixels = new float[3 * 3 * 12 * 12];
      for (int p = 0; p < pixels.length; p++) {
        pixels[p] = (float) random.nextDouble(-1, 1);
      }
      batches.add(pixels);
    }
    return batches;
  }

  /** What is trained on and inherits its velocities equals what was never interrupted. */
  private static void checkHandingOn(SplittableRandom random) {
    double momentum = List.of(0.0, 0.5, 0.9, 0.99).get(random.nextInt(4));
    Sgd sgd = new Sgd(1, Schedule.CONSTANT, 0, momentum, random.nextBoolean());
    Set<String> trainable =
        PATH.components().stream()
            .map(Component::name)
            .filter(name -> name.equals(Vit.HEAD) || random.nextBoolean())
            .collect(Collectors.toSet());
    List<float[]> batches = batches(random);
    int first = random.nextInt(1, 6);
    State whole = new State(PATH, List.of()).after(batches, trainable, sgd);
    State half = new State(PATH, List.of()).after(batches.subList(0, first), trainable, sgd);
    State both = half.after(batches.subList(first, 6), trainable, sgd);
    assertEquals(whole, both);
    State forgetful = new State(half.path, List.of());
    boolean isSame = forgetful.after(batches.subList(first, 6), trainable, sgd).equals(whole);
    assertEquals(momentum == 0, isSame);
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "plain"})
  void twoTrainingsWithInheritedVelocitiesEqualOneLongerOneBitByBit(String form) {
    System.setProperty(Functions.SETTING, form);
    try {
      Cases.check(12, MomentumTest::checkHandingOn);
    } finally {
      System.clearProperty(Functions.SETTING);
    }
  }

  /** All images are one, so that any order of them gives the same batches. */
  private static Task monotonous() {
    byte[] pixels = new byte[40 * 144];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 144 % 7 * 30);
    }
    int[] labels = new int[40];
    List<String> names = List.of("a", "b", "c", "d");
    Images images = Images.of(1, 12, 12, pixels, labels, names, "one image", "made here");
    return new Task("one", images, images, images);
  }

  @Test
  void twoChildrenInARowEqualOneLongerTrainingOfTheSameBatches() {
    Training whole = monotonous(PATH, 4, List.of());
    Trained first = run(monotonous(PATH, 2, List.of()));
    Trained second = run(monotonous(first.path(), 2, first.momentum()));
    Trained longer = run(whole);
    assertEquals(longer.path(), second.path());
    assertEquals(longer.momentum(), second.momentum());
    assertNotEquals(longer.path(), run(monotonous(first.path(), 2, List.of())).path());
  }

  private static Training monotonous(ModelPath path, int validations, List<Component> momentum) {
    return new Training(
            path,
            ALL,
            monotonous(),
            CONSTANT,
            Augmentation.none(),
            new Budget(20, 3, validations, 2),
            quality -> quality,
            -1,
            RandomStream.seeded(3))
        .improvement(Improvement.NOT_WORSE)
        .momentum(momentum);
  }

  @Test
  void keptVelocitiesChangeNoBitOfATrainingThatBeginsWithZeros() {
    Trained fresh = run(training(2));
    Trained kept = run(training(2).momentum(List.of()));
    assertEquals(List.of(), fresh.momentum());
    assertEquals(fresh.path(), kept.path());
    assertEquals(
        PATH.components().stream().map(Component::name).toList(),
        kept.momentum().stream().map(Component::name).toList());
    List<Component> zeros = PATH.components().stream().map(MomentumTest::zeros).toList();
    assertEquals(kept, run(training(2).momentum(zeros)));
  }

  private static Component zeros(Component like) {
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    like.shapes().forEach((name, shape) -> tensors.put(name, Tensor.zeros(shape)));
    return new Component(like.name(), "x", tensors);
  }

  @Test
  void velocitiesAreThoseOfTheBestSnapshot() {
    Trained first = run(training(1).momentum(List.of()));
    Trained longer = run(training(3).momentum(List.of()));
    assertEquals(3, longer.evaluations().size());
    assertEquals(first.momentum(), longer.momentum());
    Training last = training(3).momentum(List.of()).improvement(Improvement.NOT_WORSE);
    assertNotEquals(first.momentum(), run(last).momentum());
  }

  @Test
  void whatIsFrozenHasNoVelocityAfterwardsAndNeedsNone() {
    List<Component> all = run(training(2).momentum(List.of())).momentum();
    Training top = training(PATH, Set.of(Vit.NORM, Vit.HEAD), 2);
    List<Component> ends =
        all.stream().filter(part -> top.trainable().contains(part.name())).toList();
    Trained trained = run(top.momentum(all));
    assertEquals(trained, run(top.momentum(ends)));
    assertEquals(top.momentum(all).facts(), top.momentum(ends).facts());
    assertEquals(List.of(Vit.NORM, Vit.HEAD), names(trained.momentum()));
    assertNotEquals(trained.path(), run(top.momentum(List.of())).path());
  }

  private static List<String> names(List<Component> components) {
    return components.stream().map(Component::name).toList();
  }

  @Test
  void withoutMomentumTheVelocityIsTheLastGradient() {
    Sgd plain = new Sgd(1, Schedule.CONSTANT, 0, 0, false);
    List<float[]> batch = batches(new SplittableRandom(1)).subList(0, 1);
    State start = new State(PATH, List.of());
    State after = start.after(batch, ALL, plain);
    for (Component velocity : after.momentum) {
      Component before = PATH.component(velocity.name()).orElseThrow();
      Component now = after.path.component(velocity.name()).orElseThrow();
      velocity
          .tensors()
          .forEach(
              (name, tensor) -> {
                for (int i = 0; i < tensor.size(); i++) {
                  float change =
                      before.tensors().get(name).values().get(i)
                          - now.tensors().get(name).values().get(i);
                  assertEquals(change, 0.05 * tensor.values().get(i), 1e-6);
                }
              });
    }
    State inherited = new State(PATH, after.momentum).after(batch, ALL, plain);
    assertEquals(after, inherited);
  }

  @Test
  void nothingIsKeptOfATrainingThatBeatNothing() {
    Trained lost = run(training(PATH, ALL, 1, 1).momentum(List.of()));
    assertFalse(lost.isImproved());
    assertEquals(List.of(), lost.momentum());
  }

  @Test
  void theFactsTellWhatIsInherited() {
    List<Component> velocities = run(training(1).momentum(List.of())).momentum();
    Training fresh = training(1);
    Training zeros = fresh.momentum(List.of());
    Training moving = fresh.momentum(velocities);
    assertEquals(3, Set.of(fresh.facts(), zeros.facts(), moving.facts()).size());
    assertEquals(Optional.of(velocities), moving.precision(Precision.BFLOAT16).momentum());
    assertEquals(Optional.of(velocities), moving.improvement(Improvement.NOT_WORSE).momentum());
  }

  private static String refused(List<Component> velocities) {
    return assertThrows(IllegalArgumentException.class, () -> training(1).momentum(velocities))
        .getMessage();
  }

  @Test
  void velocitiesThatDoNotFitAreRefused() {
    RandomStream stream = RandomStream.seeded(1);
    Component head = PATH.component(Vit.HEAD).orElseThrow();
    Component wide = Fresh.component(TinyTask.VIT, Vit.HEAD, 5, "x", stream);
    Component adapter = Fresh.component(TinyTask.VIT, Vit.adapter(0), 4, "x", stream);
    assertTrue(refused(List.of(wide)).contains("momentum of head has other tensors or shapes"));
    assertTrue(refused(List.of(adapter)).contains("which the path has not"));
    assertTrue(refused(List.of(head, head)).contains("has head twice"));
  }

  @Test
  void adamInheritsNone() {
    Training sgd = training(1);
    Exception wrong =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Training(
                        PATH,
                        ALL,
                        sgd.task(),
                        AdamW.standard(),
                        Augmentation.none(),
                        sgd.budget(),
                        quality -> quality,
                        -1,
                        sgd.batches())
                    .momentum(List.of()));
    assertTrue(wrong.getMessage().contains("inherits no momentum; take Sgd"), wrong.getMessage());
  }
}
