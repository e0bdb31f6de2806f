package org.munet4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.munet4j.internal.Require;

/** Several sets of images as one: the classes of all of them, side by side. */
public final class Joined {
  private Joined() {}

  /**
   * One set with every image of these sets; class {@code k} of a later set follows the classes of
   * the earlier ones. Sources and licences of all sets are named, each once.
   *
   * @param sets at least one, with images of one size; at most 2 GiB together
   */
  public static Images of(List<Images> sets) {
    Require.that(!sets.isEmpty(), "cannot join an empty list of image sets; give at least 1");
    Images first = sets.get(0);
    sets.forEach(set -> checkSize(first, set));
    String source = named(sets, Provenance::source);
    long count = sets.stream().mapToLong(Images::count).sum();
    byte[] pixels =
        new byte[Images.size(source, count, first.channels(), first.rows(), first.columns())];
    int size = first.channels() * first.rows() * first.columns();
    int[] labels = new int[(int) count];
    List<String> names = new ArrayList<>();
    int next = 0;
    for (Images set : sets) {
      for (int i = 0; i < set.count(); i++, next++) {
        set.copyPixels(i, pixels, next * size);
        labels[next] = names.size() + set.label(i);
      }
      for (String name : set.classNames()) {
        names.add(names.size() + " " + name);
      }
    }
    return Images.owning(
        first.channels(),
        first.rows(),
        first.columns(),
        pixels,
        labels,
        names,
        source,
        named(sets, Provenance::licence));
  }

  private static void checkSize(Images first, Images set) {
    Require.that(
        set.channels() == first.channels()
            && set.rows() == first.rows()
            && set.columns() == first.columns(),
        "cannot join images of %dx%dx%d with images of %dx%dx%d; resize them first",
        first.channels(),
        first.rows(),
        first.columns(),
        set.channels(),
        set.rows(),
        set.columns());
  }

  private static String named(List<Images> sets, Function<Provenance, String> word) {
    return sets.stream()
        .map(set -> word.apply(set.provenance()))
        .distinct()
        .collect(Collectors.joining(" + "));
  }
}
