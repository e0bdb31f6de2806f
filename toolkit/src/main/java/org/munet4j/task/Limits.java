package org.munet4j.task;

import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.munet4j.data.Images;
import org.munet4j.data.Outline;
import org.munet4j.internal.Require;
import org.munet4j.tensor.RandomStream;

/**
 * At most so many images of each split of a planned task, drawn at random, each class by its share.
 * Tasks over the same images keep the same ones. A builder that is a value; what is not limited is
 * kept whole.
 *
 * @param train at most this many training images
 * @param validation at most this many validation images
 * @param test at most this many test images
 */
public record Limits(long seed, int train, int validation, int test) {
  private static final int ALL = Integer.MAX_VALUE;

  public Limits {
    Require.that(
        train >= 1 && validation >= 1 && test >= 1,
        "limits are train %d, validation %d, test %d; each needs at least 1",
        train,
        validation,
        test);
  }

  /** Keeps everything, until a split is limited. */
  public static Limits seeded(long seed) {
    return new Limits(seed, ALL, ALL, ALL);
  }

  public Limits train(int atMost) {
    return new Limits(seed, atMost, validation, test);
  }

  public Limits validation(int atMost) {
    return new Limits(seed, train, atMost, test);
  }

  public Limits test(int atMost) {
    return new Limits(seed, train, validation, atMost);
  }

  Outline planned(Outline whole) {
    return whole.counts(
        Math.min(train, whole.train()),
        Math.min(validation, whole.validation()),
        Math.min(test, whole.test()));
  }

  Task of(Task whole) {
    return new Task(
        whole.name(),
        drawn("train", whole.train(), train),
        drawn("validation", whole.validation(), validation),
        drawn("test", whole.test(), test));
  }

  /** Every so many-th image of a random order that is sorted by class, back in random order. */
  private Images drawn(String split, Images images, int atMost) {
    int count = images.count();
    if (count <= atMost) {
      return images;
    }
    int[] order = RandomStream.seeded(seed).split("limits").split(split).permutation(count);
    int[] byClass =
        IntStream.of(order)
            .boxed()
            .sorted(Comparator.comparingInt(images::label))
            .mapToInt(Integer::intValue)
            .toArray();
    BitSet kept = new BitSet(count);
    for (long next = 0; next < atMost; next++) {
      kept.set(byClass[(int) ((2 * next + 1) * count / (2L * atMost))]);
    }
    return images.select(IntStream.of(order).filter(kept::get).toArray());
  }
}
