package org.munet4j.report.plot;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Numbers counted in bins.
 *
 * @param bins named in the figure itself, so that plotly shows the same
 * @param heights of each bin
 */
record Histogram(Bins bins, double[] heights) {
  private static final double ROW = 0.4;
  private static final double FIELD = 0.25;

  /** Writes the bins into every histogram of a figure; those on one axis share theirs. */
  static void settle(JsonArray data) {
    List<Series> histograms =
        PlotlyFigure.series(data).stream().filter(Series::isHistogram).toList();
    histograms.stream()
        .collect(Collectors.groupingBy(trace -> letter(trace) + trace.axis(letter(trace))))
        .forEach((axis, together) -> settle(together));
    for (Series field : PlotlyFigure.series(data)) {
      if (field.type().equals("histogram2d")) {
        for (String letter : List.of("x", "y")) {
          add(field, letter, Bins.around(field.numbers(letter), wanted(field, letter), FIELD));
        }
      }
    }
  }

  private static void settle(List<Series> together) {
    String letter = letter(together.get(0));
    double[] numbers =
        together.stream()
            .flatMapToDouble(trace -> DoubleStream.of(trace.numbers(letter)))
            .toArray();
    Bins bins = Bins.around(numbers, wanted(together.get(0), letter), ROW);
    together.forEach(trace -> add(trace, letter, bins));
  }

  private static void add(Series trace, String letter, Bins bins) {
    trace.json().remove("autobin" + letter);
    trace.json().remove("nbins" + letter);
    trace.json().add(letter + "bins", bins.toJson());
  }

  private static int wanted(Series trace, String letter) {
    return (int) Series.number(trace.json(), "nbins" + letter, 0);
  }

  private static String letter(Series trace) {
    return trace.isHorizontal() ? "y" : "x";
  }

  static Histogram of(Series trace) {
    String letter = letter(trace);
    Bins bins = Bins.of(trace.part(letter + "bins"));
    List<JsonElement> others = trace.values(letter.equals("x") ? "y" : "x");
    List<JsonElement> numbers = trace.values(letter);
    String how = others.isEmpty() ? "count" : Series.text(trace.json(), "histfunc").orElse("count");
    double[] heights = new double[bins.count()];
    int[] counts = new int[bins.count()];
    for (int at = 0; at < numbers.size(); at++) {
      int bin = bins.of(Series.number(numbers.get(at)));
      if (bin >= 0) {
        double other = at < others.size() ? Series.number(others.get(at)) : 1;
        heights[bin] = joined(how, heights[bin], counts[bin], other);
        counts[bin]++;
      }
    }
    return new Histogram(bins, normed(trace, heights, bins.size()));
  }

  private static double joined(String how, double height, int count, double other) {
    return switch (how) {
      case "sum" -> height + other;
      case "avg" -> (height * count + other) / (count + 1);
      case "min" -> count == 0 ? other : Math.min(height, other);
      case "max" -> count == 0 ? other : Math.max(height, other);
      default -> height + 1;
    };
  }

  private static double[] normed(Series trace, double[] heights, double size) {
    double all = DoubleStream.of(heights).sum();
    double factor =
        switch (Series.text(trace.json(), "histnorm").orElse("")) {
          case "percent" -> 100 / all;
          case "probability" -> 1 / all;
          case "density" -> 1 / size;
          case "probability density" -> 1 / all / size;
          default -> 1;
        };
    return Arrays.stream(heights).map(height -> height * factor).toArray();
  }
}
