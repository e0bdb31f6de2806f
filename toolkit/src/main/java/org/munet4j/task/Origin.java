package org.munet4j.task;

import java.util.List;
import java.util.Optional;
import org.munet4j.data.Alphabets;
import org.munet4j.data.DataFolder;
import org.munet4j.data.Omniglot;
import org.munet4j.data.Outline;
import org.munet4j.data.SmoothFields;
import org.munet4j.data.Source;
import org.munet4j.internal.Require;

/** Where the images of a planned task come from: files, or generated. */
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

  /**
   * Some classes of other images, which become classes 0, 1, 2, …
   *
   * @param whole whose images are read
   * @param classes to keep, in this order
   */
  record Classes(Origin whole, List<Integer> classes) implements Origin {
    public Classes {
      classes = List.copyOf(classes);
    }

    @Override
    public Source read() {
      return whole.read().only(classes.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Reads the labels, and the images with them: only they tell how many are kept. */
    @Override
    public Optional<Outline> outline() {
      return isThere() ? Optional.of(Outline.of(read())) : Optional.empty();
    }

    @Override
    public boolean isThere() {
      return whole.isThere();
    }

    @Override
    public String source() {
      return whole.source() + ", only classes " + classes;
    }
  }

  /**
   * An alphabet of Omniglot split by its 20 drawers.
   *
   * @param alphabet such as {@code Greek}
   * @param train drawers that train
   * @param validation drawers that validate; the others test
   * @param side that its drawings are scaled to; 0 keeps 105x105
   */
  record Drawers(DataFolder data, String alphabet, int train, int validation, int side)
      implements Origin {
    @Override
    public Source read() {
      Require.that(
          isThere(),
          "data set '%s' is not there: put it at %s in '%s', or draw alphabets without a data folder",
          set(),
          data.where(set()),
          data.folder());
      return omniglot().alphabet(alphabet);
    }

    @Override
    public Optional<Outline> outline() {
      return isThere() ? Optional.of(omniglot().outline(alphabet)) : Optional.empty();
    }

    @Override
    public boolean isThere() {
      return data.holds(set());
    }

    @Override
    public String source() {
      return Require.text("%s%s, %d drawers train", isThere() ? "" : "missing: ", set(), train);
    }

    private Omniglot omniglot() {
      return data.omniglot().drawers(train, validation).resizedTo(side);
    }

    private String set() {
      return "omniglot/" + alphabet;
    }
  }

  /**
   * One task of synthetic images in clusters.
   *
   * @param cluster 0 or more
   * @param task of the cluster, 0 or more
   * @param train images of each class
   * @param test images of each class
   */
  record Fields(SmoothFields fields, int cluster, int task, int train, int test) implements Origin {
    @Override
    public Source read() {
      return fields.source(cluster, task, train, test);
    }

    @Override
    public Optional<Outline> outline() {
      return Optional.of(Outline.of(read()));
    }

    @Override
    public boolean isThere() {
      return true;
    }

    @Override
    public String source() {
      return Require.text(
          "synthetic fields of seed %d, cluster %d, task %d", fields.seed(), cluster, task);
    }
  }
}
