package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
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
public final class TrainBench implements AutoCloseable {
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

    /** As it is written in the table. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Floating point operations of one image in the matrix products of a training step, all tokens
     * in all layers; the gradient of the image itself is not needed.
     */
    double operations() {
      double patches = Math.pow(vit.imageSize() / vit.patch(), 2);
      double width = vit.hidden();
      double embedding = patches * Vit.CHANNELS * vit.patch() * vit.patch() * width;
      double tokens = patches + 1;
      double linear = tokens * width * (4 * width + 2.0 * vit.mlp());
      double attention = 2 * tokens * tokens * width;
      double blocks = vit.layers() * (linear + attention);
      return 2 * (2 * embedding + 3 * (blocks + width * CLASSES));
    }
  }

  /** Something to time. */
  private record Work(Runnable ours, String theirs, int repeats) {}

  private final Optional<PythonBench> python;
  private final int rounds;
  private final Consumer<BenchRow> watcher;
  private double peak;

  private TrainBench(Optional<PythonBench> python, int rounds, Consumer<BenchRow> watcher) {
    this.python = python;
    this.rounds = rounds;
    this.watcher = watcher;
  }

  /**
   * Starts both sides.
   *
   * @param interpreter a Python, with torch if it is to be compared
   * @param rounds how often each pair is measured; the medians are told
   * @param watcher hears each row when it is there
   */
  public static TrainBench start(String interpreter, int rounds, Consumer<BenchRow> watcher) {
    Torch.settle();
    return new TrainBench(PythonBench.start(interpreter), rounds, watcher);
  }

  /** Measures the machine's matrix product, which later models are compared with. */
  public void peak(int threads) {
    on(threads, () -> product(threads));
  }

  /** Measures a model forward and in training, after {@link #peak} with as many threads. */
  public void model(Model model, int threads) {
    on(threads, () -> cases(model, threads));
  }

  private static void on(int threads, Runnable work) {
    Torch.settle();
    int before = JniUtils.getNumThreads();
    JniUtils.setNumThreads(threads);
    try {
      work.run();
    } finally {
      JniUtils.setNumThreads(before);
    }
  }

  private void product(int threads) {
    try (NDManager scope = Torch.scope()) {
      NDArray left = scope.ones(new Shape(PEAK_SIDE, PEAK_SIDE));
      NDArray right = scope.ones(new Shape(PEAK_SIDE, PEAK_SIDE));
      Work product = new Work(() -> left.matMul(right).close(), "peak " + PEAK_SIDE, 5);
      DoubleUnaryOperator rate = milliseconds -> PEAK_OPERATIONS / milliseconds / 1e6;
      BenchRow row = pair("matmul" + with(threads), product, threads, rate, "GFLOP/s");
      peak = Math.max(row.ours(), row.reference().orElse(0.0));
    }
  }

  private void cases(Model model, int threads) {
    try (Case own = new Case(model, Precision.FLOAT32)) {
      if (model == Model.EMPTY) {
        DoubleUnaryOperator each = milliseconds -> 1000 * milliseconds;
        pair("overhead of a step, no layers" + with(threads), own.train(), threads, each, "us");
        return;
      }
      String name = model.label();
      rate(name + " forward" + with(threads), own.forward(), threads);
      share(rate(name + " train" + with(threads), own.train(), threads), model);
    }
    if (LinearKernels.isBfloat16Fast()) {
      try (Case coarse = new Case(model, Precision.BFLOAT16)) {
        rate(model.label() + " train bfloat16" + with(threads), coarse.train(), threads);
      }
    }
  }

  private static String with(int threads) {
    return ", " + threads + (threads == 1 ? " thread" : " threads");
  }

  private BenchRow rate(String name, Work work, int threads) {
    return pair(name, work, threads, milliseconds -> 1000 * BATCH / milliseconds, "images/s");
  }

  /** The same two numbers as part of what the machine's best matrix product does. */
  private void share(BenchRow rate, Model model) {
    double percent = 100 * model.operations() / (peak * 1e9);
    watcher.accept(
        new BenchRow(
            rate.name() + ", of the matmul",
            percent * rate.ours(),
            rate.reference().map(images -> percent * images),
            rate.ratio(),
            "%"));
  }

  private BenchRow pair(
      String name, Work work, int threads, DoubleUnaryOperator value, String unit) {
    double[] own = new double[rounds];
    double[] reference = new double[rounds];
    double[] ratio = new double[rounds];
    boolean isAlone = threads == 1;
    work.ours.run();
    for (int i = 0; i < rounds; i++) {
      own[i] = milliseconds(work, isAlone);
      if (python.isPresent()) {
        String line = work.theirs + " " + work.repeats + " " + threads;
        reference[i] = python.get().measure(line)[isAlone ? 0 : 1];
        ratio[i] = reference[i] / own[i];
      }
    }
    BenchRow row =
        new BenchRow(
            name,
            value.applyAsDouble(median(own)),
            python.map(there -> value.applyAsDouble(median(reference))),
            python.map(there -> median(ratio)),
            unit);
    watcher.accept(row);
    return row;
  }

  private static double milliseconds(Work work, boolean isProcessorTime) {
    var thread = ManagementFactory.getThreadMXBean();
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < work.repeats; i++) {
      long start = isProcessorTime ? thread.getCurrentThreadCpuTime() : System.nanoTime();
      work.ours.run();
      long end = isProcessorTime ? thread.getCurrentThreadCpuTime() : System.nanoTime();
      best = Math.min(best, (end - start) / 1e6);
    }
    return best;
  }

  /** Of the values; where there are two in the middle, the larger. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  @Override
  public void close() {
    python.ifPresent(PythonBench::close);
  }

  /** A model on the device with one batch. */
  private static final class Case implements AutoCloseable {
    private final Model model;
    private final DeviceModel device;
    private final NDManager scope;
    private final NDArray images;
    private final NDArray labels;

    Case(Model model, Precision precision) {
      Vit vit = model.vit;
      ModelPath path = Fresh.path(vit, CLASSES, "bench", RandomStream.seeded(1));
      Set<String> all = path.components().stream().map(Component::name).collect(Collectors.toSet());
      Learning learning = Learning.by(new Sgd(0.01, Schedule.CONSTANT, 0, 0.9, false));
      this.model = model;
      this.device = new DeviceModel(path, all, learning, precision);
      this.scope = device.step();
      int side = vit.imageSize();
      this.images = scope.randomUniform(-1, 1, new Shape(BATCH, Vit.CHANNELS, side, side));
      this.labels = scope.create(LongStream.range(0, BATCH).map(i -> i % CLASSES).toArray());
    }

    Work forward() {
      return work("forward", step -> device.logits(step, images));
    }

    Work train() {
      return work("train", step -> device.train(step, images, labels, 0.01));
    }

    private Work work(String kind, Consumer<NDManager> work) {
      Vit vit = model.vit;
      String theirs =
          "%s %d %d %d %d %d %d %d %d"
              .formatted(
                  kind,
                  vit.imageSize(),
                  vit.patch(),
                  vit.hidden(),
                  vit.mlp(),
                  vit.heads(),
                  vit.layers(),
                  CLASSES,
                  BATCH);
      Runnable ours =
          () -> {
            try (NDManager step = device.step()) {
              work.accept(step);
            }
          };
      return new Work(ours, theirs, model.repeats);
    }

    @Override
    public void close() {
      scope.close();
      device.close();
    }
  }
}
