package org.munet4j.data;

import java.util.ArrayList;
import java.util.List;

/**
 * The program of one character: one to four strokes in the unit square, as nobody's hand would draw
 * them.
 */
record Glyph(List<Stroke> strokes) {
  private static final double MARGIN = 0.14;

  /** A random character of a script. */
  static Glyph random(Script script, Dice dice) {
    List<Stroke> strokes =
        switch (script.plan()) {
          case CHAINED -> chained(script, dice, new ArrayList<>(List.of(script.part(dice))));
          case STEM -> chained(script, dice, new ArrayList<>(List.of(line(0, -0.6, 0, 0.6))));
          case HEADLINE -> headline(script, dice);
          case MARKED -> marked(script, dice);
          case STACKED -> stacked(script, dice);
        };
    return fitted(strokes, script);
  }

  private static Stroke line(double x0, double y0, double x1, double y1) {
    return new Stroke(new double[] {x0, x1}, new double[] {y0, y1}, false);
  }

  private static List<Stroke> chained(Script script, Dice dice, List<Stroke> strokes) {
    int more = script.more(dice);
    for (int next = 0; next < more; next++) {
      Stroke base = strokes.get(dice.below(strokes.size()));
      double along = dice.below(5) / 4.0;
      int knot = Math.min((int) (along * (base.knots() - 1)), base.knots() - 2);
      double rest = along * (base.knots() - 1) - knot;
      double x = base.xs()[knot] + rest * (base.xs()[knot + 1] - base.xs()[knot]);
      double y = base.ys()[knot] + rest * (base.ys()[knot + 1] - base.ys()[knot]);
      strokes.add(startingAt(script.part(dice), x, y, dice.between(0.55, 1)));
    }
    return strokes;
  }

  private static Stroke startingAt(Stroke part, double x, double y, double size) {
    double startX = part.xs()[0];
    double startY = part.ys()[0];
    return part.moved(
        (px, py) -> new double[] {x + size * (px - startX), y + size * (py - startY)});
  }

  private static List<Stroke> headline(Script script, Dice dice) {
    List<Stroke> strokes = new ArrayList<>(List.of(line(-0.5, -0.5, 0.5, -0.5)));
    int more = Math.min(2, script.more(dice));
    for (int next = 0; next < more; next++) {
      double centre = more == 1 ? dice.between(-0.2, 0.2) : -0.28 + 0.56 * next;
      double size = more == 1 ? dice.between(0.8, 1.1) : dice.between(0.5, 1);
      strokes.add(hangingFrom(script.part(dice), centre, -0.5, size));
    }
    if (dice.chance(script.busy())) {
      strokes.add(placed(script.part(dice), (dice.below(3) - 1) * 0.3, -0.8, 0.45));
    }
    return strokes;
  }

  private static Stroke hangingFrom(Stroke part, double x, double y, double size) {
    double top = Double.MAX_VALUE;
    for (double knot : part.ys()) {
      top = Math.min(top, knot);
    }
    double highest = top;
    return part.moved((px, py) -> new double[] {x + size * px, y + size * (py - highest)});
  }

  private static List<Stroke> marked(Script script, Dice dice) {
    List<Stroke> strokes = new ArrayList<>(List.of(script.part(dice)));
    if (dice.chance(script.busy())) {
      strokes.add(placed(script.part(dice), dice.between(-0.3, 0.3), dice.between(-0.3, 0.3), 0.8));
    }
    int marks = 1 + dice.below(2);
    for (int mark = 0; mark < marks; mark++) {
      double x = (dice.below(3) - 1) * 0.4;
      double y = dice.chance(0.5) ? -0.75 : 0.75;
      strokes.add(
          dice.chance(0.5) ? line(x - 0.02, y, x + 0.02, y) : placed(script.part(dice), x, y, 0.3));
    }
    return strokes;
  }

  private static Stroke placed(Stroke part, double x, double y, double size) {
    return part.moved((px, py) -> new double[] {x + size * px, y + size * py});
  }

  private static List<Stroke> stacked(Script script, Dice dice) {
    boolean upright = dice.chance(0.5);
    int cells = 1 + Math.min(2, script.more(dice));
    List<Stroke> strokes = new ArrayList<>();
    for (int cell = 0; cell < cells; cell++) {
      double main = cells == 2 || cell == 0 ? (cell == 0 ? -0.28 : 0.28) : 0.28;
      double cross = cells == 3 && cell > 0 ? (cell == 1 ? -0.28 : 0.28) : 0;
      double size = cells == 3 && cell > 0 ? 0.46 : 0.52;
      strokes.add(placed(script.part(dice), upright ? cross : main, upright ? main : cross, size));
    }
    return strokes;
  }

  /** Slants the strokes, then stretches them to fill the square up to a margin. */
  private static Glyph fitted(List<Stroke> strokes, Script script) {
    double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
    List<Stroke> slanted =
        strokes.stream()
            .map(stroke -> stroke.moved((x, y) -> new double[] {x - script.slant() * y, y}))
            .toList();
    for (Stroke stroke : slanted) {
      stroke.trace(
          (x0, y0, x1, y1) -> {
            box[0] = Math.min(box[0], Math.min(x0, x1));
            box[1] = Math.min(box[1], Math.min(y0, y1));
            box[2] = Math.max(box[2], Math.max(x0, x1));
            box[3] = Math.max(box[3], Math.max(y0, y1));
          });
    }
    double room = 1 - 2 * MARGIN;
    double wide = Math.max(box[2] - box[0], 0.05);
    double high = Math.max(box[3] - box[1], 0.05);
    double scaleX = room * Math.min(1, script.width()) / wide;
    double scaleY = room * Math.min(1, 1 / script.width()) / high;
    double fitX = Math.min(scaleX, 1.5 * scaleY);
    double fitY = Math.min(scaleY, 1.5 * scaleX);
    double centreX = (box[0] + box[2]) / 2;
    double centreY = (box[1] + box[3]) / 2;
    return new Glyph(
        slanted.stream()
            .map(
                stroke ->
                    stroke.moved(
                        (x, y) ->
                            new double[] {0.5 + fitX * (x - centreX), 0.5 + fitY * (y - centreY)}))
            .toList());
  }
}
