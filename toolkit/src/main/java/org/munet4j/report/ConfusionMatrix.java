package org.munet4j.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.munet4j.component.ModelGraph;
import org.munet4j.data.Images;
import org.munet4j.internal.Require;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Evaluation;
import tech.tablesaw.api.Table;

/**
 * Which classes a model takes for which: a row for each true class, a column for each class that it
 * answered. Shades are parts of the row, so a rare class is as visible as a common one. Up to 25
 * classes are drawn with names and counts, more as a picture above the most confused pairs.
 */
public final class ConfusionMatrix implements Figure {
  private static final int MOST_PAIRS = 20;
  private static final int TOLD = 3;
  private static final int NOTED = 8;

  private final List<String> classNames;
  private final int[][] counts;

  private ConfusionMatrix(List<String> classNames, int[][] counts) {
    this.classNames = classNames;
    this.counts = counts;
  }

  /**
   * A matrix from answers.
   *
   * @param labels true class of each image, 0 to classes - 1
   * @param answers the class that was answered for each, in the same order
   */
  public static ConfusionMatrix of(List<String> classNames, int[] labels, int[] answers) {
    int classes = classNames.size();
    Require.that(classes >= 2, "confusion matrix: %d classes, needs at least 2", classes);
    Require.that(
        labels.length == answers.length,
        "confusion matrix: %d labels and %d answers; give one answer for each label",
        labels.length,
        answers.length);
    int[][] counts = new int[classes][classes];
    for (int i = 0; i < labels.length; i++) {
      check("label", labels[i], i, classes);
      check("answer", answers[i], i, classes);
      counts[labels[i]][answers[i]]++;
    }
    return new ConfusionMatrix(List.copyOf(classNames), counts);
  }

  /** A matrix of what was answered to these images, such as by {@link Evaluation#logits}. */
  public static ConfusionMatrix of(Images images, Tensor logits) {
    return of(images.classNames(), images.labels(), Answers.of(logits));
  }

  /** A matrix of what the path or multipath answers to these images. */
  public static ConfusionMatrix of(ModelGraph graph, Images images) {
    return of(images, Evaluation.logits(graph, images));
  }

  private static void check(String what, int value, int place, int classes) {
    Require.that(
        value >= 0 && value < classes,
        "confusion matrix: %s %d of image %d is no class; classes run from 0 to %d",
        what,
        value,
        place,
        classes - 1);
  }

  public List<String> classNames() {
    return classNames;
  }

  /** Images of the class {@code label} that were answered with the class {@code answer}. */
  public int count(int label, int answer) {
    return counts[label][answer];
  }

  /** Number of images. */
  public int images() {
    return IntStream.range(0, counts.length).map(this::images).sum();
  }

  /** Part of the images that were answered rightly, 0 to 1; 0 without images. */
  public double accuracy() {
    int right = IntStream.range(0, counts.length).map(i -> counts[i][i]).sum();
    return right / (double) Math.max(1, images());
  }

  /** The twenty pairs that were confused most often, beginning with the most frequent. */
  public Table mostConfused() {
    Columns<Pair> columns = new Columns<>(pairs(MOST_PAIRS));
    return Table.create(
        "most confused classes",
        columns.text("true class", pair -> classNames.get(pair.label())),
        columns.text("taken for", pair -> classNames.get(pair.answer())),
        columns.count("images", Pair::images),
        columns.measure("percent of the class", pair -> 100 * part(pair.label(), pair.answer())));
  }

  /** One row a class: its images, how many of them were found, how many answers were right. */
  public Table perClass() {
    Columns<Integer> columns = new Columns<>(IntStream.range(0, counts.length).boxed().toList());
    return Table.create(
        "classes",
        columns.text("class", classNames::get),
        columns.count("images", this::images),
        columns.count("right", label -> counts[label][label]),
        columns.measure("recall", label -> part(label, label)),
        columns.measure("precision", this::precision));
  }

  @Override
  public Drawing drawing() {
    String title = Require.text("%.1f %% of %,d images right", 100 * accuracy(), images());
    return new HeatMap(title, "true class", "answer", classNames, classNames, new Shades())
        .drawing(toString(), pairs(NOTED).stream().map(this::sentence).toList());
  }

  private final class Shades implements HeatMap.Matrix {
    @Override
    public double shade(int row, int column) {
      return part(row, column);
    }

    @Override
    public String text(int row, int column) {
      return Integer.toString(counts[row][column]);
    }
  }

  private record Pair(int label, int answer, int images) {}

  private List<Pair> pairs(int most) {
    List<Pair> pairs = new ArrayList<>();
    for (int label = 0; label < counts.length; label++) {
      for (int answer = 0; answer < counts.length; answer++) {
        if (label != answer && counts[label][answer] > 0) {
          pairs.add(new Pair(label, answer, counts[label][answer]));
        }
      }
    }
    return pairs.stream()
        .sorted(Comparator.comparing(Pair::images).reversed())
        .limit(most)
        .toList();
  }

  private String sentence(Pair pair) {
    return Require.text(
        "%s taken for %s: %,d (%.0f %% of the class)",
        classNames.get(pair.label()),
        classNames.get(pair.answer()),
        pair.images(),
        100 * part(pair.label(), pair.answer()));
  }

  private int images(int label) {
    return IntStream.of(counts[label]).sum();
  }

  private double part(int label, int answer) {
    return counts[label][answer] / (double) Math.max(1, images(label));
  }

  private double precision(int answer) {
    int all = IntStream.range(0, counts.length).map(label -> counts[label][answer]).sum();
    return all == 0 ? Double.NaN : counts[answer][answer] / (double) all;
  }

  /** What a reader who cannot see the picture needs: how good, and what is confused most. */
  @Override
  public String toString() {
    String most = String.join("; ", pairs(TOLD).stream().map(this::sentence).toList());
    return Escape.visible(
        Require.text(
            "confusion matrix of %,d images in %d classes: %.1f %% right%s",
            images(),
            counts.length,
            100 * accuracy(),
            most.isEmpty() ? "" : "; most often " + most));
  }
}
