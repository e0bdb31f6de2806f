package org.munet4j.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;

/**
 * Labelled images of one size: what every reader ends in. Immutable, and safe to share between
 * threads. The pixels lie on the heap, or in a file that is mapped into memory.
 *
 * <pre>
 *   pixels  [image, channel, row, column]   one unsigned byte each, 0 black to 255 white
 *   labels  [image]                         0 to classes - 1
 * </pre>
 */
public final class Images {
  /** Most pixels that one set may have: a Java array ends here, at 2 GiB. */
  static final int LARGEST = Integer.MAX_VALUE - 64;

  private static final int LONGEST_NAME = 200;

  private final int channels;
  private final int rows;
  private final int columns;
  private final Pixels pixels;
  private final int[] labels;
  private final List<String> classNames;
  private final Provenance provenance;

  private Images(
      int channels,
      int rows,
      int columns,
      Pixels pixels,
      int[] labels,
      List<String> classNames,
      String source,
      String licence) {
    this.channels = channels;
    this.rows = rows;
    this.columns = columns;
    this.pixels = pixels;
    this.labels = labels;
    this.classNames = classNames;
    int[] sizes = {labels.length, channels, rows, columns};
    this.provenance =
        new Provenance(
            source, licence, Provenance.hash(sizes, classNames, labels, pixels.hashes()));
  }

  /**
   * Images from arrays, which are copied.
   *
   * @param channels 1 for grey, 3 for red, green, blue
   * @param pixels [image, channel, row, column], one after another
   * @param labels one for each image, 0 to {@code classNames.size() - 1}
   * @param source where they come from, as a person would say it
   * @param licence the terms, "none stated" where the source says nothing
   */
  public static Images of(
      int channels,
      int rows,
      int columns,
      byte[] pixels,
      int[] labels,
      List<String> classNames,
      String source,
      String licence) {
    return owning(
        channels, rows, columns, pixels.clone(), labels.clone(), classNames, source, licence);
  }

  /** The same without copies: for readers in this room, which then forget their arrays. */
  static Images owning(
      int channels,
      int rows,
      int columns,
      byte[] pixels,
      int[] labels,
      List<String> classNames,
      String source,
      String licence) {
    Require.that(labels.length >= 1, "images '%s': there is no image, needs at least 1", source);
    int needed = size(source, labels.length, channels, rows, columns);
    Require.that(
        pixels.length == needed,
        "images '%s': %,d pixels do not fit [%d, %d, %d, %d], needs %,d",
        source,
        pixels.length,
        labels.length,
        channels,
        rows,
        columns,
        needed);
    Pixels hashed = HeapPixels.of(pixels, needed / labels.length);
    return over(channels, rows, columns, hashed, labels, classNames, source, licence);
  }

  /** Images whose pixels are somewhere already, one for each label. */
  static Images over(
      int channels,
      int rows,
      int columns,
      Pixels pixels,
      int[] labels,
      List<String> classNames,
      String source,
      String licence) {
    Require.that(!source.isBlank(), "images without a source: say where they come from");
    Require.that(
        !licence.isBlank(), "images '%s': licence is blank; say 'none stated' if so", source);
    Require.that(labels.length >= 1, "images '%s': there is no image, needs at least 1", source);
    List<String> names = checkedNames(source, classNames);
    checkLabels(source, labels, names.size());
    return new Images(channels, rows, columns, pixels, labels, names, source, licence);
  }

  /** Number of bytes of so many images, if one array can hold them. */
  static int size(String source, long count, int channels, int rows, int columns) {
    Require.that(
        channels >= 1 && rows >= 1 && columns >= 1,
        "images '%s': size is %d channels, %d rows, %d columns, each needs at least 1",
        source,
        channels,
        rows,
        columns);
    double bytes = (double) count * channels * rows * columns;
    Require.that(
        bytes <= LARGEST,
        "images '%s': %,d images of %dx%dx%d are %,.0f bytes, at most %,d fit (2 GiB);"
            + " use fewer or smaller images",
        source,
        count,
        channels,
        rows,
        columns,
        bytes,
        LARGEST);
    return (int) bytes;
  }

  private static List<String> checkedNames(String source, List<String> classNames) {
    Require.that(!classNames.isEmpty(), "images '%s': no class names, needs at least 1", source);
    Set<String> seen = new HashSet<>();
    for (String name : classNames) {
      Require.that(
          !name.isBlank()
              && name.length() <= LONGEST_NAME
              && name.chars().noneMatch(Character::isISOControl),
          "images '%s': class %d has a name that is blank, longer than %d letters or has control"
              + " characters",
          source,
          seen.size(),
          LONGEST_NAME);
      Require.that(seen.add(name), "images '%s': class name '%s' occurs twice", source, name);
    }
    return List.copyOf(classNames);
  }

  private static void checkLabels(String source, int[] labels, int classes) {
    for (int index = 0; index < labels.length; index++) {
      Require.that(
          labels[index] >= 0 && labels[index] < classes,
          "images '%s': label of image %d is %d, but there are %d classes (0 to %d)",
          source,
          index,
          labels[index],
          classes,
          classes - 1);
    }
  }

  /** Number of images. */
  public int count() {
    return labels.length;
  }

  public int channels() {
    return channels;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** Number of classes, whether each has an image here or not. */
  public int classes() {
    return classNames.size();
  }

  public List<String> classNames() {
    return classNames;
  }

  public Provenance provenance() {
    return provenance;
  }

  /** Class of one image, 0 to classes - 1. */
  public int label(int index) {
    return labels[checked(index)];
  }

  /** All labels, a copy. */
  public int[] labels() {
    return labels.clone();
  }

  /** Pixels of one image as [channel, row, column], a copy. */
  public byte[] pixels(int index) {
    byte[] copy = new byte[imageSize()];
    copyPixels(index, copy, 0);
    return copy;
  }

  /** Puts the pixels of one image into {@code target}, starting at {@code offset}. */
  public void copyPixels(int index, byte[] target, int offset) {
    Require.that(
        offset >= 0 && offset <= target.length - imageSize(),
        "images '%s': %d pixels do not fit an array of %d at offset %d",
        provenance.source(),
        imageSize(),
        target.length,
        offset);
    copyPixels(index, ByteBuffer.wrap(target, offset, imageSize()));
  }

  /** Puts the pixels of one image into {@code target} from its position on, which moves behind. */
  public void copyPixels(int index, ByteBuffer target) {
    pixels.copy(checked(index), target);
  }

  /** Whether the pixels lie in a file and are read when they are needed. */
  public boolean isMapped() {
    return pixels.isMapped();
  }

  /** These images in this order; the source tells how many of how many. */
  public Images select(int... indices) {
    String source =
        Require.text("%s [%d of %d]", provenance.source(), indices.length, labels.length);
    return arranged(indices, source);
  }

  /** All images in a random order, the same for the same seed. */
  public Images shuffled(long seed) {
    return arranged(Dice.at(seed).order(labels.length), provenance.source());
  }

  /**
   * The images of these classes only, which become classes 0, 1, 2, … in the order given.
   *
   * @param classes some of these, none twice
   */
  public Images only(int... classes) {
    int[] fresh = new int[classes()];
    Arrays.fill(fresh, -1);
    for (int next = 0; next < classes.length; next++) {
      Require.that(
          classes[next] >= 0 && classes[next] < fresh.length && fresh[classes[next]] < 0,
          "images '%s': classes %s are to be kept; each must be one of 0 to %d, and none twice",
          provenance.source(),
          Arrays.toString(classes),
          fresh.length - 1);
      fresh[classes[next]] = next;
    }
    String source = provenance.source() + ", only classes " + Arrays.toString(classes);
    int[] kept = IntStream.range(0, count()).filter(index -> fresh[labels[index]] >= 0).toArray();
    return new Images(
        channels,
        rows,
        columns,
        arranged(kept, source).pixels,
        IntStream.of(kept).map(index -> fresh[labels[index]]).toArray(),
        IntStream.of(classes).mapToObj(classNames::get).toList(),
        source,
        provenance.licence());
  }

  /**
   * The pixels of each image at other places: one random permutation for all images and channels,
   * the same for the same seed and image size. The new pixels lie on the heap.
   */
  public Images permuted(long seed) {
    return warped(
        Warp.permutation(rows * columns, seed), Require.text("pixels permuted by seed %d", seed));
  }

  /**
   * Each image turned counterclockwise about its centre, bilinear, black where nothing was. Quarter
   * turns of square images are exact. The new pixels lie on the heap.
   *
   * @param degrees any finite angle; 0 gives these images
   */
  public Images rotated(double degrees) {
    Require.that(
        Double.isFinite(degrees),
        "images '%s': cannot be turned by %s degrees, needs a finite angle",
        provenance.source(),
        degrees);
    return degrees == 0
        ? this
        : warped(
            Warp.rotation(rows, columns, degrees), Require.text("turned by %s degrees", degrees));
  }

  private Images warped(Warp warp, String how) {
    String source = provenance.source() + ", " + how;
    byte[] warped = new byte[size(source, count(), channels, rows, columns)];
    for (int index = 0; index < count(); index++) {
      warp.apply(pixels(index), warped, index * imageSize());
    }
    return owning(
        channels, rows, columns, warped, labels, classNames, source, provenance.licence());
  }

  private Images arranged(int[] indices, String source) {
    Require.that(indices.length >= 1, "images '%s': there is no image, needs at least 1", source);
    int[] kept = IntStream.of(indices).map(index -> labels[checked(index)]).toArray();
    if (!isMapped()) {
      size(source, indices.length, channels, rows, columns);
    }
    return new Images(
        channels,
        rows,
        columns,
        pixels.arranged(indices),
        kept,
        classNames,
        source,
        provenance.licence());
  }

  private int imageSize() {
    return channels * rows * columns;
  }

  private int checked(int index) {
    Require.that(
        index >= 0 && index < labels.length,
        "images '%s': there is no image %d; indices run from 0 to %d",
        provenance.source(),
        index,
        labels.length - 1);
    return index;
  }

  @Override
  public String toString() {
    return Require.text(
        "%,d images %dx%dx%d, %d classes, from %s (%s), sha256 %s…",
        labels.length,
        channels,
        rows,
        columns,
        classes(),
        provenance.source(),
        provenance.licence(),
        provenance.sha256().substring(0, 12));
  }
}
