package org.munet4j.data;

/**
 * Tells how alike two characters look: the correlation of their ink at 14x14 pixels with a thick
 * pen, at the best of nine small shifts. 1 is equal.
 */
final class Likeness {
  /** Two characters of one alphabet are at most so alike. */
  static final double LARGEST = 0.72;

  private static final double LEAST_INK = 0.13;
  private static final double MOST_INK = 0.5;
  private static final int SIDE = 14;
  private static final double PEN = 0.075;

  private final double[] ink;
  private final double mean;

  private Likeness(double[] ink, double mean) {
    this.ink = ink;
    this.mean = mean;
  }

  static Likeness of(Glyph glyph) {
    Canvas canvas = new Canvas(SIDE);
    for (Stroke stroke : glyph.strokes()) {
      stroke.trace(
          (x0, y0, x1, y1) -> canvas.line(SIDE * x0, SIDE * y0, SIDE * x1, SIDE * y1, SIDE * PEN));
    }
    double[] ink = canvas.cover();
    double mean = 0;
    for (double value : ink) {
      mean += value / ink.length;
    }
    double square = 0;
    for (int pixel = 0; pixel < ink.length; pixel++) {
      ink[pixel] -= mean;
      square += ink[pixel] * ink[pixel];
    }
    double length = Math.sqrt(square);
    for (int pixel = 0; pixel < ink.length; pixel++) {
      ink[pixel] /= length;
    }
    return new Likeness(ink, mean);
  }

  /** Whether the strokes are neither a speck nor a blot. */
  boolean isLegible() {
    return mean >= LEAST_INK && mean <= MOST_INK;
  }

  boolean isDistinctFrom(Likeness other) {
    return with(other) <= LARGEST;
  }

  double with(Likeness other) {
    double best = -1;
    for (int down = -1; down <= 1; down++) {
      for (int right = -1; right <= 1; right++) {
        best = Math.max(best, shifted(other, down, right));
      }
    }
    return best;
  }

  private double shifted(Likeness other, int down, int right) {
    double sum = 0;
    for (int row = Math.max(0, -down); row < Math.min(SIDE, SIDE - down); row++) {
      for (int column = Math.max(0, -right); column < Math.min(SIDE, SIDE - right); column++) {
        sum += ink[row * SIDE + column] * other.ink[(row + down) * SIDE + column + right];
      }
    }
    return sum;
  }
}
