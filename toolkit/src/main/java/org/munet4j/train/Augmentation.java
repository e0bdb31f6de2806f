package org.munet4j.train;

import org.munet4j.internal.Require;

/**
 * Random changes of training images (muNet family, §2.3): a crop with at least {@code areaMin} of
 * the area and an aspect ratio from {@code aspectMin} to its inverse, a mirror with probability one
 * half, and changes of colour.
 *
 * @param areaMin smallest part of the area, above 0 to 1; 1 switches cropping off
 * @param aspectMin smallest aspect ratio, above 0 to 1
 * @param flip whether images are mirrored left to right
 * @param colour how far colours are changed
 */
public record Augmentation(double areaMin, double aspectMin, boolean flip, Colour colour) {
  public Augmentation {
    Require.that(areaMin > 0 && areaMin <= 1, "smallest area is %s, needs 0 to 1", areaMin);
    Require.that(aspectMin > 0 && aspectMin <= 1, "smallest aspect is %s, needs 0 to 1", aspectMin);
  }

  /** Crops and mirrors; colours stay as they are. */
  public Augmentation(double areaMin, double aspectMin, boolean flip) {
    this(areaMin, aspectMin, flip, Colour.none());
  }

  public static Augmentation none() {
    return new Augmentation(1, 1, false);
  }

  /** Whether images stay as they are: without a crop the aspect ratio has nothing to change. */
  public boolean isNone() {
    return areaMin == 1 && !flip && colour.isNone();
  }
}
