package org.munet4j.data;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.munet4j.internal.Require;

/**
 * A generated alphabet: characters that are seeded programs of one to four pen strokes in one
 * style, and as many drawings of each as asked for.
 *
 * <p>White ink on black, one channel. The same seed gives the same bytes on every machine; each
 * drawing has its own random stream, so more drawings or characters change no earlier ones. It
 * stands in for data sets such as Omniglot where there is no file, and is easier than real
 * handwriting.
 */
public final class Alphabet {
  private static final int TRAIN = 0;
  private static final int TEST = 1;

  private final Alphabets family;
  private final int index;
  private final Script script;
  private final List<Glyph> glyphs;

  Alphabet(Alphabets family, int index, Script script, List<Glyph> glyphs) {
    this.family = family;
    this.index = index;
    this.script = script;
    this.glyphs = List.copyOf(glyphs);
  }

  /** Such as {@code alphabet-007}. */
  public String name() {
    return Require.text("alphabet-%03d", index);
  }

  /** Number of characters. */
  public int classes() {
    return glyphs.size();
  }

  /** Such as {@code character01}. */
  public List<String> classNames() {
    return IntStream.rangeClosed(1, classes())
        .mapToObj(number -> Require.text("character%02d", number))
        .toList();
  }

  /** Number of pen strokes of one character. */
  public int strokes(int character) {
    Require.that(
        character >= 0 && character < classes(),
        "%s has no character %d; they run from 0 to %d",
        name(),
        character,
        classes() - 1);
    return glyphs.get(character).strokes().size();
  }

  List<Glyph> glyphs() {
    return glyphs;
  }

  /** Each character once, as its program says, without the variation of a hand. */
  public Images prototypes() {
    return images(1, "prototypes", (character, drawing) -> Hand.steady());
  }

  /**
   * Drawings for training and, independent of them, for testing. The characters take turns, so each
   * slice holds all classes.
   */
  public Source source(int trainPerClass, int testPerClass) {
    return Source.of(
        name(), drawings(trainPerClass, TRAIN, "train"), drawings(testPerClass, TEST, "test"));
  }

  private Images drawings(int perClass, int purpose, String split) {
    Require.that(
        perClass >= 1,
        "%s: %s needs at least 1 drawing per class, not %d",
        name(),
        split,
        perClass);
    return images(
        perClass,
        split,
        (character, drawing) ->
            Hand.random(Dice.at(family.seed(), index, character, purpose, drawing)));
  }

  private interface Hands {
    Hand of(int character, int drawing);
  }

  private Images images(int perClass, String split, Hands hands) {
    String source = Require.text("%s of seed %d, %s", name(), family.seed(), split);
    int side = family.side();
    byte[] pixels = new byte[Images.size(source, (long) perClass * classes(), 1, side, side)];
    int[] labels = new int[perClass * classes()];
    IntStream.range(0, labels.length)
        .parallel()
        .forEach(
            next -> {
              int character = next % classes();
              Canvas canvas = new Canvas(side);
              Hand hand = hands.of(character, next / classes());
              hand.draw(glyphs.get(character), script, canvas, side);
              canvas.copyTo(pixels, next * side * side);
              labels[next] = character;
            });
    return Images.owning(
        1, side, side, pixels, labels, classNames(), source, "none needed: drawn by munet4j");
  }

  @Override
  public String toString() {
    return Require.text(
        "%s: %d characters, %s, %s pen",
        name(),
        classes(),
        script.plan().name().toLowerCase(Locale.ROOT),
        script.contrast() == 0 ? "round" : "broad");
  }
}
