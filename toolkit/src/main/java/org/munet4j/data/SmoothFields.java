package org.munet4j.data;

import java.util.stream.IntStream;
import org.munet4j.internal.Require;

/**
 * Small synthetic image tasks whose kin is known, drawn by seeded programs: each class is a smooth
 * random field, and each image of it is that field, moved by up to one pixel, with noise.
 *
 * <p>All tasks are made of the same fields. Tasks of one cluster show the same classes in different
 * images. Cluster 0 shows the fields as they are; each other cluster has its pixels at other places
 * and its classes in another order, so what is learned about one cluster is of little use in
 * another. A builder that is a value; one channel, 128 is the fields' mean, 48 their deviation.
 *
 * @param seed start of all random streams
 * @param side rows and columns of an image, in pixels, 4 to 64
 * @param classes 2 to 1,000
 * @param noise deviation of a pixel's normal noise, in deviations of a field
 */
public record SmoothFields(long seed, int side, int classes, double noise) {
  private static final double MEAN = 128;
  private static final double DEVIATION = 48;

  /** Purposes of random streams. */
  private static final int FIELD = 0;

  private static final int PLACES = 1;
  private static final int ORDER = 2;
  private static final int TRAIN = 3;
  private static final int TEST = 4;

  public SmoothFields {
    Require.that(
        side >= 4 && side <= 64, "fields of seed %d: side is %d, needs 4 to 64", seed, side);
    Require.that(
        classes >= 2 && classes <= 1_000,
        "fields of seed %d: classes is %d, needs 2 to 1,000",
        seed,
        classes);
    Require.that(
        noise >= 0 && noise <= 10, "fields of seed %d: noise is %s, needs 0 to 10", seed, noise);
  }

  /** Defaults: 8x8 pixels, 10 classes, noise 0.3. */
  public static SmoothFields seeded(long seed) {
    return new SmoothFields(seed, 8, 10, 0.3);
  }

  public SmoothFields side(int side) {
    return new SmoothFields(seed, side, classes, noise);
  }

  public SmoothFields classes(int classes) {
    return new SmoothFields(seed, side, classes, noise);
  }

  public SmoothFields noise(double noise) {
    return new SmoothFields(seed, side, classes, noise);
  }

  /**
   * Images of one task; the classes take turns, so each slice holds all of them. Class names tell
   * the field: {@code field 3} of two clusters is the same one, with pixels at other places.
   *
   * @param cluster 0 or more
   * @param task of the cluster, 0 or more
   */
  public Source source(int cluster, int task, int trainPerClass, int testPerClass) {
    Require.that(
        cluster >= 0 && task >= 0 && trainPerClass >= 1 && testPerClass >= 1,
        "fields of seed %d: cluster %d, task %d, %d train and %d test images of each class are"
            + " asked for; cluster and task start at 0, images at 1",
        seed,
        cluster,
        task,
        trainPerClass,
        testPerClass);
    return Source.of(
        Require.text("fields-%d-%d", cluster, task),
        images(cluster, task, TRAIN, trainPerClass),
        images(cluster, task, TEST, testPerClass));
  }

  private Images images(int cluster, int task, int split, int perClass) {
    String source =
        Require.text(
            "fields of seed %d, cluster %d, task %d, %s",
            seed, cluster, task, split == TRAIN ? "train" : "test");
    int[] places = order(cluster, PLACES, side * side);
    int[] order = order(cluster, ORDER, classes);
    double[][] fields = IntStream.of(order).mapToObj(this::field).toArray(double[][]::new);
    byte[] pixels = new byte[Images.size(source, (long) perClass * classes, 1, side, side)];
    int[] labels = new int[perClass * classes];
    for (int image = 0; image < labels.length; image++) {
      labels[image] = image % classes;
      Dice dice = Dice.at(seed, split, cluster, task, labels[image], image / classes);
      draw(fields[labels[image]], places, dice, pixels, image * side * side);
    }
    return Images.owning(
        1,
        side,
        side,
        pixels,
        labels,
        IntStream.of(order).mapToObj(field -> "field " + field).toList(),
        source,
        "none needed: drawn by munet4j");
  }

  private int[] order(int cluster, int purpose, int count) {
    return cluster == 0
        ? IntStream.range(0, count).toArray()
        : Dice.at(seed, purpose, cluster).order(count);
  }

  private void draw(double[] field, int[] places, Dice dice, byte[] target, int offset) {
    int down = dice.below(3);
    int right = dice.below(3);
    for (int pixel = 0; pixel < places.length; pixel++) {
      int row = places[pixel] / side + down;
      int column = places[pixel] % side + right;
      double value = dice.about(field[row * (side + 2) + column], noise);
      target[offset + pixel] =
          (byte) (int) (Math.max(0, Math.min(255, MEAN + DEVIATION * value)) + 0.5);
    }
  }

  /** Normal noise, blurred by about one pixel, of mean 0 and deviation 1; a pixel more around. */
  private double[] field(int index) {
    int wide = side + 6;
    Dice dice = Dice.at(seed, FIELD, index);
    double[] field = IntStream.range(0, wide * wide).mapToDouble(at -> dice.about(0, 1)).toArray();
    field = blurred(blurred(field, wide), wide - 2);
    double mean = 0;
    for (double value : field) {
      mean += value / field.length;
    }
    double square = 0;
    for (double value : field) {
      square += (value - mean) * (value - mean) / field.length;
    }
    for (int at = 0; at < field.length; at++) {
      field[at] = (field[at] - mean) / Math.sqrt(square);
    }
    return field;
  }

  /** Weights 1, 2, 1 along both axes; the outermost pixels are lost. */
  private static double[] blurred(double[] field, int wide) {
    int inner = wide - 2;
    double[] blurred = new double[inner * inner];
    for (int at = 0; at < blurred.length; at++) {
      for (int tap = 0; tap < 9; tap++) {
        int weight = (2 - Math.abs(tap / 3 - 1)) * (2 - Math.abs(tap % 3 - 1));
        int row = at / inner + tap / 3;
        blurred[at] += weight / 16.0 * field[row * wide + at % inner + tap % 3];
      }
    }
    return blurred;
  }
}
