package org.munet4j.data;

import java.util.List;
import java.util.Optional;
import org.munet4j.internal.Require;

/**
 * What one data set offers, before a paper's rule says which images train and which measure. All
 * splits have the same image size and the same classes.
 *
 * @param name the data set, unique in a data folder, such as {@code mnist} or {@code
 *     omniglot/Greek}
 * @param train images to learn from
 * @param validation images to choose by, where the data set has such a split
 * @param test images to report on, where the data set has such a split
 */
public record Source(
    String name, Images train, Optional<Images> validation, Optional<Images> test) {
  public Source {
    Require.that(!name.isBlank(), "a source without a name: give it one");
    checkAgreement(name, train, "validation", validation);
    checkAgreement(name, train, "test", test);
  }

  /** A data set without a validation split, which is the usual case. */
  public static Source of(String name, Images train, Images test) {
    return new Source(name, train, Optional.empty(), Optional.of(test));
  }

  /** Number of classes in each split. */
  public int classes() {
    return train.classes();
  }

  /** Names of the classes, in the order of their labels. */
  public List<String> classNames() {
    return train.classNames();
  }

  /** The same images under another name. */
  public Source named(String other) {
    return new Source(other, train, validation, test);
  }

  /** The images of these classes only, relabelled as {@link Images#only} says. */
  public Source only(int... classes) {
    return new Source(
        name,
        train.only(classes),
        validation.map(images -> images.only(classes)),
        test.map(images -> images.only(classes)));
  }

  /**
   * The same images with each split shuffled once. The order depends on the name only, so everybody
   * sees the same one, and a slice such as "the first 90 percent" holds all classes also where the
   * files are sorted by class.
   */
  public Source shuffled() {
    return new Source(
        name,
        train.shuffled(Dice.of(name + ":train")),
        validation.map(images -> images.shuffled(Dice.of(name + ":validation"))),
        test.map(images -> images.shuffled(Dice.of(name + ":test"))));
  }

  private static void checkAgreement(
      String name, Images train, String split, Optional<Images> images) {
    if (images.isEmpty()) {
      return;
    }
    Images other = images.get();
    Require.that(
        other.classes() == train.classes(),
        "source '%s': %s has %d classes but train has %d; all splits need the same classes",
        name,
        split,
        other.classes(),
        train.classes());
    for (int label = 0; label < train.classes(); label++) {
      Require.that(
          other.classNames().get(label).equals(train.classNames().get(label)),
          "source '%s': class %d is '%s' in %s but '%s' in train; give all splits the same names",
          name,
          label,
          other.classNames().get(label),
          split,
          train.classNames().get(label));
    }
    Require.that(
        size(other).equals(size(train)),
        "source '%s': images of %s are %s but those of train are %s; all splits need one size",
        name,
        split,
        size(other),
        size(train));
  }

  private static String size(Images images) {
    return Require.text("%dx%dx%d", images.channels(), images.rows(), images.columns());
  }
}
