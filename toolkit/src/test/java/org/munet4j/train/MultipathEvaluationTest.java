package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.munet4j.train.MultipathTrainingTest.LAYERS;
import static org.munet4j.train.MultipathTrainingTest.ROOMY;
import static org.munet4j.train.MultipathTrainingTest.TASK;
import static org.munet4j.train.MultipathTrainingTest.helped;
import static org.munet4j.train.MultipathTrainingTest.main;
import static org.munet4j.train.MultipathTrainingTest.multipath;
import static org.munet4j.train.MultipathTrainingTest.run;
import static org.munet4j.train.MultipathTrainingTest.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Component;
import org.munet4j.component.Mixing;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Multipath;
import org.munet4j.component.Vit;
import org.munet4j.tensor.Tensor;

/** What multipaths answer where nothing is learned. */
class MultipathEvaluationTest {
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
  void whatItsPathsAnswerIsKeptForOtherMultipathsWithTheSameAccuracy() {
    Multipath first = decided();
    Multipath other = multipath(Mixing.perSample(), first.branches().size());
    try (FrozenCache cache = FrozenCache.within(ROOMY)) {
      Stop stop = new Stop();
      assertEquals(
          Evaluation.accuracy(first, TASK.test()),
          Evaluation.accuracy(first, TASK.test(), cache, stop).orElseThrow());
      long computed = cache.report().computed();
      assertTrue(computed > 0);
      assertEquals(
          Evaluation.accuracy(first, TASK.test()),
          Evaluation.accuracy(first, TASK.test(), cache, stop).orElseThrow());
      assertEquals(computed, cache.report().computed(), "nothing was computed anew");
      assertEquals(
          Evaluation.accuracy(other, TASK.test()),
          Evaluation.accuracy(other, TASK.test(), cache, stop).orElseThrow());
    }
  }
}
