package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Torch;

/**
 * Measures passes and training steps beside native PyTorch, pair by pair. With one thread it counts
 * the processor's time, which other programs disturb least; with more threads the time on the wall.
 */
public final class TrainBench {
  private static final int BATCH = 32;
  private static final int CLASSES = 10;
  private static final int PEAK_SIDE = 1024;
  private static final double PEAK_OPERATIONS = 2.0 * PEAK_SIDE * PEAK_SIDE * PEAK_SIDE;

  /** The models of the table. */
  public enum Model {
    /** Five tokens, three layers: the characters benchmark's. */
    NANO(new Vit(32, 16, 192, 768, 3, 3), 20),
    MICRO(new Vit(28, 4, 64, 256, 2, 4), 8),
    TI16_224(new Vit(224, 16, 192, 768, 3, 12), 1),
    TI4_32(new Vit(32, 4, 192, 768, 3, 12), 2),
    /** No block at all: what a step costs beside the arithmetic. */
    EMPTY(new Vit(4, 4, 4, 4, 1, 0), 200);

    private final Vit vit;
    private final int repeats;

    Model(Vit vit, int repeats) {
      this.vit = vit;
      this.repeats = repeats;
    }
  }

  /**
   * One line of the table: medians over the pairs.
   *
   * @param reference what native PyTorch reaches; empty where no Python with torch is installed
   * @param ratio of ours to theirs in each pair; above 1 we are faster
   */
  public record Row(
      String name, double ours, Optional<Double> reference, Optional<Double> ratio, String unit) {}

  private final Optional<PythonBench> python;
  private final int pairs;
  private final Consumer<Row> watcher;
  private final List<Row> rows = new ArrayList<>();

  private TrainBench(Optional<PythonBench> python, int pairs, Consumer<Row> watcher) {
    this.python = python;
    this.pairs = pairs;
    this.watcher = watcher;
  }

  /**
   * Measures the machine's matrix product, and each model forward and in training.
   *
   * @param interpreter a Python, with torch if it is to be compared
   * @param threads of the engine, each in turn
   * @param watcher hears each row when it is there
   */
  public static List<Row> run(
      String interpreter,
      Set<Model> models,
      List<Integer> threads,
      int pairs,
      Consumer<Row> watcher) {
    Torch.settle();
    int before = JniUtils.getNumThreads();
    Optional<PythonBench> python = PythonBench.start(interpreter);
    try {
      TrainBench bench = new TrainBench(python, pairs, watcher);
      for (int count : threads) {
        JniUtils.setNumThreads(count);
        bench.peak(count);
        models.stream().sorted().forEach(model -> bench.model(model, count));
      }
      return bench.rows;
    } finally {
      JniUtils.setNumThreads(before);
      python.ifPresent(PythonBench::close);
    }
  }

  private void peak(int threads) {
    try (NDManager scope = Torch.scope()) {
      NDArray left = scope.ones(new Shape(PEAK_SIDE, PEAK_SIDE));
      NDArray right = scope.ones(new Shape(PEAK_SIDE, PEAK_SIDE));
      Runnable product = () -> left.matMul(right).close();
      pair("matmul", product, "peak " + PEAK_SIDE, 5, threads, PEAK_OPERATIONS / 1e6, "GFLOP/s");
    }
  }

  private void model(Model model, int threads) {
    Vit vit = model.vit;
    ModelPath path = Fresh.path(vit, CLASSES, "bench", RandomStream.seeded(1));
    Set<String> all = path.components().stream().map(Component::name).collect(Collectors.toSet());
    Learning learning = Learning.by(new Sgd(0.01, Schedule.CONSTANT, 0, 0.9, false));
    String words =
        " %d %d %d %d %d %d %d %d"
            .formatted(
                vit.imageSize(),
                vit.patch(),
                vit.hidden(),
                vit.mlp(),
                vit.heads(),
                vit.layers(),
                CLASSES,
                BATCH);
    String name = model.name().toLowerCase(java.util.Locale.ROOT);
    try (DeviceModel device = new DeviceModel(path, all, learning, Precision.FLOAT32);
        NDManager scope = device.step()) {
      int side = vit.imageSize();
      NDArray images = scope.randomUniform(-1, 1, new Shape(BATCH, 3, side, side));
      NDArray labels = scope.create(LongStream.range(0, BATCH).map(i -> i % CLASSES).toArray());
      Runnable forward = () -> within(device, step -> device.logits(step, images));
      Runnable train = () -> within(device, step -> device.train(step, images, labels, 0.01));
      double count = 1000 * BATCH;
      int n = model.repeats;
      pair(name + " forward", forward, "forward" + words, n, threads, count, "images/s");
      pair(name + " train", train, "train" + words, n, threads, count, "images/s");
    }
  }

  private static void within(DeviceModel device, Consumer<NDManager> work) {
    try (NDManager step = device.step()) {
      work.accept(step);
    }
  }

  /** A row that says how much of {@code perSecond} is done in a second, work of one ms each. */
  private void pair(
      String name,
      Runnable ours,
      String theirs,
      int repeats,
      int threads,
      double work,
      String unit) {
    double[] own = new double[pairs];
    double[] reference = new double[pairs];
    double[] ratio = new double[pairs];
    int clock = threads == 1 ? 0 : 1;
    ours.run();
    for (int i = 0; i < pairs; i++) {
      own[i] = work / milliseconds(ours, repeats, threads == 1);
      if (python.isPresent()) {
        String line = theirs + " " + repeats + " " + threads;
        reference[i] = work / python.get().measure(line)[clock];
        ratio[i] = own[i] / reference[i];
      }
    }
    String title = name + ", " + threads + (threads == 1 ? " thread" : " threads");
    Row row =
        new Row(
            title,
            median(own),
            python.map(there -> median(reference)),
            python.map(there -> median(ratio)),
            unit);
    rows.add(row);
    watcher.accept(row);
  }

  private static double milliseconds(Runnable work, int repeats, boolean isProcessorTime) {
    var thread = ManagementFactory.getThreadMXBean();
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < repeats; i++) {
      long start = isProcessorTime ? thread.getCurrentThreadCpuTime() : System.nanoTime();
      work.run();
      long end = isProcessorTime ? thread.getCurrentThreadCpuTime() : System.nanoTime();
      best = Math.min(best, (end - start) / 1e6);
    }
    return best;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
