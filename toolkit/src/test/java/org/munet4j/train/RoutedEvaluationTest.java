package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.TranslateException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Multipath;
import org.munet4j.component.Routed;
import org.munet4j.component.RoutedNetwork;
import org.munet4j.data.Images;
import org.munet4j.router.Router;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;
import org.munet4j.tensor.Torch;

class RoutedEvaluationTest {
  private static final Task TASK = TinyTask.named("a", 3, 1);
  private static final Routed MODEL =
      TinyRouted.shaken(TinyRouted.model("a", 3, List.of(0, 2), List.of(0, 2, 3)), 1);

  private static double[] doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  private static float[] logits(Routed model, Images images) {
    return Evaluation.logits(model, images).toArray();
  }

  @Test
  void logitsAreThoseOfTheLoopsWithWhicheverComponents() {
    List<Routed> models =
        List.of(
            MODEL,
            TinyRouted.model("a", 3, List.of(1), List.of(1)),
            TinyRouted.model("a", 3, List.of(0, 1, 2), List.of(0)));
    for (Routed model : models) {
      double[][] expected = TinyRouted.logits(model, TASK.test());
      float[] found = logits(model, TASK.test());
      for (int image = 0; image < expected.length; image++) {
        float[] row = java.util.Arrays.copyOfRange(found, 3 * image, 3 * image + 3);
        assertArrayEquals(expected[image], doubles(row), 1e-4);
      }
    }
  }

  @Test
  void aTrainedModelAnswersTheSameBitsWithItsUnusedComponentsGone() {
    RoutedNetwork network = TinyRouted.NETWORK;
    List<Tensor> fixed =
        List.of(Tensor.of(new float[] {0.5f, 0, 0.5f}, 3), Tensor.of(new float[] {0, 1, 0, 0}, 4));
    Route route = new Route(fixed, fixed, List.of(Tensor.zeros(3), Tensor.zeros(4)));
    RandomStream draws = RandomStream.seeded(4);
    try (RoutedLearner learner =
        new RoutedLearner(network, network.fresh("a", draws), Descent.sgd(0.1, 0))) {
      learner.add(TASK, route, network.freshHead(3, "a", draws));
      for (int step = 0; step < 30; step++) {
        int first = step * 4 % 100;
        Samples some = Samples.of(0, first, first + 1, first + 2, first + 3);
        learner.train(some, Gating.fixed(), Penalties.none(), draws);
      }
      Routed model = learner.snapshot(0, Gating.fixed(), "a");
      assertEquals(5, model.components().size(), "two convolutions, two linear maps, the head");
      assertArrayEquals(
          learner.logits(0, TASK.test(), Gating.fixed()).toArray(), logits(model, TASK.test()));
      assertEquals(
          learner.accuracy(0, TASK.test(), Gating.fixed()),
          Evaluation.accuracy(model, TASK.test()));
      assertTrue(Evaluation.accuracy(model, TASK.test()) > 0.6, "it has learned");
    }
  }

  @Test
  void aPredictorGivesTheSameBitsAsAnEvaluation() throws TranslateException {
    Images images = TASK.test();
    try (NDManager scope = Torch.scope();
        Predictor<Image, Classifications> predictor =
            ImagePredictor.of(MODEL, "a", images.classNames())) {
      float[] expected = Evaluation.logits(MODEL, images).on(scope).softmax(1).toFloatArray();
      List<Classifications> found = predictor.batchPredict(Pictures.of(images));
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], (float) (double) found.get(i / 3).getProbabilities().get(i % 3));
      }
    }
  }

  @Test
  void aGreyNetworkRefusesColoursAndAColouredOneTakesGrey() throws TranslateException {
    Images colour = Pictures.images(3, 12, 12, 8, 3);
    String refused =
        assertThrows(IllegalArgumentException.class, () -> Evaluation.logits(MODEL, colour))
            .getMessage();
    assertTrue(refused.contains("have 3 channels, the routed network takes 1"), refused);
    Routed coloured = TinyRouted.model(TinyRouted.network(3), "a", 3, List.of(0, 1), List.of(0, 1));
    assertNotEquals(0, logits(coloured, colour)[0]);
    Images grey = Pictures.images(1, 12, 12, 8, 3);
    byte[] repeated = new byte[8 * 3 * 144];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = grey.pixels(i / 432)[i % 144];
    }
    int[] labels = IntStream.range(0, 8).map(grey::label).toArray();
    Images same = Images.of(3, 12, 12, repeated, labels, grey.classNames(), "same", "none");
    assertArrayEquals(logits(coloured, same), logits(coloured, grey), 1e-5f);
  }

  @Test
  void imagesOfAnotherClassCountAreNamed() {
    Images two = TinyTask.named("b", 2, 5).test();
    String said =
        assertThrows(IllegalArgumentException.class, () -> Evaluation.accuracy(MODEL, two))
            .getMessage();
    assertTrue(said.contains("the routed model tells 3 classes apart, the images have 2"), said);
  }

  @Test
  void jointsBesideRoutedModelsLearnTheSameWithAndWithoutACache() {
    Routed other = TinyRouted.model("b", 4, List.of(1), List.of(2));
    Multipath joined =
        Router.perSample()
            .join(
                MODEL,
                List.of(new org.munet4j.router.PerSampleRouter.Source("b", other)),
                java.util.Optional.empty(),
                "a");
    for (Augmentation changes : List.of(Augmentation.none(), new Augmentation(0.5, 0.8, true))) {
      Training training =
          new Training(
              joined,
              Set.of("router", "connector_1"),
              TASK,
              Sgd.standard(),
              changes,
              new Budget(20, 3, 2, 2),
              quality -> quality,
              Double.NEGATIVE_INFINITY,
              RandomStream.seeded(9));
      Trained plain = Trainer.run(training, new Stop(), quality -> {});
      try (FrozenCache cache = FrozenCache.within(1 << 24);
          Siblings both =
              cache.siblings(List.of(training, training.improvement(Improvement.NOT_WORSE)))) {
        for (int i = 0; i < 2; i++) {
          assertEquals(plain, Trainer.run(training, both, new Stop(), quality -> {}));
        }
        assertTrue(cache.report().saved() > 0, "" + cache.report());
      }
      assertNotEquals(joined, plain.graph());
      assertEquals(MODEL, ((Multipath) plain.graph()).main());
      assertTrue(training.facts().get("routed functions").length() > 60);
    }
  }

  @Test
  void aRoutedModelIsNotTrainedAlone() {
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Training(
                        MODEL,
                        Set.of("head"),
                        TASK,
                        Sgd.standard(),
                        Augmentation.none(),
                        new Budget(20, 3, 2, 2),
                        quality -> quality,
                        0,
                        RandomStream.seeded(9)))
            .getMessage();
    assertTrue(said.contains("train it with a router's joint training"), said);
  }
}
