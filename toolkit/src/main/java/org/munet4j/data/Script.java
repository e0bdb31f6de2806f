package org.munet4j.data;

import java.util.ArrayList;
import java.util.List;

/**
 * What the characters of one alphabet share, so that alphabets look like different scripts: their
 * parts, how parts are put together, and the pen.
 *
 * @param parts strokes that characters are built from
 * @param plan how a character is put together
 * @param busy chance that a character gets one more stroke, and one more
 * @param turn parts are turned by multiples of this angle, in radians; 0 keeps them upright
 * @param mirrors whether parts may face either way
 * @param width of a character, 1 as wide as high
 * @param slant shear of the whole, as in italics
 * @param penRadius in parts of the side
 * @param contrast 0 for a round pen to 0.7 for a broad nib
 * @param nib angle of the broad nib, in radians
 */
record Script(
    List<Stroke> parts,
    Plan plan,
    double busy,
    double turn,
    boolean mirrors,
    double width,
    double slant,
    double penRadius,
    double contrast,
    double nib) {

  /** How the strokes of a character find their places. */
  enum Plan {
    /** Each stroke starts on an earlier one. */
    CHAINED,
    /** A stem, and parts that grow out of it. */
    STEM,
    /** Everything hangs from a line on top. */
    HEADLINE,
    /** One large part with small marks around. */
    MARKED,
    /** Parts stand in cells, beside or above each other. */
    STACKED
  }

  static Script random(Dice dice) {
    Plan plan = Plan.values()[dice.below(Plan.values().length)];
    double roundness = dice.between(0, 1);
    List<Stroke> parts = new ArrayList<>();
    int wanted = 4 + dice.below(4);
    while (parts.size() < wanted) {
      Motif motif = Motif.any(dice);
      double fit = 1 - Math.abs(motif.roundness - roundness);
      if (dice.chance(fit * fit * fit)) {
        parts.add(motif.stroke(dice));
      }
    }
    double[] turns = {Math.PI / 2, Math.PI / 2, Math.PI / 4, Math.PI, 0};
    return new Script(
        List.copyOf(parts),
        plan,
        dice.between(0.15, 0.6),
        turns[dice.below(turns.length)],
        dice.chance(0.7),
        dice.between(0.75, 1.15),
        dice.chance(0.35) ? dice.between(-0.3, 0.3) : 0,
        dice.between(0.026, 0.042),
        dice.chance(0.4) ? dice.between(0.4, 0.7) : 0,
        dice.between(0, Math.PI));
  }

  /**
   * The same script, busier and with so many parts more, for characters when the others are used
   * up.
   */
  Script richer(int more, Dice dice) {
    List<Stroke> all = new ArrayList<>(parts);
    for (int next = 0; next < more; next++) {
      all.add(Motif.any(dice).stroke(dice));
    }
    double busier = Math.min(0.9, busy + 0.05 * more);
    return new Script(
        List.copyOf(all),
        plan,
        more == 0 ? busy : busier,
        turn,
        mirrors,
        width,
        slant,
        penRadius,
        contrast,
        nib);
  }

  /** How many strokes a character of this script adds to its first: 1 to 3. */
  int more(Dice dice) {
    int more = 1;
    while (more < 3 && dice.chance(busy)) {
      more++;
    }
    return more;
  }

  /** One of the parts, turned and mirrored as this script does. */
  Stroke part(Dice dice) {
    Stroke part = parts.get(dice.below(parts.size()));
    double angle = turn == 0 ? 0 : turn * dice.below((int) StrictMath.round(2 * Math.PI / turn));
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double face = mirrors && dice.chance(0.5) ? -1 : 1;
    return part.moved((x, y) -> new double[] {face * x * cos - y * sin, face * x * sin + y * cos});
  }
}
