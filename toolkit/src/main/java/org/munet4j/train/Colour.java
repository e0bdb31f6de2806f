package org.munet4j.train;

import org.munet4j.internal.Require;

/**
 * How far the colours of training images are changed at random (muNet family, §2.3), on the scale
 * from 0 (black) to 1 (white). What is 0 is left out.
 *
 * @param quality q of a JPEG that the image is written to and read from before the crop, with a
 *     quality from 100(1-q) to 100; 0 to 1
 * @param brightness what is added to every value of the crop, from -b to b; 0 to 1
 * @param contrast what the distance from the crop's mean is multiplied by, channel by channel, from
 *     1-c to 1+c; 0 to 1
 * @param saturation what the saturation (HSV) is multiplied by, from 1-s to 1+s; 0 to 1
 * @param hue what is added to the hue (HSV), in turns of the colour circle, from -h to h; 0 to 0.5
 */
public record Colour(
    double quality, double brightness, double contrast, double saturation, double hue) {
  public Colour {
    check("quality", quality, 1);
    check("brightness", brightness, 1);
    check("contrast", contrast, 1);
    check("saturation", saturation, 1);
    check("hue", hue, 0.5);
  }

  private static void check(String name, double delta, double most) {
    Require.that(delta >= 0 && delta <= most, "%s delta is %s, needs 0 to %s", name, delta, most);
  }

  public static Colour none() {
    return new Colour(0, 0, 0, 0, 0);
  }

  /** Whether colours stay as they are. */
  public boolean isNone() {
    return quality == 0 && brightness == 0 && contrast == 0 && saturation == 0 && hue == 0;
  }
}
