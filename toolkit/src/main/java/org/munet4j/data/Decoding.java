package org.munet4j.data;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.munet4j.internal.Require;

/**
 * How large folders and zips of images are read: who watches, where the pixels stay, and how much
 * is taken for an honest set. None of it changes what is read. A builder that is a value.
 *
 * @param watcher hears at most ten times a second how far it is, and once at the end
 * @param cache folder for files of decoded pixels, which are mapped into memory instead of being
 *     held on the heap and are found again the next time; empty keeps all on the heap, at most 2
 *     GiB
 * @param heapLimit bytes of pixels that still go to the heap where there is a cache folder
 * @param mostFiles files and folders; a source with more is refused
 * @param mostBytes that a zip may hold, unpacked
 */
public record Decoding(
    Consumer<Decoded> watcher,
    Optional<Path> cache,
    long heapLimit,
    int mostFiles,
    long mostBytes) {
  private static volatile Supplier<Consumer<Decoded>> watchers = () -> done -> {};

  public Decoding {
    Require.that(heapLimit >= 0, "heap limit is %d bytes, needs 0 or more", heapLimit);
    Require.that(mostFiles >= 1, "most files is %d, needs at least 1", mostFiles);
    Require.that(mostBytes >= 1, "most bytes is %d, needs at least 1", mostBytes);
  }

  /**
   * How far a reader is.
   *
   * @param done images so far
   * @param total of all splits
   * @param perSecond images, on average
   */
  public record Decoded(int done, int total, double perSecond) {
    @Override
    public String toString() {
      return Require.text("%,d of %,d images, %,.0f a second", done, total, perSecond);
    }
  }

  /**
   * Defaults: nobody watches but a notebook's progress line, no cache folder, an eighth of the
   * largest heap as its limit, at most 100,000 files and folders, and 8 GiB of a zip. While a set
   * is read it lies on the heap up to three times (pictures, splits, shuffled splits), and a
   * training wants room beside it.
   */
  public static Decoding plain() {
    return new Decoding(
        watchers.get(),
        Optional.empty(),
        Math.min(Images.LARGEST, Runtime.getRuntime().maxMemory() / 8),
        SafeZip.Limits.IMAGES.entries(),
        SafeZip.Limits.IMAGES.totalBytes());
  }

  /** Who watches from now on where nobody is named; a notebook's screen says so once. */
  public static void watchedByDefault(Supplier<Consumer<Decoded>> watchers) {
    Decoding.watchers = watchers;
  }

  public Decoding watchedBy(Consumer<Decoded> watcher) {
    return new Decoding(watcher, cache, heapLimit, mostFiles, mostBytes);
  }

  /** Sets above the heap limit are kept in files here; the folder is made when the first one is. */
  public Decoding cachedIn(Path folder) {
    return new Decoding(watcher, Optional.of(folder), heapLimit, mostFiles, mostBytes);
  }

  public Decoding heapLimit(long bytes) {
    return new Decoding(watcher, cache, bytes, mostFiles, mostBytes);
  }

  /** Reads larger folders and zips, of a source that you trust. */
  public Decoding mostFiles(int count) {
    return new Decoding(watcher, cache, heapLimit, count, mostBytes);
  }

  /** Reads zips that unpack to more, of a source that you trust. */
  public Decoding mostBytes(long bytes) {
    return new Decoding(watcher, cache, heapLimit, mostFiles, bytes);
  }
}
