package org.munet4j.task;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.munet4j.data.Images;
import org.munet4j.data.Source;
import org.munet4j.internal.Require;

/**
 * One image classification problem that the system is asked to solve.
 *
 * @param name lower-case id, unique in a system; it becomes part of file names and plots
 * @param train images that models learn from
 * @param validation images that choose between models
 * @param test images that decide nothing and are only reported
 */
public record Task(String name, Images train, Images validation, Images test) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  private static final int LONGEST_LINE = 89;
  private static final int ALL = Integer.MAX_VALUE;

  public Task {
    Require.that(
        NAME.matcher(name).matches(),
        "task name '%s': use 1 to 64 of a-z 0-9 _ -, starting with a letter or digit",
        name);
    check(name, "train", train, train);
    check(name, "validation", validation, train);
    check(name, "test", test, train);
  }

  private static void check(String name, String split, Images images, Images train) {
    Require.that(
        images.count() > 0, "task '%s': the %s split is empty; it needs images", name, split);
    Require.that(
        images.classNames().equals(train.classNames()),
        "task '%s': the %s split has %d classes %s, the train split %d; read both from one source",
        name,
        split,
        images.classes(),
        images.classNames(),
        train.classes());
    Require.that(
        images.classes() >= 2, "task '%s': has %d class, needs at least 2", name, images.classes());
  }

  /** Starts a task; the next word says where its images come from. */
  public static NeedsSource named(String name) {
    return source -> new Builder(name, source, SplitRule.general(), ALL, ALL, ALL);
  }

  /** Number of labels. */
  public int classes() {
    return train.classes();
  }

  /** One line of a notebook; a name that does not fit in it is cut. */
  @Override
  public String toString() {
    String counts =
        Require.text(
            "': %,d classes, %,d train, %,d validation, %,d test",
            classes(), train.count(), validation.count(), test.count());
    int room = Math.max(1, LONGEST_LINE - "task '".length() - counts.length());
    String shown = name.length() <= room ? name : name.substring(0, room - 1) + "…";
    return "task '" + shown + counts;
  }

  /** The one required word of a task. */
  public interface NeedsSource {
    /**
     * Takes the splits of this source; missing ones are cut from the front of train by the papers'
     * rule. Where the files are sorted by class, those first images are all of one class: give
     * {@code source.shuffled()} instead.
     */
    Builder from(Source source);
  }

  /**
   * Each call answers a new builder. Defaults: every image of every split, by the papers' general
   * rule.
   *
   * @param rule for splits that the source does not have
   * @param train at most this many training images
   * @param validation at most this many validation images
   * @param test at most this many test images
   */
  public record Builder(
      String name, Source source, SplitRule rule, int train, int validation, int test) {
    public Builder {
      Require.that(
          train >= 1 && validation >= 1 && test >= 1,
          "task '%s': limits are train %d, validation %d, test %d; each needs at least 1",
          name,
          train,
          validation,
          test);
    }

    /** Sets how missing splits are cut. */
    public Builder rule(SplitRule rule) {
      return new Builder(name, source, rule, train, validation, test);
    }

    /** The few-shot variant: 800 training images and 200 validation images drawn by this seed. */
    public Builder fewShot(long seed) {
      return rule(rule.fewShot(seed));
    }

    /** Keeps the first images of the training split; of a source sorted by class, few classes. */
    public Builder train(int atMost) {
      return new Builder(name, source, rule, atMost, validation, test);
    }

    /** Keeps the first images of the validation split. */
    public Builder validation(int atMost) {
      return new Builder(name, source, rule, train, atMost, test);
    }

    /** Keeps the first images of the test split. */
    public Builder test(int atMost) {
      return new Builder(name, source, rule, train, validation, atMost);
    }

    public Task build() {
      Task whole = rule.split(name, source);
      return new Task(
          name,
          first(whole.train(), train),
          first(whole.validation(), validation),
          first(whole.test(), test));
    }

    private static Images first(Images images, int atMost) {
      return images.count() <= atMost
          ? images
          : images.select(IntStream.range(0, atMost).toArray());
    }
  }
}
