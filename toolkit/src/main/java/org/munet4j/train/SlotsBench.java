package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.internal.Require;
import org.munet4j.tensor.RandomStream;

/** Measures how much faster several slots train than one, in pairs, on the wall clock. */
public final class SlotsBench {
  private static final int BATCH = 64;
  private static final int STEPS = 60;
  private static final int CLASSES = 10;
  private static final Vit NANO = Vit.ti16(32, 3);

  private SlotsBench() {}

  /** Trains as many nano models (32 pixels, patch 16, width 192, depth 3) as there are slots. */
  public static BenchRow run(Slots slots, int rounds) {
    double[] one = new double[rounds];
    double[] all = new double[rounds];
    double[] ratio = new double[rounds];
    perSecond(slots);
    for (int round = 0; round < rounds; round++) {
      one[round] = perSecond(new Slots(1));
      all[round] = perSecond(slots);
      ratio[round] = all[round] / one[round];
    }
    return new BenchRow(
        Require.text("nano train, %d slots beside one", slots.count()),
        TrainBench.median(all),
        Optional.of(TrainBench.median(one)),
        Optional.of(TrainBench.median(ratio)),
        "images/s");
  }

  private static double perSecond(Slots slots) {
    List<Callable<Integer>> trainings =
        Collections.nCopies(slots.count(), (Callable<Integer>) SlotsBench::train);
    long start = System.nanoTime();
    int images = slots.run(trainings, new Stop()).stream().mapToInt(Integer::intValue).sum();
    return images * 1e9 / (System.nanoTime() - start);
  }

  private static int train() {
    try (DeviceModel model = nano(CLASSES);
        NDManager scope = model.step()) {
      NDArray images =
          scope.zeros(new Shape(BATCH, Vit.CHANNELS, NANO.imageSize(), NANO.imageSize()));
      NDArray labels = scope.zeros(new Shape(BATCH), DataType.INT64);
      for (int i = 0; i < STEPS; i++) {
        try (NDManager step = model.step()) {
          model.train(step, images, labels, 0.001);
        }
      }
    }
    return BATCH * STEPS;
  }

  /** A nano model all of which is trained. */
  static DeviceModel nano(int classes) {
    ModelPath path = Fresh.path(NANO, classes, "bench", RandomStream.seeded(1));
    Set<String> names = path.components().stream().map(Component::name).collect(Collectors.toSet());
    return new DeviceModel(path, names, Learning.by(Sgd.standard()), Precision.FLOAT32);
  }
}
