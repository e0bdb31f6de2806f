package org.munet4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.munet4j.internal.Require;

/** Several sets of images as one: the classes of all of them, side by side. */
public final class Joined {
  private Joined() {}

  /**
   * One set with every image of these sets; class {@code k} of a later set follows the classes of
   * the earlier ones.
   */
  public static Images of(List<Images> sets) {
    Images first = sets.get(0);
    int size = first.channels() * first.rows() * first.columns();
    int count = sets.stream().mapToInt(Images::count).sum();
    byte[] pixels = new byte[Math.multiplyExact(count, size)];
    int[] labels = new int[count];
    List<String> names = new ArrayList<>();
    int next = 0;
    for (Images set : sets) {
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
      for (int i = 0; i < set.count(); i++, next++) {
        set.copyPixels(i, pixels, next * size);
        labels[next] = names.size() + set.label(i);
      }
      for (String name : set.classNames()) {
        names.add(names.size() + " " + name);
      }
    }
    String source =
        sets.stream()
            .map(set -> set.provenance().source())
            .distinct()
            .collect(Collectors.joining(" + "));
    return Images.of(
        first.channels(),
        first.rows(),
        first.columns(),
        pixels,
        labels,
        names,
        source,
        first.provenance().licence());
  }
}
