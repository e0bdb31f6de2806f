package org.munet4j.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.tensor.RandomStream;

/** Measures how much faster several slots train than one, in pairs, on the wall clock. */
public final class SlotsBench {
  private static final int BATCH = 64;
  private static final int STEPS = 60;
  private static final int CLASSES = 10;
  private static final Vit NANO = Vit.ti16(32, 3);

  private SlotsBench() {}

  /**
   * Images per second in training.
   *
   * @param one with one slot, the median
   * @param all with all slots, the median
   * @param ratio the median of the pairs' ratios
   */
  public record Scaling(int slots, double one, double all, double ratio) {}

  /** Trains as many nano models (32 pixels, patch 16, width 192, depth 3) as there are slots. */
  public static Scaling run(Slots slots, int pairs) {
    double[] one = new double[pairs];
    double[] all = new double[pairs];
    double[] ratio = new double[pairs];
    perSecond(slots);
    for (int pair = 0; pair < pairs; pair++) {
      one[pair] = perSecond(new Slots(1));
      all[pair] = perSecond(slots);
      ratio[pair] = all[pair] / one[pair];
    }
    return new Scaling(slots.count(), median(one), median(all), median(ratio));
  }

  private static double perSecond(Slots slots) {
    List<Callable<Integer>> trainings =
        Collections.nCopies(slots.count(), (Callable<Integer>) SlotsBench::train);
    long start = System.nanoTime();
    int images = slots.run(trainings, new Stop()).stream().mapToInt(Integer::intValue).sum();
    return images * 1e9 / (System.nanoTime() - start);
  }

  private static int train() {
    ModelPath path = Fresh.path(NANO, CLASSES, "bench", RandomStream.seeded(1));
    Set<String> names = path.components().stream().map(Component::name).collect(Collectors.toSet());
    Learning learning = Learning.by(Sgd.standard());
    try (DeviceModel model = new DeviceModel(path, names, learning, Precision.FLOAT32);
        NDManager scope = model.step()) {
      NDArray images =
          scope.zeros(new Shape(BATCH, Vit.CHANNELS, NANO.imageSize(), NANO.imageSize()));
      NDArray labels = scope.zeros(new Shape(BATCH), ai.djl.ndarray.types.DataType.INT64);
      for (int i = 0; i < STEPS; i++) {
        try (NDManager step = model.step()) {
          model.train(step, images, labels, 0.001);
        }
      }
    }
    return BATCH * STEPS;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
