package org.munet4j.data;

import java.util.List;
import java.util.Optional;
import org.munet4j.internal.Require;

/**
 * What a data set holds, told from headers, labels and names without decoding its images.
 *
 * @param classes number of classes
 * @param train images
 * @param validation images, 0 where there is no such split
 * @param test images, 0 where there is no such split
 * @param channels 1 for grey, 3 for colour; of image files, those of the first one
 * @param rows of an image, in pixels
 * @param columns of an image, in pixels
 * @param licence the terms, "none stated" where the source says nothing
 */
public record Outline(
    int classes,
    int train,
    int validation,
    int test,
    int channels,
    int rows,
    int columns,
    String licence) {

  /** The same with other counts. */
  public Outline counts(int train, int validation, int test) {
    return new Outline(classes, train, validation, test, channels, rows, columns, licence);
  }

  /** The same with square images. */
  Outline resizedTo(int side) {
    return new Outline(classes, train, validation, test, channels, side, side, licence);
  }

  /** Such as {@code 28×28 grey}: columns, rows and colour. */
  public String image() {
    return look(channels, rows, columns);
  }

  /** The same of images that were read. */
  public static String image(Images images) {
    return look(images.channels(), images.rows(), images.columns());
  }

  private static String look(int channels, int rows, int columns) {
    String colours =
        switch (channels) {
          case 1 -> "grey";
          case 3 -> "colour";
          default -> channels + " channels";
        };
    return Require.text("%d×%d %s", columns, rows, colours);
  }

  /** What was read already. */
  public static Outline of(Source source) {
    Images train = source.train();
    return new Outline(
        source.classes(),
        train.count(),
        count(source.validation()),
        count(source.test()),
        train.channels(),
        train.rows(),
        train.columns(),
        train.provenance().licence());
  }

  /** Image files that look like the first of them. */
  static Outline of(List<ClassTree.Item> items, Picture first, String licence) {
    return new Outline(
        (int) items.stream().map(ClassTree.Item::label).distinct().count(),
        count(items, ClassTree.TRAIN),
        count(items, ClassTree.VALIDATION),
        count(items, ClassTree.TEST),
        first.channels(),
        first.rows(),
        first.columns(),
        licence);
  }

  private static int count(Optional<Images> images) {
    return images.map(Images::count).orElse(0);
  }

  private static int count(List<ClassTree.Item> items, String split) {
    return (int) items.stream().filter(item -> item.split().equals(split)).count();
  }
}
