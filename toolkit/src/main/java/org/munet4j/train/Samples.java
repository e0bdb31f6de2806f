package org.munet4j.train;

import java.util.stream.IntStream;
import org.munet4j.internal.Require;

/**
 * Training images of one step, possibly of several tasks.
 *
 * @param tasks of each sample, by their places in a {@link RoutedLearner}
 * @param images of each sample, by their places in the training split of its task
 */
public record Samples(int[] tasks, int[] images) {
  public Samples {
    tasks = tasks.clone();
    images = images.clone();
    Require.that(
        tasks.length == images.length && tasks.length > 0,
        "samples: %d tasks of %d images; needs one for each of at least 1",
        tasks.length,
        images.length);
  }

  /** Samples of one task. */
  public static Samples of(int task, int... images) {
    return new Samples(IntStream.of(images).map(image -> task).toArray(), images);
  }

  public int count() {
    return tasks.length;
  }

  /** These, then the others. */
  public Samples and(Samples others) {
    return new Samples(joined(tasks, others.tasks), joined(images, others.images));
  }

  private static int[] joined(int[] first, int[] second) {
    return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
  }
}
