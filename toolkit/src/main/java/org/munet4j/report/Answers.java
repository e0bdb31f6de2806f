package org.munet4j.report;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Tensor;

/** What a model answers: the class with the largest logit, the first of equals. */
final class Answers {
  private Answers() {}

  /**
   * The answers.
   *
   * @param logits [image, class]
   */
  static int[] of(Tensor logits) {
    long[] shape = logits.shape();
    Require.that(
        shape.length == 2 && shape[1] >= 1,
        "logits are %s, need [image, class]",
        Arrays.toString(shape));
    int classes = (int) shape[1];
    FloatBuffer values = logits.values();
    int[] answers = new int[(int) shape[0]];
    for (int image = 0; image < answers.length; image++) {
      for (int c = 1; c < classes; c++) {
        int best = image * classes + answers[image];
        answers[image] = values.get(image * classes + c) > values.get(best) ? c : answers[image];
      }
    }
    return answers;
  }
}
