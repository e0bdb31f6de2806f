package org.munet4j.train;

import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.munet4j.data.ClassFolders;
import org.munet4j.data.Images;
import org.munet4j.internal.Require;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Torch;

/** Measures how fast batches are made and image files decoded, on made-up images. */
public final class FeedBenchmark {
  private static final int BATCH = 32;
  private static final String UNIT = "images/s";
  private static final long NANOS = 300_000_000;
  private static final int FILES = 2_000;

  private FeedBenchmark() {}

  /**
   * All cases, in images per second: of processor time of one thread for batches, of wall time on
   * all cores for decoding. The best of the rounds is told, a round takes about six seconds.
   */
  public static void run(int rounds, Consumer<BenchRow> watcher) {
    batches(rounds, noise(1, 28, 4_000), 32, watcher);
    batches(rounds, noise(3, 32, 4_000), 32, watcher);
    batches(rounds, noise(3, 256, 200), 224, watcher);
    watcher.accept(decode(rounds, "PNG", 32));
    watcher.accept(decode(rounds, "JPEG", 256));
  }

  private static void batches(int rounds, Images images, int side, Consumer<BenchRow> watcher) {
    String size =
        Require.text(
            "batch %dx%d %s to %d",
            images.rows(), images.columns(), images.channels() == 1 ? "grey" : "colour", side);
    Augmentation changes = new Augmentation(0.05, 0.75, true);
    double plain = perSecond(rounds, images, side, Augmentation.none());
    watcher.accept(BenchRow.alone(size, plain, UNIT));
    double changed = perSecond(rounds, images, side, changes);
    watcher.accept(BenchRow.alone(size + ", cropped and mirrored", changed, UNIT));
    Augmentation all = new Augmentation(0.05, 0.75, true, new Colour(0, 0.1, 0.1, 0.1, 0.1));
    double coloured = perSecond(rounds, images, side, all);
    watcher.accept(BenchRow.alone(size + ", changed in colour, too", coloured, UNIT));
  }

  private static double perSecond(int rounds, Images images, int side, Augmentation changes) {
    RandomStream stream = RandomStream.seeded(7);
    try (NDManager scope = Torch.scope()) {
      Feed feed = Feed.of(scope, images, side);
      double best = 0;
      for (int round = 0; round < rounds; round++) {
        long start = processorNanos();
        int batch = 0;
        do {
          RandomStream draws = stream.split(batch++);
          int[] places = draws.generator().ints(BATCH, 0, images.count()).toArray();
          try (NDManager step = scope.newSubManager()) {
            feed.batch(step, places, changes, draws);
            feed.labels(step, places);
          }
        } while (processorNanos() - start < NANOS);
        best = Math.max(best, batch * BATCH * 1e9 / (processorNanos() - start));
      }
      return best;
    }
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Images noise(int channels, int side, int count) {
    byte[] pixels = new byte[count * channels * side * side];
    new SplittableRandom(3).nextBytes(pixels);
    return Images.of(
        channels, side, side, pixels, new int[count], List.of("noise"), "noise", "made here");
  }

  private static BenchRow decode(int rounds, String format, int side) {
    int count = Math.max(100, FILES * 32 * 32 / (side * side));
    try {
      Path folder = Files.createTempDirectory("munet4j-bench");
      try {
        write(folder, format, side, count);
        double best = 0;
        for (int round = 0; round < rounds; round++) {
          long start = System.nanoTime();
          ClassFolders.at(folder).read();
          best = Math.max(best, count * 1e9 / (System.nanoTime() - start));
        }
        return BenchRow.alone(Require.text("decode %s %dx%d", format, side, side), best, UNIT);
      } finally {
        delete(folder);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write images to decode", failure);
    }
  }

  /** Files of smooth colours, which compress like photographs rather than like noise. */
  private static void write(Path folder, String format, int side, int count) throws IOException {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int file = 0; file < count; file++) {
      for (int place = 0; place < side * side; place++) {
        int x = place % side;
        int y = place / side;
        image.setRGB(x, y, (x * 3 + file & 255) << 16 | (y * 2 & 255) << 8 | (x * y / side & 255));
      }
      String name = file % 10 + "/" + file + "." + format.toLowerCase(Locale.ROOT);
      Files.createDirectories(folder.resolve(name).getParent());
      ImageIO.write(image, format, folder.resolve(name).toFile());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
