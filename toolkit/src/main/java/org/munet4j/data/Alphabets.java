package org.munet4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.munet4j.internal.Require;

/**
 * As many generated alphabets as asked for, each a classification task of its own. A builder that
 * is a value; alphabets of one seed that differ only in {@code classes} share their first
 * characters.
 *
 * @param seed start of all random streams
 * @param classes characters in each alphabet, 2 to 100
 * @param side rows and columns of a drawing, in pixels, 8 to 256
 */
public record Alphabets(long seed, int classes, int side) {
  private static final int STYLE = -1;
  private static final int ENRICHED = 200;
  private static final int MOST_ATTEMPTS = 20_000;

  public Alphabets {
    Require.that(
        classes >= 2 && classes <= 100,
        "alphabets of seed %d: classes is %d, needs 2 to 100",
        seed,
        classes);
    Require.that(
        side >= 8 && side <= 256, "alphabets of seed %d: side is %d, needs 8 to 256", seed, side);
  }

  /** Defaults: 20 classes, 28x28 pixels. */
  public static Alphabets seeded(long seed) {
    return new Alphabets(seed, 20, 28);
  }

  public Alphabets classes(int classes) {
    return new Alphabets(seed, classes, side);
  }

  public Alphabets side(int side) {
    return new Alphabets(seed, classes, side);
  }

  /**
   * One alphabet, the same for the same seed.
   *
   * @param index 0 or more
   */
  public Alphabet alphabet(int index) {
    Require.that(index >= 0, "alphabets of seed %d: index is %d, needs 0 or more", seed, index);
    Script script = Script.random(Dice.at(seed, index, STYLE));
    List<Glyph> glyphs = new ArrayList<>();
    List<Likeness> likenesses = new ArrayList<>();
    for (int attempt = 0; glyphs.size() < classes; attempt++) {
      Require.that(
          attempt < MOST_ATTEMPTS,
          "alphabet %d of seed %d: found only %d characters that can be told apart, not %d;"
              + " ask for fewer classes",
          index,
          seed,
          glyphs.size(),
          classes);
      Dice dice = Dice.at(seed, index, STYLE, attempt);
      Glyph glyph = Glyph.random(script.richer(attempt / ENRICHED, dice), dice);
      Likeness likeness = Likeness.of(glyph);
      if (likeness.isLegible() && likenesses.stream().allMatch(likeness::isDistinctFrom)) {
        glyphs.add(glyph);
        likenesses.add(likeness);
      }
    }
    return new Alphabet(this, index, script, glyphs);
  }

  /** The first alphabets, {@code alphabet(0)} to {@code alphabet(count - 1)}. */
  public Stream<Alphabet> first(int count) {
    return IntStream.range(0, count).mapToObj(this::alphabet);
  }
}
