package org.munet4j.report.plot;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.stream.IntStream;

/**
 * A field of numbers as bands of equal height, with a line between two bands.
 *
 * @param field numbers by row and column
 * @param columns places of the columns, growing
 * @param rows places of the rows, growing
 * @param band height of a band
 */
record Contour(
    double[][] field, double[] columns, double[] rows, ColourScale colours, double band) {
  private static final int FINE = 2;

  void draw(Easel easel, Plane plane) {
    int width = (int) Math.ceil(plane.area().getWidth() * FINE);
    int height = (int) Math.ceil(plane.area().getHeight() * FINE);
    double[] across = places(columns, plane.across()[0], plane.across()[1], width);
    double[] down = places(rows, plane.up()[1], plane.up()[0], height);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    double[] above = new double[width];
    for (int y = 0; y < height; y++) {
      double left = Double.NaN;
      for (int x = 0; x < width; x++) {
        double here = Math.floor(at(across[x], down[y]) / band);
        boolean isEdge = x > 0 && y > 0 && (here != left || here != above[x]);
        if (Double.isFinite(here)) {
          Color colour = isEdge ? Colours.TEXT : colours.at((here + 0.5) * band);
          image.setRGB(x, y, colour.getRGB());
        }
        left = here;
        above[x] = here;
      }
    }
    AffineTransform place =
        AffineTransform.getTranslateInstance(plane.area().getX(), plane.area().getY());
    place.scale(1.0 / FINE, 1.0 / FINE);
    easel
        .graphics()
        .setRenderingHint(
            RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    easel.graphics().drawImage(image, place, null);
  }

  /** For each pixel its place among the rows or columns, whole at each of them. */
  private static double[] places(double[] known, double from, double to, int pixels) {
    return IntStream.range(0, pixels)
        .mapToDouble(pixel -> place(known, from + (pixel + 0.5) / pixels * (to - from)))
        .toArray();
  }

  private static double place(double[] known, double at) {
    for (int next = 1; next < known.length; next++) {
      if (at <= known[next]) {
        return Math.max(0, next - 1 + (at - known[next - 1]) / (known[next] - known[next - 1]));
      }
    }
    return known.length - 1;
  }

  /** The number between the four nearest ones of the field. */
  private double at(double column, double row) {
    int left = (int) Math.min(column, Math.max(0, columns.length - 2));
    int below = (int) Math.min(row, Math.max(0, rows.length - 2));
    double bottom = between(below, left, column - left);
    double top = between(Math.min(below + 1, rows.length - 1), left, column - left);
    return bottom + (top - bottom) * (row - below);
  }

  private double between(int row, int left, double part) {
    double[] numbers = field[row];
    int right = Math.min(left + 1, columns.length - 1);
    return right < numbers.length
        ? numbers[left] + (numbers[right] - numbers[left]) * part
        : Double.NaN;
  }
}
