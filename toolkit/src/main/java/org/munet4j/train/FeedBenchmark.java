package org.munet4j.train;

import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
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
  private static final int REPETITIONS = 5;
  private static final long NANOS = 300_000_000;
  private static final int FILES = 2_000;

  private FeedBenchmark() {}

  /**
   * One measurement.
   *
   * @param name of the case
   * @param perSecond images per second: of processor time of one thread for batches, of wall time
   *     on all cores for decoding; the best of some repetitions
   */
  public record Rate(String name, double perSecond) {}

  /** All cases; takes about half a minute. */
  public static List<Rate> run() {
    List<Rate> rates = new ArrayList<>();
    batches(rates, noise(1, 28, 4_000), 32);
    batches(rates, noise(3, 32, 4_000), 32);
    batches(rates, noise(3, 256, 200), 224);
    rates.add(decode("PNG", 32));
    rates.add(decode("JPEG", 256));
    return rates;
  }

  private static void batches(List<Rate> rates, Images images, int side) {
    String size =
        Require.text(
            "batch %dx%d %s to %d",
            images.rows(), images.columns(), images.channels() == 1 ? "grey" : "colour", side);
    Augmentation changes = new Augmentation(0.05, 0.75, true);
    rates.add(new Rate(size, perSecond(images, side, Augmentation.none())));
    rates.add(new Rate(size + " cropped and mirrored", perSecond(images, side, changes)));
  }

  private static double perSecond(Images images, int side, Augmentation changes) {
    RandomStream stream = RandomStream.seeded(7);
    try (NDManager scope = Torch.scope()) {
      Feed feed = Feed.of(scope, images, side);
      double best = 0;
      for (int repetition = 0; repetition < REPETITIONS; repetition++) {
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

  private static Rate decode(String format, int side) {
    int count = Math.max(100, FILES * 32 * 32 / (side * side));
    try {
      Path folder = Files.createTempDirectory("munet4j-bench");
      try {
        write(folder, format, side, count);
        double best = 0;
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
          long start = System.nanoTime();
          ClassFolders.at(folder).read();
          best = Math.max(best, count * 1e9 / (System.nanoTime() - start));
        }
        return new Rate(Require.text("decode %s %dx%d", format, side, side), best);
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
