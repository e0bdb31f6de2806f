package org.munet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.munet4j.component.Multipath;
import org.munet4j.data.Images;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Evaluation;
import org.munet4j.train.Pictures;

class ConfusionMatrixTest {
  private final ConfusionMatrix small =
      ConfusionMatrix.of(
          List.of("cat", "dog", "owl"), new int[] {0, 0, 0, 0, 1, 1}, new int[] {0, 0, 1, 2, 1, 0});

  @Test
  void countsTrueClassesInRowsAndAnswersInColumns() {
    assertEquals(2, small.count(0, 0));
    assertEquals(1, small.count(0, 1));
    assertEquals(1, small.count(1, 0));
    assertEquals(0, small.count(2, 2));
    assertEquals(0.5, small.accuracy());
  }

  @Test
  void aMultipathIsAskedAsAPathIs() {
    Images images = Pictures.images(1, 12, 12, 40, 4);
    Multipath graph = Pictures.nested();
    int[] answers = Answers.of(Evaluation.logits(graph, images));
    ConfusionMatrix matrix = ConfusionMatrix.of(graph, images);
    for (int label = 0; label < 4; label++) {
      for (int answer = 0; answer < 4; answer++) {
        int of = label;
        int to = answer;
        long expected =
            IntStream.range(0, 40).filter(i -> images.label(i) == of && answers[i] == to).count();
        assertEquals(expected, matrix.count(label, answer));
      }
    }
    assertEquals(IntStream.of(answers).boxed().toList(), AnswerSheet.of(graph, images).answers());
  }

  @Test
  void tellsInWordsWhatTheDrawingShows() {
    assertEquals(
        "confusion matrix of 6 images in 3 classes: 50.0 % right; most often"
            + " cat taken for dog: 1 (25 % of the class); cat taken for owl: 1 (25 % of the class);"
            + " dog taken for cat: 1 (50 % of the class)",
        small.toString());
  }

  @Test
  void measuresEachClass() {
    assertEquals(
        """
        class  images  right  recall  precision
        -----  ------  -----  ------  ---------
        cat         4      2  0.5000     0.6667
        dog         2      1  0.5000     0.5000
        owl         0      0  0.0000     0.0000
        classes: 3 rows × 5 columns""",
        new TableView(small.perClass()).toText());
  }

  @Test
  void drawsCountsOfFewClassesAndPairsOfMany() {
    String few = small.drawing().toSvg();
    assertEquals(9 + 1, few.split("<rect", -1).length - 1, "nine cells on a white ground");
    assertTrue(few.contains("true class cat, answer dog: 1 (25.0 %)"), few);
    List<String> names = IntStream.range(0, 300).mapToObj(i -> "class " + i).toList();
    ConfusionMatrix large = ConfusionMatrix.of(names, new int[] {7, 8}, new int[] {299, 8});
    String many = large.drawing().toSvg();
    assertTrue(many.contains("class 7 taken for class 299: 1 (100 % of the class)"), many);
    assertTrue(many.length() < 30_000, "a picture, not 90,000 rectangles");
    Xml.parse(many);
  }

  @Test
  void takesTheLargestLogitAsTheAnswer() {
    Tensor logits = Tensor.of(new float[12 * 4], 12, 4);
    ConfusionMatrix first = ConfusionMatrix.of(Systems.images(1, "s", "l"), logits);
    assertEquals(0.25, first.accuracy(), "the first of equal logits");
    assertEquals(3, first.count(3, 0));
  }

  @Test
  void refusesAnswersThatAreNoClass() {
    List<String> names = List.of("a", "b");
    assertThrows(
        IllegalArgumentException.class,
        () -> ConfusionMatrix.of(names, new int[] {0}, new int[] {2}));
    assertThrows(
        IllegalArgumentException.class,
        () -> ConfusionMatrix.of(names, new int[] {0, 1}, new int[] {1}));
  }
}
