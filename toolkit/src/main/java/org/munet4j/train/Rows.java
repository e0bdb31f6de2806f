package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which rows of one chain on one set of images are known, and on which page each lies. Not safe for
 * threads: {@link FrozenCache} guards it.
 */
final class Rows {
  private final Page[] pages;
  private final int[] places;
  private final Set<Integer> inFlight = new HashSet<>();
  private int nextUnknown;
  private Shape row = new Shape();

  Rows(int count) {
    this.pages = new Page[count];
    this.places = new int[count];
  }

  boolean knows(int image) {
    return pages[image] != null;
  }

  boolean knowsAll(int[] images) {
    return Arrays.stream(images).allMatch(this::knows);
  }

  Page page(int image) {
    return pages[image];
  }

  /** Place of the image's row on its page. */
  int place(int image) {
    return places[image];
  }

  /** Shape of so many rows; known from the first page on. */
  Shape shape(int count) {
    return new Shape(count).addAll(row);
  }

  void shapedLike(NDArray computed) {
    row = computed.getShape().slice(1);
  }

  Set<Page> allPages() {
    return Stream.of(pages).filter(Objects::nonNull).collect(Collectors.toSet());
  }

  /**
   * Takes rows that nobody knows or computes, first of the wanted images, then of others, so that
   * no row of a group is computed in vain.
   *
   * @param isImpatient whether to take rows that others compute as well
   * @return at most a group of images; none if others compute all that is wanted
   */
  int[] claim(List<Integer> wanted, int group, boolean isImpatient) {
    Set<Integer> claimed = new LinkedHashSet<>();
    for (int i = 0; i < wanted.size() && claimed.size() < group; i++) {
      int image = wanted.get(i);
      if (!knows(image) && (isImpatient || !inFlight.contains(image))) {
        claimed.add(image);
      }
    }
    while (!claimed.isEmpty() && claimed.size() < group && nextUnknown < pages.length) {
      int other = nextUnknown++;
      if (!knows(other) && !inFlight.contains(other)) {
        claimed.add(other);
      }
    }
    inFlight.addAll(claimed);
    return claimed.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Ends a claim, whether its rows were computed or not. */
  void release(int[] claimed) {
    for (int image : claimed) {
      inFlight.remove(image);
      nextUnknown = knows(image) ? nextUnknown : 0;
    }
  }

  void add(Page page) {
    for (int i = 0; i < page.images().length; i++) {
      pages[page.images()[i]] = page;
      places[page.images()[i]] = i;
    }
  }

  void forget(Page page) {
    for (int image : page.images()) {
      pages[image] = pages[image] == page ? null : pages[image];
    }
    nextUnknown = 0;
  }
}
