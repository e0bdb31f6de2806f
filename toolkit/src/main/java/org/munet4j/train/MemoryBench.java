package org.munet4j.train;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.data.Images;
import org.munet4j.internal.Require;
import org.munet4j.task.Task;
import org.munet4j.tensor.NativeMemory;
import org.munet4j.tensor.RandomStream;

/**
 * Measures native memory over the steps of one training and over many children. The same work is
 * done for a while before, because Java's own compiler takes memory until it has seen enough.
 */
public final class MemoryBench {
  private static final Vit TINY = new Vit(12, 4, 16, 32, 2, 2);
  private static final int CLASSES = 4;
  private static final int SWEEP = 50;
  private static final int WARM_UP = 2; // times the first mark

  private MemoryBench() {}

  /**
   * One training, looked at while it runs.
   *
   * @param marks steps at which memory is read, rising
   * @param watcher hears a row for each mark and the growth from the first to the last; nothing
   *     where the machine does not tell memory
   */
  public static void steps(List<Integer> marks, Consumer<BenchRow> watcher) {
    steps(WARM_UP * marks.get(0), step -> {});
    Curve curve = new Curve("step", marks, watcher);
    steps(curve.last(), curve::at);
  }

  private static void steps(int count, IntConsumer mark) {
    try (DeviceModel model = new DeviceModel(path(), all(), learning(), Precision.FLOAT32)) {
      Images images = task().train();
      Feed feed = model.feed(images);
      int[] places = IntStream.range(0, images.count()).toArray();
      for (int step = 1; step <= count; step++) {
        try (var scope = model.step()) {
          model.train(scope, feed.batch(scope, places), feed.labels(scope, places), 0.01);
        }
        mark.accept(step);
      }
    }
  }

  /** The same over whole trainings, each of a model of its own. */
  public static void children(List<Integer> marks, Consumer<BenchRow> watcher) {
    children(WARM_UP * marks.get(0), child -> {});
    Curve curve = new Curve("child", marks, watcher);
    children(curve.last(), curve::at);
  }

  private static void children(int count, IntConsumer mark) {
    Training training =
        new Training(
            path(),
            all(),
            task(),
            AdamW.standard(),
            Augmentation.none(),
            new Budget(8, 2, 2, 1),
            quality -> quality,
            Double.NEGATIVE_INFINITY,
            RandomStream.seeded(3));
    for (int child = 1; child <= count; child++) {
      Trainer.run(training, new Stop(), quality -> {});
      if (child % SWEEP == 0) {
        System.gc(); // parameters lie in Java's direct buffers
      }
      mark.accept(child);
    }
  }

  private static Learning learning() {
    return Learning.by(AdamW.standard());
  }

  private static ModelPath path() {
    return Fresh.path(TINY, CLASSES, "bench", RandomStream.seeded(1));
  }

  private static Set<String> all() {
    return path().components().stream().map(Component::name).collect(Collectors.toSet());
  }

  private static Task task() {
    int side = TINY.imageSize();
    int count = 4 * CLASSES;
    byte[] pixels = new byte[count * side * side];
    new SplittableRandom(3).nextBytes(pixels);
    int[] labels = IntStream.range(0, count).map(i -> i % CLASSES).toArray();
    List<String> names = List.of("a", "b", "c", "d");
    Images noise = Images.of(1, side, side, pixels, labels, names, "noise", "made here");
    return new Task("noise", noise, noise, noise);
  }

  /** What memory was at each mark. */
  private static final class Curve {
    private final String unit;
    private final List<Integer> marks;
    private final Consumer<BenchRow> watcher;
    private final List<Double> megabytes = new ArrayList<>();

    Curve(String unit, List<Integer> marks, Consumer<BenchRow> watcher) {
      this.unit = unit;
      this.marks = List.copyOf(marks);
      this.watcher = watcher;
    }

    int last() {
      return marks.get(marks.size() - 1);
    }

    void at(int number) {
      if (!marks.contains(number)) {
        return;
      }
      OptionalLong bytes = NativeMemory.resident();
      if (bytes.isEmpty()) {
        return;
      }
      megabytes.add(bytes.getAsLong() / 1e6);
      double now = megabytes.get(megabytes.size() - 1);
      watcher.accept(
          BenchRow.alone(Require.text("native memory, %s %,d", unit, number), now, "MB"));
      if (number == last()) {
        String from = Require.text("native memory, growth from %s %,d", unit, marks.get(0));
        double first = megabytes.get(0);
        watcher.accept(BenchRow.alone(from, 100 * (now - first) / first, "%"));
      }
    }
  }
}
