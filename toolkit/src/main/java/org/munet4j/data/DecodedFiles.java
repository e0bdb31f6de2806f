package org.munet4j.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.munet4j.internal.Sha256;

/**
 * The splits of one folder or zip as files of decoded pixels: {@code <hash of place and
 * side>-<split>.images}. A source that changed replaces its files.
 */
final class DecodedFiles {
  private final Decoder decoder;
  private final Picture first;
  private final Path cache;
  private final List<String> classes;
  private final Map<String, List<Integer>> members;
  private final String key;

  DecodedFiles(Decoder decoder, Picture first, Path cache) {
    this.decoder = decoder;
    this.first = first;
    this.cache = cache;
    List<ClassTree.Item> items = decoder.items();
    this.classes = items.stream().map(ClassTree.Item::label).distinct().sorted().toList();
    this.members =
        IntStream.range(0, items.size())
            .boxed()
            .collect(
                Collectors.groupingBy(
                    i -> items.get(i).split(), TreeMap::new, Collectors.toList()));
    this.key = hash("decoded 1", decoder.shown(), decoder.licence(), decoder.identity().get());
  }

  /** The splits, if all of their files are there, whole and of these images. */
  Optional<Source> open(String name) {
    Map<String, Images> found = new TreeMap<>();
    for (String split : members.keySet()) {
      ImageFile.open(file(split), key, MappedPixels.LARGEST_SEGMENT)
          .ifPresent(images -> found.put(split, images));
    }
    return found.size() < members.size()
        ? Optional.empty()
        : Optional.of(
            new Source(
                    name,
                    found.get(ClassTree.TRAIN),
                    Optional.ofNullable(found.get(ClassTree.VALIDATION)),
                    Optional.ofNullable(found.get(ClassTree.TEST)))
                .shuffled());
  }

  /** Decodes all images into the files: grey ones, or, once a picture has colour, all anew. */
  Source write(String name) {
    if (first.channels() != 1 || !written(1)) {
      written(3);
    }
    return open(name)
        .orElseThrow(
            () ->
                new DataException("'%s': files changed while they were written; try again", cache));
  }

  /** Whether all images have at most so many channels; if not, nothing is kept. */
  private boolean written(int channels) {
    Map<String, ImageFileWriter> writers = new TreeMap<>();
    try {
      members.forEach((split, all) -> writers.put(split, writer(split, channels)));
      int[] places = new int[decoder.items().size()];
      members
          .values()
          .forEach(all -> IntStream.range(0, all.size()).forEach(i -> places[all.get(i)] = i));
      DecodeCount.forEach(
          places.length,
          decoder.decoding(),
          item ->
              writers
                  .get(decoder.items().get(item).split())
                  .put(places[item], pixels(item, channels)));
      writers.forEach((split, writer) -> writer.commit(labels(split)));
      return true;
    } catch (Colourful colour) {
      return false;
    } finally {
      writers.values().forEach(ImageFileWriter::close);
    }
  }

  private ImageFileWriter writer(String split, int channels) {
    return new ImageFileWriter(
        file(split),
        new ImageFile.Head(
            key,
            channels,
            first.rows(),
            first.columns(),
            members.get(split).size(),
            classes,
            decoder.shown() + " " + split,
            decoder.licence()));
  }

  private byte[] pixels(int item, int channels) {
    Picture picture = decoder.picture(item);
    Gallery.checkOneSize(decoder.place(), decoder.items(), first, item, picture);
    if (picture.channels() > channels) {
      throw new Colourful();
    }
    return picture.withChannels(channels).pixels();
  }

  private int[] labels(String split) {
    return members.get(split).stream()
        .mapToInt(item -> Collections.binarySearch(classes, decoder.items().get(item).label()))
        .toArray();
  }

  private Path file(String split) {
    String place = Path.of(decoder.place()).toAbsolutePath().normalize().toString();
    String name = hash(place, Integer.toString(decoder.side())).substring(0, 16);
    return cache.resolve(name + "-" + split + ".images");
  }

  private static String hash(String... words) {
    return Sha256.of(String.join("\0", words).getBytes(StandardCharsets.UTF_8));
  }

  /** A picture has colour, and grey ones are being written. */
  private static final class Colourful extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
