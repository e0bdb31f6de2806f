package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.TranslateException;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.data.Images;
import org.munet4j.tensor.Tensor;
import org.munet4j.tensor.Torch;

class ImagePredictorTest {
  private static final int CLASSES = 4;
  private static final double OTHER_BATCH = 1e-5;
  private static final Vit VIT = new Vit(12, 4, 16, 32, 2, 2);
  private static final ModelPath PATH = Pictures.path(VIT, CLASSES);
  private static final Images GREY = Pictures.images(1, 17, 9, 300, CLASSES);

  private static Predictor<Image, Classifications> predictor() {
    return ImagePredictor.of(PATH, "bars", GREY.classNames());
  }

  /** Probabilities [image, class], in the order of the classes. */
  private static float[] probabilities(List<Classifications> answers) {
    float[] all = new float[answers.size() * CLASSES];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) (double) answers.get(i / CLASSES).getProbabilities().get(i % CLASSES);
    }
    return all;
  }

  private static float[] expected(Images images) {
    try (NDManager scope = Torch.scope()) {
      Tensor logits = Evaluation.logits(PATH, images);
      return logits.on(scope).softmax(1).toFloatArray();
    }
  }

  @Test
  void answersTheSameBitsAsAnEvaluation() throws TranslateException {
    Images colour = Pictures.images(3, 12, 12, 40, CLASSES);
    for (Images images : List.of(GREY, colour, GREY.select(8), colour.select(2, 1))) {
      try (Predictor<Image, Classifications> predictor = predictor()) {
        float[] found = probabilities(predictor.batchPredict(Pictures.of(images)));
        assertArrayEquals(expected(images), found, 0f);
      }
    }
  }

  @Test
  void theNetworkOfTheseTestsTellsImagesApart() {
    float[] all = expected(GREY);
    double[] first = IntStream.range(0, GREY.count()).mapToDouble(i -> all[CLASSES * i]).toArray();
    double least = DoubleStream.of(first).min().orElseThrow();
    double most = DoubleStream.of(first).max().orElseThrow();
    assertTrue(most - least > 0.01, least + " to " + most);
  }

  @Test
  void picturesOfSeveralSizesAreAnsweredInTheirOrder() throws TranslateException {
    Images colour = Pictures.images(3, 30, 20, 2, CLASSES);
    List<Image> mixed = new ArrayList<>(Pictures.of(GREY.select(0, 1, 2)));
    mixed.addAll(1, Pictures.of(colour));
    try (Predictor<Image, Classifications> predictor = predictor()) {
      float[] together = probabilities(predictor.batchPredict(mixed));
      for (int i = 0; i < mixed.size(); i++) {
        float[] alone = probabilities(List.of(predictor.predict(mixed.get(i))));
        for (int c = 0; c < CLASSES; c++) {
          assertEquals(alone[c], together[i * CLASSES + c], OTHER_BATCH, "picture " + i);
        }
      }
      assertEquals(List.of(), predictor.batchPredict(List.of()));
    }
  }

  @Test
  void classesAreNamedAndTheBestIsFirst() throws TranslateException {
    try (Predictor<Image, Classifications> predictor = predictor()) {
      Classifications answer = predictor.predict(Pictures.of(GREY.select(0)).get(0));
      assertEquals(GREY.classNames(), answer.getClassNames());
      Classifications.Classification best = answer.best();
      assertEquals(Collections.max(answer.getProbabilities()), best.getProbability());
    }
  }

  @Test
  void transparentPicturesLieOnWhiteAsInFiles() throws TranslateException {
    BufferedImage clear = new BufferedImage(9, 17, BufferedImage.TYPE_INT_ARGB);
    BufferedImage white = new BufferedImage(9, 17, BufferedImage.TYPE_INT_RGB);
    white.setRGB(
        0,
        0,
        9,
        17,
        Collections.nCopies(9 * 17, 0xffffff).stream().mapToInt(i -> i).toArray(),
        0,
        9);
    try (Predictor<Image, Classifications> predictor = predictor()) {
      List<float[]> answers = new ArrayList<>();
      for (BufferedImage picture : List.of(clear, white)) {
        Image image = ImageFactory.getInstance().fromImage(picture);
        answers.add(probabilities(List.of(predictor.predict(image))));
      }
      assertArrayEquals(answers.get(0), answers.get(1), 0f);
    }
  }

  @Test
  void eightThreadsAtOnceGetTheAnswersOfOne() throws Exception {
    List<Image> pictures = Pictures.of(GREY).subList(0, 64);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Predictor<Image, Classifications> alone = predictor();
        Predictor<Image, Classifications> shared = predictor()) {
      CountDownLatch ready = new CountDownLatch(8);
      List<Callable<List<float[]>>> jobs = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        jobs.add(
            () -> {
              ready.countDown();
              ready.await();
              return answers(shared, pictures);
            });
      }
      List<float[]> one = answers(alone, pictures);
      for (Future<List<float[]>> many : threads.invokeAll(jobs)) {
        for (int i = 0; i < one.size(); i++) {
          assertArrayEquals(one.get(i), many.get().get(i), 0f);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<float[]> answers(
      Predictor<Image, Classifications> predictor, List<Image> pictures) throws TranslateException {
    List<float[]> answers = new ArrayList<>();
    for (int start = 0; start < pictures.size(); start += 4) {
      answers.add(probabilities(List.of(predictor.predict(pictures.get(start)))));
      answers.add(probabilities(predictor.batchPredict(pictures.subList(start, start + 4))));
    }
    return answers;
  }

  @Test
  void closingFreesNativeMemoryAndASecondCloseDoesNothing() throws TranslateException {
    long before = Torch.nativeBytes();
    Predictor<Image, Classifications> predictor = predictor();
    long loaded = Torch.nativeBytes();
    assertTrue(loaded >= before + 4 * PATH.parameters(), before + " then " + loaded);
    for (int i = 0; i < 20; i++) {
      predictor.batchPredict(Pictures.of(GREY.select(0, 1, 2)));
    }
    assertEquals(loaded, Torch.nativeBytes());
    predictor.close();
    predictor.close();
    assertEquals(before, Torch.nativeBytes());
  }

  @Test
  void aClosedPredictorSaysSo() {
    Predictor<Image, Classifications> predictor = predictor();
    predictor.close();
    Image picture = Pictures.of(GREY.select(0)).get(0);
    Exception late = assertThrows(IllegalStateException.class, () -> predictor.predict(picture));
    assertEquals("predictor 'bars' is closed; ask the system for another one", late.getMessage());
  }

  @Test
  void closingWaitsForTheCallsUnderWay() throws Exception {
    List<Image> pictures = Pictures.of(GREY);
    float[] truth = expected(GREY);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      for (int round = 0; round < 5; round++) {
        Predictor<Image, Classifications> predictor = predictor();
        CountDownLatch answered = new CountDownLatch(3);
        Callable<Void> untilClosed =
            () -> {
              while (true) {
                assertArrayEquals(truth, probabilities(predictor.batchPredict(pictures)), 0f);
                answered.countDown();
              }
            };
        List<Future<Void>> futures =
            Collections.nCopies(3, untilClosed).stream().map(threads::submit).toList();
        answered.await();
        predictor.close();
        for (Future<Void> future : futures) {
          Exception end = assertThrows(ExecutionException.class, future::get);
          assertEquals(IllegalStateException.class, end.getCause().getClass());
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
