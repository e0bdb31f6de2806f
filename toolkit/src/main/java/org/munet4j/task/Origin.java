package org.munet4j.task;

import java.util.Optional;
import org.munet4j.data.Alphabets;
import org.munet4j.data.DataFolder;
import org.munet4j.data.Outline;
import org.munet4j.data.Source;
import org.munet4j.internal.Require;

/** Where the images of a planned task come from: files, or a generated alphabet. */
public sealed interface Origin {
  /**
   * Reads or draws all images.
   *
   * @throws IllegalArgumentException that says what belongs where, if its files are not there
   */
  Source read();

  /** What {@link #read()} would give, without its pixels; empty if its files are not there. */
  Optional<Outline> outline();

  /** Whether its files are there; drawing needs none. */
  boolean isThere();

  /** In a few words, for tables. */
  String source();

  /**
   * A set of images in a data folder.
   *
   * @param set name that the folder reads it by
   * @param side that its images are cut and scaled to; 0 keeps them
   * @param note what to know or use where it is missing
   */
  record Files(DataFolder data, String set, int side, String note) implements Origin {
    @Override
    public Source read() {
      Require.that(
          isThere(),
          "data set '%s' is not there: put it at %s in '%s'; %s",
          set,
          data.where(set),
          data.folder(),
          note);
      return data.source(set, side);
    }

    @Override
    public Optional<Outline> outline() {
      return isThere() ? Optional.of(data.outline(set, side)) : Optional.empty();
    }

    @Override
    public boolean isThere() {
      return data.holds(set);
    }

    @Override
    public String source() {
      return isThere() ? set : "missing: " + note;
    }
  }

  /**
   * A generated alphabet, 28x28 grey.
   *
   * @param standsFor the data set in whose place it is drawn
   * @param index of the alphabet
   * @param train drawings of each character
   * @param test drawings of each character
   */
  record Drawn(String standsFor, long seed, int index, int classes, int train, int test)
      implements Origin {
    private static final int SIDE = 28;

    @Override
    public Source read() {
      return Alphabets.seeded(seed).classes(classes).side(SIDE).alphabet(index).source(train, test);
    }

    @Override
    public Optional<Outline> outline() {
      String licence = "none needed: drawn by munet4j";
      return Optional.of(
          new Outline(classes, train * classes, 0, test * classes, 1, SIDE, SIDE, licence));
    }

    @Override
    public boolean isThere() {
      return true;
    }

    @Override
    public String source() {
      return Require.text("generated alphabet %d of seed %d for %s", index, seed, standsFor);
    }
  }
}
