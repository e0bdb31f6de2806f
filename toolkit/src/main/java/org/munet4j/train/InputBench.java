package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.munet4j.data.Images;
import org.munet4j.internal.Require;
import org.munet4j.tensor.RandomStream;

/**
 * Measures whether training waits for its input: trains nano models on characters' images, one in
 * each slot, and times the making of batches and the steps. On a GPU each step is waited for, so
 * what input would overlap there counts as waiting.
 */
public final class InputBench {
  private static final int BATCH = 64;
  private static final int CLASSES = 10;
  private static final int IMAGES = 4_000;
  private static final int SIDE = 28;

  private InputBench() {}

  /** Nanoseconds of one training. */
  private record Times(long input, long steps) {}

  /**
   * Two rows: how many images a second the input gives beside what the steps take, and the part of
   * the time that the training waited.
   *
   * @param changes of the images at random
   * @param steps of each training
   */
  public static List<BenchRow> run(Slots slots, Augmentation changes, int steps) {
    Images images = images();
    List<Callable<Times>> jobs =
        Collections.nCopies(slots.count(), () -> train(images, changes, steps));
    List<Times> times = slots.run(jobs, new Stop());
    double input = times.stream().mapToLong(Times::input).average().orElseThrow();
    double taken = times.stream().mapToLong(Times::steps).average().orElseThrow();
    double perSlot = 1e9 * BATCH * steps * slots.count();
    String what = changes.equals(Augmentation.none()) ? "" : ", cropped and mirrored";
    String where = Require.text("nano train%s, %d slots", what, slots.count());
    return List.of(
        BenchRow.more(
            "input beside the steps, " + where, perSlot / input, perSlot / taken, "images/s"),
        BenchRow.alone("time spent on input, " + where, 100 * input / (input + taken), "%"));
  }

  private static Times train(Images images, Augmentation changes, int steps) {
    RandomStream stream = RandomStream.seeded(7);
    long input = 0;
    long taken = 0;
    try (DeviceModel model = SlotsBench.nano(CLASSES)) {
      Feed feed = model.feed(images);
      for (int i = -1; i < steps; i++) {
        RandomStream draws = stream.split(i);
        int[] places = draws.generator().ints(BATCH, 0, images.count()).toArray();
        try (NDManager step = model.step()) {
          long start = System.nanoTime();
          NDArray batch = feed.batch(step, places, changes, draws);
          NDArray labels = feed.labels(step, places);
          long made = System.nanoTime();
          model.train(step, batch, labels, 0.001).getFloat();
          boolean isWarm = i >= 0;
          input += isWarm ? made - start : 0;
          taken += isWarm ? System.nanoTime() - made : 0;
        }
      }
    }
    return new Times(input, taken);
  }

  private static Images images() {
    byte[] pixels = new byte[IMAGES * SIDE * SIDE];
    new SplittableRandom(3).nextBytes(pixels);
    int[] labels = new int[IMAGES];
    java.util.Arrays.setAll(labels, i -> i % CLASSES);
    List<String> names = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    return Images.of(1, SIDE, SIDE, pixels, labels, names, "noise", "made here");
  }
}
