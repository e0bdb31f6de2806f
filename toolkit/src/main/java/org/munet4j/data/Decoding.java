package org.munet4j.data;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.munet4j.internal.Require;

/**
 * How large folders and zips of images are read: who watches, and where the pixels stay. None of it
 * changes what is read. A builder that is a value.
 *
 * @param watcher hears at most ten times a second how far it is, and once at the end
 * @param cache folder for files of decoded pixels, which are mapped into memory instead of being
 *     held on the heap and are found again the next time; empty keeps all on the heap, at most 2
 *     GiB
 * @param heapLimit bytes of pixels that still go to the heap where there is a cache folder
 */
public record Decoding(Consumer<Decoded> watcher, Optional<Path> cache, long heapLimit) {
  public Decoding {
    Require.that(heapLimit >= 0, "heap limit is %d bytes, needs 0 or more", heapLimit);
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
   * Defaults: nobody watches, no cache folder, and an eighth of the largest heap as its limit.
   * While a set is read it lies on the heap up to three times (pictures, splits, shuffled splits),
   * and a training wants room beside it.
   */
  public static Decoding plain() {
    return new Decoding(
        done -> {},
        Optional.empty(),
        Math.min(Images.LARGEST, Runtime.getRuntime().maxMemory() / 8));
  }

  public Decoding watchedBy(Consumer<Decoded> watcher) {
    return new Decoding(watcher, cache, heapLimit);
  }

  /** Sets above the heap limit are kept in files here; the folder is made when the first one is. */
  public Decoding cachedIn(Path folder) {
    return new Decoding(watcher, Optional.of(folder), heapLimit);
  }

  public Decoding heapLimit(long bytes) {
    return new Decoding(watcher, cache, bytes);
  }
}
