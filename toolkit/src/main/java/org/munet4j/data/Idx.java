package org.munet4j.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.munet4j.internal.Require;

/**
 * Reads folders in MNIST's format.
 *
 * <pre>
 *   train-images-idx3-ubyte[.gz]   [image, row, column]   train-labels-idx1-ubyte[.gz]   [image]
 *   t10k-images-idx3-ubyte[.gz]    the test split, may be missing
 *   val-images-idx3-ubyte[.gz]     the validation split, may be missing
 * </pre>
 *
 * A plain file is preferred to the gzip file beside it. The order of the files is kept.
 */
public final class Idx {
  private Idx() {}

  /**
   * Reads all splits of a folder; the source is named after the folder.
   *
   * @param classNames in the order of the labels; empty names the classes {@code 0, 1, 2, …} up to
   *     the largest label
   * @param licence the terms, "none stated" where the source says nothing
   * @throws DataException if a file is missing, damaged or does not fit the others
   */
  public static Source read(Path folder, List<String> classNames, String licence) {
    Require.that(
        Files.isDirectory(folder),
        "folder '%s' does not exist; name a folder with train-images-idx3-ubyte[.gz] in it",
        folder);
    Optional<Split> train = split(folder, "train");
    DataException.unless(
        train.isPresent(),
        "%s: holds no train-images-idx3-ubyte or train-images-idx3-ubyte.gz; put it there",
        folder);
    Optional<Split> validation = split(folder, "val");
    Optional<Split> test = split(folder, "t10k");
    List<Split> splits = new ArrayList<>(List.of(train.get()));
    validation.ifPresent(splits::add);
    test.ifPresent(splits::add);
    List<String> names = classNames.isEmpty() ? numbered(splits) : classNames;
    splits.forEach(split -> split.check(names.size(), train.get()));
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    return new Source(
        name,
        train.get().images(name + " train", names, licence),
        validation.map(split -> split.images(name + " val", names, licence)),
        test.map(split -> split.images(name + " t10k", names, licence)));
  }

  /** What a folder holds, from its headers; where no classes are named also from its labels. */
  static Outline outline(Path folder, List<String> classNames, String licence) {
    List<int[]> sizes =
        Stream.of("train", "val", "t10k")
            .map(split -> file(folder, split + "-images-idx3-ubyte"))
            .map(found -> found.map(path -> IdxFile.header(path, 3)).orElse(new int[3]))
            .toList();
    int[] train = sizes.get(0);
    int classes =
        classNames.isEmpty() ? read(folder, classNames, licence).classes() : classNames.size();
    return new Outline(
        classes, train[0], sizes.get(1)[0], sizes.get(2)[0], 1, train[1], train[2], licence);
  }

  private static Optional<Split> split(Path folder, String split) {
    Optional<Path> images = file(folder, split + "-images-idx3-ubyte");
    Optional<Path> labels = file(folder, split + "-labels-idx1-ubyte");
    DataException.unless(
        images.isPresent() == labels.isPresent(),
        "%s: holds %s-%s-ubyte but not the %s-%s-ubyte that belongs to it; put it there",
        folder,
        split,
        images.isPresent() ? "images-idx3" : "labels-idx1",
        split,
        images.isPresent() ? "labels-idx1" : "images-idx3");
    return images.map(path -> new Split(IdxFile.read(path, 3), IdxFile.read(labels.get(), 1)));
  }

  private static Optional<Path> file(Path folder, String name) {
    return List.of(folder.resolve(name), folder.resolve(name + ".gz")).stream()
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static List<String> numbered(List<Split> splits) {
    int classes = 1 + splits.stream().mapToInt(Split::largestLabel).max().orElse(0);
    return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }

  /** The two files of one split. */
  private record Split(IdxFile pixels, IdxFile labels) {
    Split {
      DataException.unless(
          pixels.sizes()[0] == labels.sizes()[0],
          "%s: %,d images but %,d labels in %s; the two files do not belong together",
          pixels.path(),
          pixels.sizes()[0],
          labels.sizes()[0],
          labels.path().getFileName());
    }

    int largestLabel() {
      return IntStream.of(labelNumbers()).max().orElse(0);
    }

    int[] labelNumbers() {
      byte[] bytes = labels.content();
      return IntStream.range(0, bytes.length).map(row -> bytes[row] & 0xff).toArray();
    }

    void check(int classes, Split train) {
      int[] numbers = labelNumbers();
      for (int row = 0; row < numbers.length; row++) {
        DataException.unless(
            numbers[row] < classes,
            "%s: label of row %d is %d, but there are %d class names (0 to %d); name all classes",
            labels.path(),
            row,
            numbers[row],
            classes,
            classes - 1);
      }
      DataException.unless(
          pixels.sizes()[1] == train.pixels.sizes()[1]
              && pixels.sizes()[2] == train.pixels.sizes()[2],
          "%s: images are %dx%d, but those of %s are %dx%d; all splits need one size",
          pixels.path(),
          pixels.sizes()[1],
          pixels.sizes()[2],
          train.pixels.path().getFileName(),
          train.pixels.sizes()[1],
          train.pixels.sizes()[2]);
    }

    Images images(String source, List<String> classNames, String licence) {
      int[] sizes = pixels.sizes();
      return Images.owning(
          1, sizes[1], sizes[2], pixels.content(), labelNumbers(), classNames, source, licence);
    }
  }
}
