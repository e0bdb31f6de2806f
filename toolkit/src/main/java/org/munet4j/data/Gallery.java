package org.munet4j.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Decoded images of one size, beside the items they come from.
 *
 * @param place folder or zip, for sentences and provenance
 */
record Gallery(String place, List<ClassTree.Item> items, List<Picture> pictures) {

  /**
   * Decodes all items, in parallel; the order stays.
   *
   * @param read content of an item's file
   * @param side of the square that all images become; 0 keeps them, which must then have one size
   */
  static Gallery decode(
      String place,
      List<ClassTree.Item> items,
      Function<String, byte[]> read,
      int side,
      Decoding decoding) {
    AtomicLong total = new AtomicLong();
    Picture[] pictures = new Picture[items.size()];
    DecodeCount.forEach(
        items.size(),
        decoding,
        item -> {
          pictures[item] = picture(place, items.get(item), read, side);
          DataException.unless(
              total.addAndGet(pictures[item].pixels().length) <= Images.LARGEST,
              "%s: images need more than 2 GiB; keep them in a file with"
                  + " .decoding(Decoding.plain().cachedIn(folder)), or use fewer, or smaller ones"
                  + " with .resizedTo(side)",
              place);
        });
    for (int item = 1; item < pictures.length; item++) {
      checkOneSize(place, items, pictures[0], item, pictures[item]);
    }
    return new Gallery(place, items, List.of(pictures));
  }

  /** Decodes one item. */
  static Picture picture(
      String place, ClassTree.Item item, Function<String, byte[]> read, int side) {
    String name = place + ": '" + item.name() + "'";
    Picture picture = Pictures.decode(name, read.apply(item.name()));
    return side == 0 ? picture : picture.resizedTo(side);
  }

  static void checkOneSize(
      String place, List<ClassTree.Item> items, Picture first, int item, Picture other) {
    DataException.unless(
        other.rows() == first.rows() && other.columns() == first.columns(),
        "%s: '%s' is %dx%d but '%s' is %dx%d; all images of a source need one size, read it"
            + " with .resizedTo(%d)",
        place,
        items.get(0).name(),
        first.columns(),
        first.rows(),
        items.get(item).name(),
        other.columns(),
        other.rows(),
        Math.min(Math.min(first.rows(), first.columns()), 64));
  }

  /** The same under another place, such as the file name alone, for the provenance. */
  Gallery at(String other) {
    return new Gallery(other, items, pictures);
  }

  /** The same with black for white. */
  Gallery inverted() {
    return new Gallery(place, items, pictures.stream().map(Picture::inverted).toList());
  }

  /** All splits; classes are sorted by name, and each split is shuffled as in {@link Source}. */
  Source source(String name, String licence) {
    return new Source(
            name,
            images(ClassTree.TRAIN, licence).orElseThrow(),
            images(ClassTree.VALIDATION, licence),
            images(ClassTree.TEST, licence))
        .shuffled();
  }

  private Optional<Images> images(String split, String licence) {
    int[] chosen =
        IntStream.range(0, items.size())
            .filter(index -> items.get(index).split().equals(split))
            .toArray();
    return chosen.length == 0 ? Optional.empty() : Optional.of(images(chosen, split, licence));
  }

  private Images images(int[] chosen, String split, String licence) {
    List<String> classes = items.stream().map(ClassTree.Item::label).distinct().sorted().toList();
    Map<String, Integer> numbers = new HashMap<>();
    classes.forEach(name -> numbers.put(name, numbers.size()));
    int channels = pictures.stream().mapToInt(Picture::channels).max().orElseThrow();
    int rows = pictures.get(0).rows();
    int columns = pictures.get(0).columns();
    String source = place + " " + split;
    byte[] pixels = new byte[Images.size(source, chosen.length, channels, rows, columns)];
    int[] labels = new int[chosen.length];
    for (int next = 0; next < chosen.length; next++) {
      byte[] picture = pictures.get(chosen[next]).withChannels(channels).pixels();
      System.arraycopy(picture, 0, pixels, next * picture.length, picture.length);
      labels[next] = numbers.get(items.get(chosen[next]).label());
    }
    return Images.owning(channels, rows, columns, pixels, labels, classes, source, licence);
  }
}
