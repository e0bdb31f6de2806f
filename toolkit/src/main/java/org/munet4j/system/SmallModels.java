package org.munet4j.system;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Vit;
import org.munet4j.internal.Require;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Trained;

/**
 * Publications with commits as large as real ones and hardly any tensors: twelve layers of a root
 * that all share, a head of its own for each task, and eight children on record.
 *
 * @param root of the system
 */
record SmallModels(Model root) {
  private static final Vit VIT = new Vit(8, 4, 8, 8, 1, 12);
  private static final int CLASSES = 4;
  private static final List<Double> CURVE = List.of(0.125, 0.25, 0.375, 0.5);

  static SmallModels fresh() {
    RandomStream stream = RandomStream.seeded(1);
    return new SmallModels(Model.root(Fresh.path(VIT, CLASSES, Model.ROOT, stream)));
  }

  /** The publication of this number, by the agent that is named like its task. */
  Publication publication(int number) {
    String task = Require.text("task%06d", number);
    ModelPath path = root.path().replacing(List.of(head(task, number)));
    Metrics metrics = new Metrics(0.5, OptionalDouble.of(0.5), 0.5, 1, 8, CURVE);
    Model model = new Model(task + ".0.0", task, root.id(), path, root.hyperparameters(), metrics);
    List<Child> children = IntStream.range(0, 8).mapToObj(i -> child(task, i)).toList();
    return new Publication(task, 0, Optional.of(model), children, false);
  }

  private static Component head(String task, int number) {
    SplittableRandom random = new SplittableRandom(number);
    float[] kernel = new float[CLASSES * VIT.hidden()];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) random.nextDouble(-1, 1);
    }
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("kernel", Tensor.of(kernel, CLASSES, VIT.hidden()));
    tensors.put("bias", Tensor.zeros(CLASSES));
    return new Component(Vit.HEAD, task, tensors);
  }

  private Child child(String task, int number) {
    return new Child(
        task + ".0." + number,
        root.id(),
        number / 4,
        List.of("clone head"),
        List.of(Vit.HEAD),
        CLASSES * (VIT.hidden() + 1),
        0.5,
        0.5,
        CURVE,
        number == 0,
        Trained.End.FINISHED);
  }
}
