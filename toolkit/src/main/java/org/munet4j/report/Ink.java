package org.munet4j.report;

import org.munet4j.internal.Require;

/**
 * A colour of a drawing.
 *
 * @param rgb red, green, blue as {@code 0xRRGGBB}
 * @param opacity 0 invisible to 1 solid
 */
public record Ink(int rgb, double opacity) {
  public static final Ink NONE = new Ink(0, 0);
  public static final Ink WHITE = new Ink(0xFFFFFF, 1);
  public static final Ink TEXT = new Ink(0x2B2F36, 1);
  public static final Ink QUIET = new Ink(0x737A85, 1);
  public static final Ink GRID = new Ink(0xE3E6EA, 1);
  public static final Ink ROOT = new Ink(0x9AA1AC, 1);

  /** Okabe and Ito's colours without black and yellow, then six of Tol's muted ones. */
  private static final int[] TASKS = {
    0x0072B2, 0xE69F00, 0x009E73, 0xD55E00, 0xCC79A7, 0x56B4E9,
    0x332288, 0x999933, 0x882255, 0x44AA99, 0x8C6D46, 0xAA4499
  };

  /** From the first to come to the last. */
  private static final int[] ARRIVALS = {
    0x5B4BA0, 0x2F7FC1, 0x1FA396, 0x6DB33F, 0xE0B008, 0xEF7B32, 0xC2255C
  };

  public Ink {
    Require.that(rgb >= 0 && rgb <= 0xFFFFFF, "ink: rgb is %x, needs 0 to ffffff", rgb);
    Require.that(opacity >= 0 && opacity <= 1, "ink: opacity is %s, needs 0 to 1", opacity);
  }

  /** The colour of the task at this place; after twelve they start again. */
  public static Ink ofTask(int place) {
    return new Ink(TASKS[place % TASKS.length], 1);
  }

  /**
   * A colour of a scale for more than twelve, which tells neighbours as near.
   *
   * @param part 0 for the first, 1 for the last
   */
  public static Ink ofArrival(double part) {
    double place = Math.max(0, Math.min(1, part)) * (ARRIVALS.length - 1);
    int low = Math.min((int) place, ARRIVALS.length - 2);
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = ARRIVALS[low] >> shift & 0xFF;
      int to = ARRIVALS[low + 1] >> shift & 0xFF;
      mixed |= (int) Math.round(from + (to - from) * (place - low)) << shift;
    }
    return new Ink(mixed, 1);
  }

  /** The same colour, fainter by this factor. */
  public Ink faded(double factor) {
    return new Ink(rgb, opacity * factor);
  }

  /** A solid colour nearer to white: factor 1 is this colour, 0 is white. */
  public Ink lightened(double factor) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int channel = rgb >> shift & 0xFF;
      mixed |= (int) Math.round(255 + (channel - 255) * factor) << shift;
    }
    return new Ink(mixed, opacity);
  }

  /** A line of this colour. */
  public Pen pen(double width) {
    return new Pen(this, width);
  }

  boolean isVisible() {
    return opacity > 0;
  }
}
