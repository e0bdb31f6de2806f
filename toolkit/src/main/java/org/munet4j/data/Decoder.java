package org.munet4j.data;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads a folder or zip of image files onto the heap, or, if it is larger than that may take, into
 * files that are mapped.
 *
 * @param place folder or zip, for the sentences
 * @param shown what the provenance says instead of the place
 * @param read content of an item's file
 * @param side of the square that all images become; 0 keeps them
 * @param identity changes with any of the files; asked for only if a cache is used
 */
record Decoder(
    String place,
    String shown,
    String licence,
    List<ClassTree.Item> items,
    Function<String, byte[]> read,
    int side,
    Decoding decoding,
    Supplier<String> identity) {

  /** All splits, each shuffled as in {@link Source#shuffled()}. */
  Source source(String name) {
    Picture first = picture(0);
    double bytes = 3.0 * items.size() * first.rows() * first.columns();
    if (decoding.cache().isEmpty() || bytes <= decoding.heapLimit()) {
      return Gallery.decode(place, items, read, side, decoding).at(shown).source(name, licence);
    }
    DecodedFiles files = new DecodedFiles(this, first, decoding.cache().get());
    return files.open(name).orElseGet(() -> files.write(name));
  }

  Picture picture(int item) {
    return Gallery.picture(place, items.get(item), read, side);
  }
}
