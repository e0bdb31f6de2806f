package org.munet4j.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.component.Vit;
import org.munet4j.system.Model;
import org.munet4j.train.Budget;
import org.munet4j.train.Schedule;
import org.munet4j.train.Sgd;

class RootAgentTest {
  private static final RootAgent SMALL =
      RootAgent.of(new Vit(28, 7, 16, 32, 2, 1)).alphabets(1, 3).budget(new Budget(20, 3, 2, 5));
  @TempDir Path folder;

  @Test
  void trainsOnceAndThenReadsTheSameRootFromTheCache() {
    AtomicInteger validations = new AtomicInteger();
    RootAgent cached = SMALL.cache(folder);
    Model first = cached.pretrain(quality -> validations.incrementAndGet());
    assertEquals(2, validations.get());
    assertEquals(first, cached.pretrain(quality -> validations.incrementAndGet()));
    assertEquals(2, validations.get());
    assertEquals(first, SMALL.pretrain());
  }

  @Test
  void anotherSeedIsAnotherRoot() {
    RootAgent cached = SMALL.cache(folder);
    assertNotEquals(cached.pretrain().path(), cached.seed(8).pretrain().path());
  }

  @Test
  void aRootHasAZeroHeadOfTwoClasses() {
    Model root = SMALL.pretrain();
    assertEquals(2, root.path().classes());
    assertTrue(root.isRoot());
  }

  @Test
  void aDivergedRootIsNotKept() {
    RootAgent wild = SMALL.cache(folder).sgd(new Sgd(1e30, Schedule.CONSTANT, 0, 0.9, false));
    assertThrows(IllegalStateException.class, wild::pretrain);
    assertThrows(IllegalStateException.class, wild::pretrain);
  }

  @Test
  void aRootThatWasStoppedBeforeItsFirstValidationSaysSo() {
    Thread.currentThread().interrupt();
    IllegalStateException error = assertThrows(IllegalStateException.class, SMALL::pretrain);
    assertTrue(Thread.interrupted());
    assertTrue(error.getMessage().contains("run it again"), error.getMessage());
  }

  @Test
  void aRootThatWasStoppedIsTheSameWhenItIsPretrainedAgain() {
    Model whole = SMALL.pretrain();
    RootAgent cached = SMALL.cache(folder);
    Thread main = Thread.currentThread();
    cached.pretrain(quality -> main.interrupt());
    assertTrue(Thread.interrupted());
    AtomicInteger validations = new AtomicInteger();
    assertEquals(whole, cached.pretrain(quality -> validations.incrementAndGet()));
    assertEquals(2, validations.get());
  }
}
