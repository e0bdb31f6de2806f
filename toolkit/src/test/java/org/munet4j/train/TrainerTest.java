package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;

class TrainerTest {
  private static final Task TASK = TinyTask.named("bars", 4, 1);
  private static final ModelPath PATH = TinyTask.path(4);
  private static final Set<String> ALL =
      PATH.components().stream().map(Component::name).collect(Collectors.toSet());
  private static final Budget BUDGET = new Budget(20, 6, 5, 2);
  private static final Budget LONG = new Budget(20, 6, 30, 2);
  private static final Sgd SGD = new Sgd(0.1, Schedule.COSINE, 0.1, 0.9, false);

  private static Training training(Set<String> trainable, Sgd sgd, double best) {
    return training(trainable, sgd, best, BUDGET);
  }

  private static Training training(Set<String> trainable, Sgd sgd, double best, Budget budget) {
    return new Training(
        PATH,
        trainable,
        TASK,
        sgd,
        Augmentation.none(),
        budget,
        quality -> quality,
        best,
        RandomStream.seeded(3));
  }

  /** Its score is 0.5 whatever it learns. */
  private static Training level(double best) {
    return level(best, BUDGET);
  }

  private static Training level(double best, Budget budget) {
    Sgd constant = new Sgd(0.1, Schedule.CONSTANT, 0, 0.9, false);
    return new Training(
        PATH,
        ALL,
        TASK,
        constant,
        Augmentation.none(),
        budget,
        quality -> 0.5,
        best,
        RandomStream.seeded(3));
  }

  private static Trained run(Training training) {
    return Trainer.run(training, new Stop(), quality -> {});
  }

  @Test
  void learnsAndRepeatsBitByBitForTheSameSeed() {
    Trained first = run(training(ALL, SGD, -1, LONG));
    assertTrue(first.quality() > 0.9, "quality " + first.evaluations());
    assertEquals(first, run(training(ALL, SGD, -1, LONG)));
    assertEquals(30, first.evaluations().size());
  }

  @Test
  void anInterruptEndsATrainingThatKeepsItsBestAndTheInterrupt() {
    Trained stopped =
        Trainer.run(
            training(ALL, SGD, -1, LONG),
            new Stop(),
            quality -> Thread.currentThread().interrupt());
    assertTrue(Thread.interrupted());
    assertEquals(Trained.End.STOPPED, stopped.end());
    assertEquals(1, stopped.evaluations().size());
    assertTrue(stopped.isImproved());
  }

  @Test
  void momentumFormsDiffer() {
    Sgd nesterov = new Sgd(0.1, Schedule.COSINE, 0.1, 0.9, true);
    assertNotEquals(run(training(ALL, SGD, -1)).path(), run(training(ALL, nesterov, -1)).path());
  }

  @Test
  void leavesFrozenComponentsUntouchedAndMovesEveryTrainableTensor() {
    Set<String> trainable = Set.of(Vit.block(1), Vit.NORM, Vit.HEAD);
    ModelPath after = run(training(trainable, SGD, -1)).path();
    for (Component before : PATH.components()) {
      Component now = after.component(before.name()).orElseThrow();
      if (trainable.contains(before.name())) {
        assertEquals("bars", now.owner());
        before.tensors().forEach((name, t) -> assertNotEquals(t, now.tensors().get(name), name));
      } else {
        assertEquals(before, now);
      }
    }
  }

  @Test
  void keepsNothingThatDoesNotBeatTheParentsScore() {
    Trained trained = run(training(ALL, SGD, 1));
    assertFalse(trained.isImproved());
    assertEquals(PATH, trained.path());
  }

  @Test
  void aTieWithTheScoreToBeatIsKeptOnlyWhereTheRuleSaysNotWorse() {
    Training tie = level(0.5);
    assertFalse(run(tie).isImproved());
    Trained kept = run(tie.improvement(Improvement.NOT_WORSE));
    assertTrue(kept.isImproved());
    assertEquals(0.5, kept.score());
    assertNotEquals(tie.facts(), tie.improvement(Improvement.NOT_WORSE).facts());
  }

  @Test
  void ofEqualSnapshotsTheFirstIsKeptOrTheLast() {
    ModelPath first = run(level(0)).path();
    ModelPath last = run(level(0).improvement(Improvement.NOT_WORSE)).path();
    assertEquals(run(level(0, new Budget(20, 6, 1, 2))).path(), first);
    assertNotEquals(first, last);
  }

  @Test
  void whatIsNoNumberBeatsNothing() {
    for (Improvement rule : Improvement.values()) {
      assertFalse(rule.beats(Double.NaN, Double.NEGATIVE_INFINITY));
      assertFalse(rule.beats(0.4, 0.5));
      assertTrue(rule.beats(0.5, 0.4));
    }
  }

  @Test
  void keepsTheBestSnapshotNotTheLast() {
    Sgd rough = new Sgd(0.5, Schedule.CONSTANT, 0, 0.9, false);
    Trained trained = run(training(ALL, rough, -1, new Budget(20, 6, 29, 2)));
    double last = trained.evaluations().get(trained.evaluations().size() - 1);
    assertTrue(last < trained.quality(), "the last was the best: " + trained.evaluations());
    Budget.ValidationPlan plan = BUDGET.validation(TASK.validation().count());
    assertEquals(TASK.validation().count(), plan.images());
    assertEquals(trained.quality(), Evaluation.accuracy(trained.path(), TASK.validation()), 1e-12);
  }

  @Test
  void stopsWithTheBestSoFar() {
    Stop stop = new Stop();
    Trained trained = Trainer.run(training(ALL, SGD, -1), stop, quality -> stop.request());
    assertEquals(1, trained.evaluations().size());
    assertTrue(trained.isImproved());
    assertEquals(Trained.End.STOPPED, trained.end());
  }

  @Test
  void endsWhenTheGradientIsNoLongerFinite() {
    Sgd wild = new Sgd(1e30, Schedule.CONSTANT, 0, 0.9, false);
    Trained trained = run(training(ALL, wild, -1));
    assertEquals(Trained.End.DIVERGED, trained.end());
    assertTrue(trained.evaluations().size() < 5);
  }

  @Test
  void numberOfSlotsChangesNoBit() {
    List<Callable<Trained>> jobs = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      Sgd own = new Sgd(0.03 * i, Schedule.COSINE, 0.1, 0.9, false);
      jobs.add(() -> run(training(ALL, own, -1)));
    }
    List<Trained> alone = new Slots(1).run(jobs, new Stop());
    assertEquals(alone, new Slots(3).run(jobs, new Stop()));
    assertNotEquals(alone.get(0), alone.get(1));
  }

  @Test
  void neverKeepsAnswersThatAreNotNumbers() {
    Sgd wild = new Sgd(1e38, Schedule.CONSTANT, 0, 0, false);
    Budget oneStep = new Budget(20, 1, 1, 2);
    Trained trained = run(training(ALL, wild, Double.NEGATIVE_INFINITY, oneStep));
    assertEquals(Trained.End.DIVERGED, trained.end());
    assertFalse(trained.isImproved());
  }

  @Test
  void aFailingJobStopsTheOthersAndIsThrownAtTheEnd() {
    Stop stop = new Stop();
    AtomicBoolean hasEnded = new AtomicBoolean();
    List<Callable<String>> jobs =
        List.of(
            () -> {
              throw new IllegalStateException("broken");
            },
            () -> {
              while (!stop.isRequested()) {
                Thread.onSpinWait();
              }
              hasEnded.set(true);
              return "done";
            });
    Exception failure =
        assertThrows(IllegalStateException.class, () -> new Slots(2).run(jobs, stop));
    assertEquals("broken", failure.getMessage());
    assertTrue(hasEnded.get());
  }

  @Test
  void aHeadForOtherClassesIsNamed() {
    Exception error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Evaluation.accuracy(TinyTask.path(2), TASK.test()));
    assertTrue(error.getMessage().contains("2 classes apart, the images have 4"));
  }

  @Test
  void logitsAreTheSameAtEveryCall() {
    Tensor once = Evaluation.logits(PATH, TASK.test());
    assertEquals(once, Evaluation.logits(PATH, TASK.test()));
    assertEquals(60 * 4, once.size());
  }

  @Test
  void anInterruptBecomesAStopAndStaysVisible() {
    Stop stop = new Stop();
    Thread.currentThread().interrupt();
    List<Trained> trained =
        new Slots(1).run(List.of(() -> Trainer.run(training(ALL, SGD, -1), stop, q -> {})), stop);
    assertTrue(Thread.interrupted());
    assertTrue(stop.isRequested());
    assertTrue(trained.get(0).evaluations().size() < 5);
  }
}
