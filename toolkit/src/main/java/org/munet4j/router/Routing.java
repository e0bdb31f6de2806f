package org.munet4j.router;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.munet4j.component.Multipath;
import org.munet4j.data.Images;
import org.munet4j.internal.Require;
import org.munet4j.system.Model;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Evaluation;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a router decided: how much of each path is in the answer to each image.
 *
 * @param paths their names, the main one first
 * @param weights [image, path], 0 to 1, those of an image sum to 1
 * @param labels of the images
 * @param classes names of the labels
 */
public record Routing(
    List<String> paths, Tensor weights, List<Integer> labels, List<String> classes) {
  private static final double TOLERANCE = 1e-3;

  public Routing {
    paths = List.copyOf(paths);
    labels = List.copyOf(labels);
    classes = List.copyOf(classes);
    Require.that(!paths.isEmpty() && !labels.isEmpty(), "routing: needs a path and an image");
    long[] shape = weights.shape();
    Require.that(
        shape.length == 2 && shape[0] == labels.size() && shape[1] == paths.size(),
        "routing: weights are %s, need [%d images, %d paths]",
        Arrays.toString(shape),
        labels.size(),
        paths.size());
    for (int label : labels) {
      Require.that(
          label >= 0 && label < classes.size(),
          "routing: label %d of %d classes",
          label,
          classes.size());
    }
    float[] all = weights.toArray();
    for (int image = 0; image < labels.size(); image++) {
      double sum = 0;
      for (int path = 0; path < paths.size(); path++) {
        sum += all[image * paths.size() + path];
      }
      Require.that(
          Math.abs(sum - 1) <= TOLERANCE,
          "routing: weights of image %d sum to %.4f, need 1",
          image,
          sum);
    }
  }

  /**
   * What the router of a model decides for images.
   *
   * @throws IllegalArgumentException if the model is a single path
   */
  public static Routing of(Model model, Images images) {
    Require.that(
        model.graph() instanceof Multipath,
        "model %s is a single path and has no router; take one of a MultipathAgent",
        model.id());
    return of((Multipath) model.graph(), images);
  }

  /** The same for a multipath; its paths are named by the models that they are from. */
  public static Routing of(Multipath multipath, Images images) {
    List<String> paths = new ArrayList<>(List.of("main"));
    multipath.branches().forEach(branch -> paths.add(branch.model()));
    return new Routing(
        paths,
        Evaluation.weights(multipath, images),
        IntStream.range(0, images.count()).mapToObj(images::label).toList(),
        images.classNames());
  }

  /** Weight of one path in the answer to one image, 0 to 1. */
  public double weight(int image, int path) {
    return weights.values().get(image * paths.size() + path);
  }

  /** Weights of the paths in the answer to one image. */
  public double[] ofSample(int image) {
    Require.that(
        image >= 0 && image < labels.size(),
        "routing: there is no image %d; images are 0 to %d",
        image,
        labels.size() - 1);
    return IntStream.range(0, paths.size()).mapToDouble(path -> weight(image, path)).toArray();
  }

  /** Weights [sample, path] of these images. */
  public double[][] ofSamples(int... images) {
    return IntStream.of(images).mapToObj(this::ofSample).toArray(double[][]::new);
  }

  /** Mean weight of each path over all images. */
  public double[] mean() {
    return means(IntStream.range(0, labels.size()).toArray());
  }

  /** Mean weights [class, path]; of a class without images NaN. */
  public double[][] byClass() {
    return IntStream.range(0, classes.size())
        .mapToObj(label -> means(images(label)))
        .toArray(double[][]::new);
  }

  private int[] images(int label) {
    return IntStream.range(0, labels.size()).filter(image -> labels.get(image) == label).toArray();
  }

  private double[] means(int[] images) {
    return IntStream.range(0, paths.size())
        .mapToDouble(
            path ->
                IntStream.of(images)
                    .mapToDouble(image -> weight(image, path))
                    .average()
                    .orElse(Double.NaN))
        .toArray();
  }

  /** One row for each image: its number, its class and the weight of each path. */
  public Table table() {
    Table table =
        Table.create(
            "routing",
            IntColumn.create("image", IntStream.range(0, labels.size()).toArray()),
            StringColumn.create("class", labels.stream().map(classes::get)));
    for (int path = 0; path < paths.size(); path++) {
      int place = path;
      DoubleStream column =
          IntStream.range(0, labels.size()).mapToDouble(image -> weight(image, place));
      table.addColumns(DoubleColumn.create(path + " " + paths.get(path), column.toArray()));
    }
    return table;
  }

  @Override
  public String toString() {
    double[] means = mean();
    return Require.text(
        "routing of %d images between %d paths; mean %s",
        labels.size(),
        paths.size(),
        String.join(
            ", ",
            IntStream.range(0, means.length)
                .mapToObj(path -> Require.text("%s %.2f", paths.get(path), means[path]))
                .toList()));
  }
}
