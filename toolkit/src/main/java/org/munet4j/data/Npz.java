package org.munet4j.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;

/**
 * Reads folders of NumPy archives, such as CMATERdb.
 *
 * <pre>
 *   training-images.npz   images [image, row, column] or [image, row, column, channel]   uint8
 *                         labels [image]                                  uint8, int32 or int64
 *   testing-images.npz    the test split, may be missing
 * </pre>
 *
 * Each split is shuffled once as in {@link Source#shuffled()}, as the files are sorted by class.
 */
public final class Npz {
  private Npz() {}

  /**
   * Reads both splits of a folder; the source is named after the folder.
   *
   * @param classNames in the order of the labels; empty names the classes {@code 0, 1, 2, …} up to
   *     the largest label
   * @param licence the terms, "none stated" where the source says nothing
   * @throws DataException if a file is missing, damaged or does not fit the other
   */
  public static Source read(Path folder, List<String> classNames, String licence) {
    Path training = folder.resolve("training-images.npz");
    Path testing = folder.resolve("testing-images.npz");
    Require.that(Files.isRegularFile(training), "file '%s' does not exist; put it there", training);
    Split train = Split.read(training);
    Optional<Split> test =
        Files.isRegularFile(testing) ? Optional.of(Split.read(testing)) : Optional.empty();
    int largest = Math.max(train.largestLabel(), test.map(Split::largestLabel).orElse(0));
    List<String> names =
        classNames.isEmpty()
            ? IntStream.rangeClosed(0, largest).mapToObj(Integer::toString).toList()
            : classNames;
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    Images trainImages = train.images(name + " training", names, licence);
    Optional<Images> testImages = test.map(t -> t.images(name + " testing", names, licence));
    return new Source(name, trainImages, Optional.empty(), testImages).shuffled();
  }

  /** What a folder holds, from its arrays. */
  static Outline outline(Path folder, int classes, String licence) {
    int[] train = Split.read(folder.resolve("training-images.npz")).pixels.shape();
    Path testing = folder.resolve("testing-images.npz");
    int test = Files.isRegularFile(testing) ? Split.read(testing).labels.length : 0;
    int channels = train.length == 4 ? train[3] : 1;
    return new Outline(classes, train[0], 0, test, channels, train[1], train[2], licence);
  }

  /** Images and labels of one archive; channels stand last. */
  private record Split(Path path, Npy pixels, int[] labels) {
    private static final int MOST_CLASSES = 100_000;

    static Split read(Path path) {
      try (SafeZip zip = SafeZip.open(path, SafeZip.Limits.ARRAYS)) {
        Npy pixels = array(path, zip, "images");
        Npy labels = array(path, zip, "labels");
        int axes = pixels.shape().length;
        DataException.unless(
            pixels.type().equals("|u1") && (axes == 3 || axes == 4),
            "%s: 'images' is %s with %d axes, needs |u1 (uint8) with 3 or 4",
            path,
            pixels.type(),
            axes);
        DataException.unless(
            !labels.type().equals("<f4"),
            "%s: 'labels' are of type '<f4', needs |u1, <i4 or <i8; save them with astype('int64')",
            path);
        DataException.unless(
            labels.shape().length == 1 && labels.shape()[0] == pixels.shape()[0],
            "%s: %,d images but labels of shape %s; each image needs one label",
            path,
            pixels.shape()[0],
            Arrays.toString(labels.shape()));
        DataException.unless(
            pixels.content().length > 0, "%s: holds no image, needs at least 1", path);
        return new Split(path, pixels, checked(path, labels.numbers(), MOST_CLASSES));
      }
    }

    private static Npy array(Path path, SafeZip zip, String name) {
      String entry = name + ".npy";
      DataException.unless(
          zip.names().contains(entry), "%s: holds %s, needs %s", path, zip.names(), entry);
      return Npy.parse(path + ": '" + name + "'", zip.read(entry));
    }

    private static int[] checked(Path path, int[] labels, int classes) {
      for (int row = 0; row < labels.length; row++) {
        DataException.unless(
            labels[row] >= 0 && labels[row] < classes,
            "%s: label of row %d is %d, needs 0 to %d; name all classes",
            path,
            row,
            labels[row],
            classes - 1);
      }
      return labels;
    }

    int largestLabel() {
      return IntStream.of(labels).max().orElse(0);
    }

    Images images(String source, List<String> classNames, String licence) {
      int[] shape = pixels.shape();
      int channels = shape.length == 4 ? shape[3] : 1;
      int area = shape[1] * shape[2];
      byte[] last = pixels.content();
      byte[] first = new byte[last.length];
      for (int at = 0; at < last.length; at++) {
        int pixel = at / channels;
        int image = pixel / area;
        first[(image * channels + at % channels) * area + pixel % area] = last[at];
      }
      return Images.owning(
          channels,
          shape[1],
          shape[2],
          first,
          checked(path, labels, classNames.size()),
          classNames,
          source,
          licence);
    }
  }
}
