package org.munet4j.task;

import java.util.Optional;
import java.util.stream.IntStream;
import org.munet4j.data.Images;
import org.munet4j.data.Source;
import org.munet4j.internal.Require;

/**
 * The papers' general rule (muNet family, §9.1): a source without a test split gives the first 5 %
 * of its training images to test, one without a validation split the next 5 % to validation;
 * boundaries are rounded to the nearest image.
 */
final class SplitRule {
  private static final double SLOT = 0.05;

  private SplitRule() {}

  static Task split(String name, Source source) {
    Images all = source.train();
    double next = 0;
    Optional<Images> test = source.test();
    if (test.isEmpty()) {
      test = Optional.of(slice(name, "test", all, next, next + SLOT));
      next += SLOT;
    }
    Optional<Images> validation = source.validation();
    if (validation.isEmpty()) {
      validation = Optional.of(slice(name, "validation", all, next, next + SLOT));
      next += SLOT;
    }
    Images train = next == 0 ? all : slice(name, "train", all, next, 1);
    return new Task(name, train, validation.get(), test.get());
  }

  private static Images slice(String name, String split, Images all, double from, double to) {
    int start = (int) Math.round(from * all.count());
    int end = (int) Math.round(to * all.count());
    Require.that(
        end > start,
        "task '%s': the %s split would be empty, its source has only %d training images; it needs"
            + " at least 20, or a %s split of its own",
        name,
        split,
        all.count(),
        split);
    return all.select(IntStream.range(start, end).toArray());
  }
}
