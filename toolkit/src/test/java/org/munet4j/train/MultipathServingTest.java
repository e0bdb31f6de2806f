package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.component.Component;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Multipath;
import org.munet4j.data.Images;
import org.munet4j.tensor.Tensor;
import org.munet4j.tensor.Torch;

/** Multipaths in programs: paths of several image sizes, one multipath within another. */
class MultipathServingTest {
  private static final int CLASSES = 4;
  private static final double SAME = 1e-5;
  private static final Images GREY = Pictures.images(1, 17, 9, 300, CLASSES);
  private static final Images COLOUR = Pictures.images(3, 12, 12, 40, CLASSES);

  private static Predictor<Image, Classifications> predictor(Multipath graph) {
    return ImagePredictor.of(graph, "bars", GREY.classNames());
  }

  private static float[] probabilities(List<Classifications> answers) {
    float[] all = new float[answers.size() * CLASSES];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) (double) answers.get(i / CLASSES).getProbabilities().get(i % CLASSES);
    }
    return all;
  }

  private static float[] expected(ModelGraph graph, Images images) {
    try (NDManager scope = Torch.scope()) {
      return Evaluation.logits(graph, images).on(scope).softmax(1).toFloatArray();
    }
  }

  @Test
  void answersTheSameBitsAsAnEvaluation() throws TranslateException {
    for (Multipath graph : List.of(Pictures.nested(), Pictures.skipping())) {
      try (Predictor<Image, Classifications> predictor = predictor(graph)) {
        for (Images images : List.of(GREY, COLOUR, GREY.select(8), COLOUR.select(2, 1))) {
          float[] found = probabilities(predictor.batchPredict(Pictures.of(images)));
          assertArrayEquals(expected(graph, images), found, 0f);
        }
      }
    }
  }

  @Test
  void theThresholdsOfTheseTestsSkipSomePathsOfSomePictures() {
    Multipath graph = Pictures.skipping();
    Multipath inner = (Multipath) graph.branches().get(1).graph();
    assertEquals(GREY.count(), kept(graph, 1));
    for (int kept : List.of(kept(graph, 2), kept(inner, 1))) {
      assertTrue(kept > 0 && kept < GREY.count(), "kept for " + kept);
    }
  }

  private static int kept(Multipath graph, int path) {
    float[] weights = Evaluation.weights(graph, GREY).toArray();
    int paths = graph.branches().size() + 1;
    return (int)
        IntStream.range(0, GREY.count())
            .filter(image -> weights[image * paths + path] >= graph.mixing().threshold())
            .count();
  }

  @Test
  void picturesOfSeveralSizesAreAnsweredInTheirOrder() throws TranslateException {
    List<Image> mixed = new ArrayList<>(Pictures.of(GREY.select(0, 1, 2, 3, 4, 5)));
    mixed.addAll(1, Pictures.of(COLOUR.select(0, 1, 2)));
    try (Predictor<Image, Classifications> predictor = predictor(Pictures.skipping())) {
      float[] together = probabilities(predictor.batchPredict(mixed));
      for (int i = 0; i < mixed.size(); i++) {
        float[] alone = probabilities(List.of(predictor.predict(mixed.get(i))));
        for (int c = 0; c < CLASSES; c++) {
          assertEquals(alone[c], together[i * CLASSES + c], SAME, "picture " + i);
        }
      }
    }
  }

  @Test
  void threadsAtOnceGetTheAnswersOfOne() throws Exception {
    List<Image> pictures = Pictures.of(GREY.select(0, 1, 2, 3, 4, 5, 6, 7));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Predictor<Image, Classifications> shared = predictor(Pictures.skipping())) {
      float[] truth = expected(Pictures.skipping(), GREY.select(0, 1, 2, 3, 4, 5, 6, 7));
      Callable<float[]> job = () -> probabilities(shared.batchPredict(pictures));
      for (Future<float[]> found : threads.invokeAll(Collections.nCopies(24, job))) {
        assertArrayEquals(truth, found.get(), 0f);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void allPathsAreLoadedAtOnceAndFreedByClosing() throws TranslateException {
    long before = Torch.nativeBytes();
    Predictor<Image, Classifications> predictor = predictor(Pictures.skipping());
    long loaded = Torch.nativeBytes();
    long paths = Pictures.nested().paths().stream().mapToLong(ModelPath::parameters).sum();
    assertTrue(loaded >= before + 4 * paths, before + " then " + loaded);
    for (int i = 0; i < 5; i++) {
      predictor.batchPredict(Pictures.of(GREY.select(0, 1, 2)));
    }
    assertEquals(loaded, Torch.nativeBytes());
    predictor.close();
    assertEquals(before, Torch.nativeBytes());
  }

  private static byte[] exported(ModelGraph graph) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TorchScriptFile.write(graph, out);
    return out.toByteArray();
  }

  @Test
  void aFileAnswersTheLogitsOfAnEvaluation(@TempDir Path folder) throws Exception {
    Multipath graph = Pictures.nested();
    Path file = Files.write(folder.resolve("model.pt"), exported(graph));
    try (Model model = Model.newInstance("model", "PyTorch")) {
      model.load(file.getParent(), "model");
      for (Images images : List.of(GREY.select(0, 1, 2, 3), COLOUR, GREY.select(7))) {
        float[] found = answers(model, images);
        assertArrayEquals(Evaluation.logits(graph, images).toArray(), found, (float) SAME);
      }
    }
  }

  /** What plain DJL answers from the file to images of 0 to 1. */
  private static float[] answers(Model model, Images images) throws TranslateException {
    try (NDManager scope = model.getNDManager().newSubManager();
        Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator())) {
      float[] values =
          new float[images.count() * images.channels() * images.rows() * images.columns()];
      for (int i = 0; i < images.count(); i++) {
        byte[] pixels = images.pixels(i);
        for (int p = 0; p < pixels.length; p++) {
          values[i * pixels.length + p] = (pixels[p] & 0xff) / 255f;
        }
      }
      NDArray input =
          scope.create(
              values,
              new Shape(images.count(), images.channels(), images.rows(), images.columns()));
      NDList found = predictor.predict(new NDList(input));
      found.attach(scope);
      return found.singletonOrThrow().toFloatArray();
    }
  }

  @Test
  void aFileHasNoThresholdAndWhatPathsShareOnce() throws IOException {
    assertArrayEquals(exported(Pictures.nested()), exported(Pictures.skipping()));
    Multipath graph = Pictures.nested();
    long shared = 4 * graph.parameters();
    long apart = 4 * graph.paths().stream().mapToLong(ModelPath::parameters).sum();
    int length = exported(graph).length;
    assertTrue(
        length > shared && length < (shared + apart) / 2, shared + " " + length + " " + apart);
  }

  @Test
  void aRouterOfTheTaskIsExported(@TempDir Path folder) throws Exception {
    Multipath inner = (Multipath) Pictures.nested().branches().get(2).graph();
    Component router = inner.router();
    assertEquals(1, router.tensors().size());
    Files.write(folder.resolve("model.pt"), exported(inner));
    try (Model model = Model.newInstance("model", "PyTorch")) {
      model.load(folder, "model");
      Tensor expected = Evaluation.logits(inner, COLOUR);
      assertArrayEquals(expected.toArray(), answers(model, COLOUR), (float) SAME);
    }
  }
}
