package org.munet4j.data;

/**
 * How one drawing differs from the character's program: the whole is turned, sheared, stretched and
 * shifted, each stroke and each knot strays a little, and the pen is thinner or thicker.
 */
record Hand(Dice dice, double[] turn, double shiftX, double shiftY, double pen, double stray) {
  private static final double STRAY = 0.019;

  /** A hand for one drawing. */
  static Hand random(Dice dice) {
    double angle = dice.about(0, 0.15);
    double shear = dice.about(0, 0.14);
    double wide = dice.about(1, 0.09);
    double high = dice.about(1, 0.09);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double[] turn = {
      wide * cos, high * (shear * cos - sin), wide * sin, high * (shear * sin + cos)
    };
    return new Hand(
        dice, turn, dice.about(0, 0.04), dice.about(0, 0.04), dice.between(0.8, 1.3), STRAY);
  }

  /** The hand that draws the program as it is. */
  static Hand steady() {
    return new Hand(Dice.at(0), new double[] {1, 0, 0, 1}, 0, 0, 1, 0);
  }

  /** Draws a character with a script's pen. */
  void draw(Glyph glyph, Script script, Canvas canvas, int side) {
    for (Stroke stroke : glyph.strokes()) {
      double strokeX = dice.about(shiftX, stray);
      double strokeY = dice.about(shiftY, stray);
      stroke
          .moved(
              (x, y) -> {
                double fromX = x - 0.5 + dice.about(0, stray);
                double fromY = y - 0.5 + dice.about(0, stray);
                return new double[] {
                  side * (0.5 + strokeX + turn[0] * fromX + turn[1] * fromY),
                  side * (0.5 + strokeY + turn[2] * fromX + turn[3] * fromY)
                };
              })
          .trace(
              (x0, y0, x1, y1) ->
                  canvas.line(
                      x0,
                      y0,
                      x1,
                      y1,
                      side * pen * script.penRadius() * press(script, x1 - x0, y1 - y0)));
    }
  }

  /** A broad nib is thin along its edge and thick across it. */
  private static double press(Script script, double dx, double dy) {
    if (script.contrast() == 0) {
      return 1;
    }
    double length = Math.sqrt(dx * dx + dy * dy);
    double across =
        length == 0
            ? 1
            : Math.abs(dx * StrictMath.sin(script.nib()) - dy * StrictMath.cos(script.nib()))
                / length;
    return 1.25 * (1 - script.contrast() + script.contrast() * across);
  }
}
