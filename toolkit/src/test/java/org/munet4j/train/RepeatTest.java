package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Component;
import org.munet4j.component.ModelPath;
import org.munet4j.data.Images;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;

class RepeatTest {
  private static final Task TASK = TinyTask.named("bars", 4, 1);
  private static final ModelPath PATH = TinyTask.path(4);
  private static final Set<String> ALL =
      PATH.components().stream().map(Component::name).collect(Collectors.toSet());

  /** DJL frees the array behind a plain number while the backward pass still reads it. */
  @Test
  void theSameTrainingGivesTheSameBitsWhileGarbageIsCollected() {
    Trained quiet = train();
    AtomicBoolean isOver = new AtomicBoolean();
    Thread collector =
        new Thread(
            () -> {
              while (!isOver.get()) {
                System.gc();
                ByteBuffer.allocateDirect(64).putLong(0, Long.MAX_VALUE);
              }
            });
    collector.start();
    try {
      for (int i = 0; i < 5; i++) {
        assertEquals(quiet, train(), "at repetition " + i);
      }
    } finally {
      isOver.set(true);
    }
  }

  /** A new thread of the engine takes other kernels for its first product, if it may. */
  @Test
  void aNewThreadGivesTheSameBitsFromItsFirstImageOn() throws Exception {
    ModelPath path = Pictures.path(TinyTask.VIT, 4);
    Images image = Pictures.images(1, 17, 9, 1, 4);
    Tensor here = Evaluation.logits(path, image);
    for (int i = 0; i < 4; i++) {
      FutureTask<Tensor> there = new FutureTask<>(() -> Evaluation.logits(path, image));
      new Thread(there).start();
      assertEquals(here, there.get());
    }
  }

  private static Trained train() {
    Sgd sgd = new Sgd(0.1, Schedule.CONSTANT, 0, 0.9, false);
    Training training =
        new Training(
            PATH,
            ALL,
            TASK,
            sgd,
            Augmentation.none(),
            new Budget(20, 3, 2, 2),
            quality -> quality,
            -1,
            RandomStream.seeded(3));
    return Trainer.run(training, new Stop(), quality -> {});
  }
}
