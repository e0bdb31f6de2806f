package org.munet4j.report.plot;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers in a field as colours: heat maps, counts in two directions, and bands between contours.
 *
 * @param trace of type {@code heatmap}, {@code contour} or {@code histogram2d}
 */
record Cells(Series trace) implements Layer {
  private static final int BANDS = 15;

  /** The two outermost bands of a contour have the two outermost colours. */
  ColourScale colours() {
    ColourScale scale =
        ColourScale.of(trace.json(), "z", Arrays.stream(field()).flatMapToDouble(Arrays::stream));
    if (!isContour()) {
      return scale;
    }
    double band = band(scale);
    return new ColourScale(
        scale.stops(),
        (Math.floor(scale.low() / band) + 0.5) * band,
        (Math.ceil(scale.high() / band) - 0.5) * band);
  }

  boolean isContour() {
    return trace.type().equals("contour");
  }

  /** Height of a contour's band; 0 for other fields. */
  double band() {
    return isContour()
        ? band(
            ColourScale.of(
                trace.json(), "z", Arrays.stream(field()).flatMapToDouble(Arrays::stream)))
        : 0;
  }

  private static double band(ColourScale scale) {
    return Bins.roundedUp((scale.high() - scale.low()) / BANDS, 2, 5, 10);
  }

  @Override
  public void reach(Scale x, Scale y, Reach across, Reach up) {
    Arrays.stream(isContour() ? middles("x", x) : edges("x", x)).forEach(at -> across.to(at, 0));
    Arrays.stream(isContour() ? middles("y", y) : edges("y", y)).forEach(at -> up.to(at, 0));
  }

  @Override
  public void draw(Easel easel, Plane plane) {
    double[][] field = field();
    if (isContour()) {
      new Contour(field, middles("x", plane.x()), middles("y", plane.y()), colours(), band())
          .draw(easel, plane);
      return;
    }
    double[] columns = edges("x", plane.x());
    double[] rows = edges("y", plane.y());
    ColourScale colours = colours();
    for (int row = 0; row < Math.min(field.length, rows.length - 1); row++) {
      for (int column = 0; column < Math.min(field[row].length, columns.length - 1); column++) {
        if (Double.isFinite(field[row][column])) {
          Rectangle2D cell =
              plane.box(columns[column], rows[row], columns[column + 1], rows[row + 1]);
          easel.fillSharp(cell, colours.at(field[row][column]));
        }
      }
    }
  }

  private double[][] field() {
    if (trace.type().equals("histogram2d")) {
      return counts();
    }
    return trace.values("z").stream()
        .filter(JsonElement::isJsonArray)
        .map(row -> ((JsonArray) row).asList().stream().mapToDouble(Series::number).toArray())
        .toArray(double[][]::new);
  }

  private double[][] counts() {
    Bins across = Bins.of(trace.part("xbins"));
    Bins up = Bins.of(trace.part("ybins"));
    double[][] counts = new double[up.count()][across.count()];
    List<JsonElement> xs = trace.values("x");
    List<JsonElement> ys = trace.values("y");
    for (int at = 0; at < Math.min(xs.size(), ys.size()); at++) {
      int column = across.of(Series.number(xs.get(at)));
      int row = up.of(Series.number(ys.get(at)));
      if (column >= 0 && row >= 0) {
        counts[row][column]++;
      }
    }
    return counts;
  }

  private double[] middles(String letter, Scale scale) {
    if (trace.type().equals("histogram2d")) {
      Bins bins = Bins.of(trace.part(letter + "bins"));
      return IntStream.range(0, bins.count()).mapToDouble(bins::middle).toArray();
    }
    double[][] field = field();
    int size =
        letter.equals("y")
            ? field.length
            : Arrays.stream(field).mapToInt(row -> row.length).max().orElse(0);
    List<JsonElement> values = trace.values(letter);
    return IntStream.range(0, size)
        .mapToDouble(at -> at < values.size() ? scale.unit(values.get(at)) : at)
        .toArray();
  }

  private double[] edges(String letter, Scale scale) {
    double[] middles = middles(letter, scale);
    int size = middles.length;
    if (size < 2) {
      return size == 0 ? new double[0] : new double[] {middles[0] - 0.5, middles[0] + 0.5};
    }
    double[] edges = new double[size + 1];
    for (int at = 1; at < size; at++) {
      edges[at] = (middles[at - 1] + middles[at]) / 2;
    }
    edges[0] = 2 * middles[0] - edges[1];
    edges[size] = 2 * middles[size - 1] - edges[size - 1];
    return edges;
  }
}
