package org.munet4j.task;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.munet4j.data.Images;
import org.munet4j.data.Outline;
import org.munet4j.data.Source;
import org.munet4j.internal.Require;
import org.munet4j.tensor.RandomStream;

/**
 * How a source's images become train, validation and test (muNet family, §9). Splits that the
 * source has are kept; missing ones are cut from the front of train, test first; boundaries are
 * rounded to the nearest image. A builder that is a value.
 *
 * @param testShare of train that tests, where the source has no test split, 0 to 1
 * @param validationShare of train that validates, where the source has no validation split
 * @param isHalved the first half of the source's validation split validates, the second tests
 * @param fewShot seed of the few-shot variant, which keeps 800 training images, 200 validation
 *     images and the whole test split; of a source with fewer than 1,000 a fifth validates
 */
public record SplitRule(
    double testShare, double validationShare, boolean isHalved, OptionalLong fewShot) {
  private static final int FEW_TRAIN = 800;
  private static final int FEW_VALIDATION = 200;

  public SplitRule {
    Require.that(
        testShare >= 0 && validationShare >= 0 && testShare + validationShare < 1,
        "split rule: test %s and validation %s are shares of train, together below 1",
        testShare,
        validationShare);
  }

  /** The papers' general rule: 5 % for test, the next 5 % for validation. */
  public static SplitRule general() {
    return new SplitRule(0.05, 0.05, false, OptionalLong.empty());
  }

  public SplitRule test(double share) {
    return new SplitRule(share, validationShare, isHalved, fewShot);
  }

  public SplitRule validation(double share) {
    return new SplitRule(testShare, share, isHalved, fewShot);
  }

  /** Halves the source's validation split, as the Visual Domain Decathlon is used. */
  public SplitRule halved() {
    return new SplitRule(testShare, validationShare, true, fewShot);
  }

  /** Keeps 800 training and 200 validation images, as VTAB-1k does, drawn by this seed. */
  public SplitRule fewShot(long seed) {
    return new SplitRule(testShare, validationShare, isHalved, OptionalLong.of(seed));
  }

  /**
   * Ends of the slices of train: [0, test) tests, [test, validation) validates, the rest trains.
   */
  private record Cut(int test, int validation) {}

  private Cut cut(int train, boolean hasValidation, boolean hasTest) {
    double next = hasTest ? 0 : testShare;
    int test = (int) Math.round(next * train);
    if (hasValidation) {
      return new Cut(test, test);
    }
    int share = (int) Math.round((next + validationShare) * train) - test;
    int few = Math.min(FEW_VALIDATION, (train - test) / 5);
    return new Cut(test, test + (fewShot.isPresent() ? Math.max(share, few) : share));
  }

  /** The counts that a task from such a source has. */
  Outline planned(Outline source) {
    boolean isCut = isHalved && source.validation() > 1;
    int half = half(source.validation());
    int validation = isCut ? half : source.validation();
    int test = isCut ? source.validation() - half : source.test();
    Cut cut = cut(source.train(), validation > 0, test > 0);
    int train = source.train() - cut.validation;
    validation = validation > 0 ? validation : cut.validation - cut.test;
    return source.counts(
        fewShot.isPresent() ? Math.min(train, FEW_TRAIN) : train,
        fewShot.isPresent() ? Math.min(validation, FEW_VALIDATION) : validation,
        test > 0 ? test : cut.test);
  }

  Task split(String name, Source given) {
    Source source = isHalved ? halves(given) : given;
    Images all = source.train();
    Cut cut = cut(all.count(), source.validation().isPresent(), source.test().isPresent());
    Images test = source.test().orElseGet(() -> slice(name, "test", all, 0, cut.test));
    Images validation =
        source
            .validation()
            .orElseGet(() -> slice(name, "validation", all, cut.test, cut.validation));
    Images train =
        cut.validation == 0 ? all : slice(name, "train", all, cut.validation, all.count());
    return new Task(
        name,
        few(name, "train", train, FEW_TRAIN),
        few(name, "validation", validation, FEW_VALIDATION),
        test);
  }

  private Images few(String name, String split, Images images, int atMost) {
    if (fewShot.isEmpty() || images.count() <= atMost) {
      return images;
    }
    RandomStream stream = RandomStream.seeded(fewShot.getAsLong()).split(name).split(split);
    return images.select(Arrays.copyOf(stream.permutation(images.count()), atMost));
  }

  private static Source halves(Source source) {
    return source
        .validation()
        .filter(images -> images.count() > 1)
        .map(
            images ->
                new Source(
                    source.name(),
                    source.train(),
                    Optional.of(images.select(IntStream.range(0, half(images.count())).toArray())),
                    Optional.of(
                        images.select(
                            IntStream.range(half(images.count()), images.count()).toArray()))))
        .orElse(source);
  }

  private static int half(int count) {
    return (count + 1) / 2;
  }

  private static Images slice(String name, String split, Images all, int start, int end) {
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
