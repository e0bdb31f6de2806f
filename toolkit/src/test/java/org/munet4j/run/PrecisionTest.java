package org.munet4j.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.munet4j.agent.MuNet;
import org.munet4j.agent.RootAgent;
import org.munet4j.agent.SinglePathAgent;
import org.munet4j.component.Component;
import org.munet4j.component.Fresh;
import org.munet4j.component.Vit;
import org.munet4j.data.Alphabets;
import org.munet4j.paper.Size;
import org.munet4j.paper.Tour;
import org.munet4j.space.SearchSpace;
import org.munet4j.system.Model;
import org.munet4j.system.MultitaskSystem;
import org.munet4j.task.Task;
import org.munet4j.tensor.RandomStream;
import org.munet4j.tensor.Tensor;
import org.munet4j.train.Budget;
import org.munet4j.train.LinearKernels;
import org.munet4j.train.Precision;
import org.munet4j.train.TinyTask;

/** bfloat16 is forced, so that it is computed also where it is slow. */
class PrecisionTest {
  private static final double STUDENT_95 = 4.303; // two degrees of freedom
  private static final Task BARS = TinyTask.named("bars", 4, 1);
  private static final Vit WIDE = new Vit(12, 4, 64, 128, 2, 1);

  private static final RootAgent ROOT =
      RootAgent.of(WIDE).alphabets(1, 4).budget(new Budget(20, 3, 1, 2));

  @TempDir private Path folder;

  @BeforeEach
  void force() {
    System.setProperty("munet4j.cache", folder.toString());
    System.setProperty(LinearKernels.SETTING, "bfloat16");
  }

  @AfterEach
  void free() {
    System.clearProperty("munet4j.cache");
    System.clearProperty(LinearKernels.SETTING);
  }

  private static Run.Result run(Precision precision) {
    Model root = Model.root(Fresh.path(WIDE, 2, "root", RandomStream.seeded(5)));
    SinglePathAgent agent =
        MuNet.on(BARS)
            .children(4)
            .generation(2)
            .mutation(0.5)
            .space(SearchSpace.autoTune(1))
            .budget(new Budget(20, 3, 2, 2));
    return Run.on(MultitaskSystem.from(root)).agent(agent.precision(precision)).go();
  }

  @Test
  void aSearchInBfloat16RepeatsAndIsNotTheOneInFloat32() {
    Run.Result first = run(Precision.BFLOAT16);
    Run.Result again = run(Precision.BFLOAT16);
    assertEquals(first.history(), again.history());
    assertEquals(first.system().models(), again.system().models());
    assertNotEquals(first.system().models(), run(Precision.FLOAT32).system().models());
  }

  @Test
  void trainedWeightsKeepTheBitsThatBfloat16HasNot() {
    Model root = ROOT.precision(Precision.BFLOAT16).pretrain();
    long[] counts = {0, 0};
    for (Component component : root.path().components()) {
      component.tensors().values().forEach(tensor -> count(tensor, counts));
    }
    assertTrue(counts[0] > 0.99 * counts[1], counts[0] + " of " + counts[1] + " weights are fine");
  }

  /** Adds the weights that bfloat16 cannot hold, and all that are not 0. */
  private static void count(Tensor tensor, long[] counts) {
    for (float weight : tensor.toArray()) {
      counts[0] += (Float.floatToRawIntBits(weight) & 0xffff) != 0 ? 1 : 0;
      counts[1] += weight != 0 ? 1 : 0;
    }
  }

  @Test
  void aRootHasItsPrecisionToo() {
    RootAgent kept = ROOT.cache(folder);
    Model exact = kept.pretrain();
    Model coarse = kept.precision(Precision.BFLOAT16).pretrain();
    assertNotEquals(exact.path().ids(), coarse.path().ids());
    assertEquals(coarse.path().ids(), ROOT.precision(Precision.BFLOAT16).pretrain().path().ids());
  }

  @Test
  @Tag("slow")
  void aWholeRunInBfloat16IsAsAccurateAsInFloat32WithinTheSeedsInterval() {
    double[] exact = accuracies(Precision.FLOAT32);
    double[] coarse = accuracies(Precision.BFLOAT16);
    System.out.println("float32  " + words(exact));
    System.out.println("bfloat16 " + words(coarse));
    double[] change = {coarse[0] - exact[0], coarse[1] - exact[1], coarse[2] - exact[2]};
    System.out.println("change   " + words(change));
    assertTrue(
        Math.abs(mean(coarse) - mean(exact)) <= halfWidth(exact),
        words(coarse) + " beside " + words(exact));
  }

  private static double[] accuracies(Precision precision) {
    return LongStream.range(0, 3).mapToDouble(seed -> accuracy(seed, precision)).toArray();
  }

  /** Test accuracy after the LESSON's search on characters with a narrow network. */
  private static double accuracy(long seed, Precision precision) {
    RootAgent agent = RootAgent.of(new Vit(28, 14, 64, 256, 2, 2)).seed(seed).alphabets(5, 20);
    Model root = agent.budget(new Budget(128, 1000, 3, 10)).precision(precision).pretrain();
    Task task =
        Task.named("characters").from(Alphabets.seeded(7).alphabet(100).source(100, 20)).build();
    SinglePathAgent search = Tour.at(Size.LESSON).agent(task, seed).space(SearchSpace.autoTune(2));
    SinglePathAgent muNet = search.defaults(search.defaults().orElseThrow().with("num_layers", 2));
    Run.Result result = Run.on(MultitaskSystem.from(root)).agent(muNet.precision(precision)).go();
    return result.history().get(0).best().orElseThrow().metrics().test().orElseThrow();
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElseThrow();
  }

  /** Of the 95 % interval of the mean of three. */
  private static double halfWidth(double[] values) {
    double mean = mean(values);
    double squares = DoubleStream.of(values).map(value -> Math.pow(value - mean, 2)).sum();
    return STUDENT_95 * Math.sqrt(squares / (values.length - 1) / values.length);
  }

  private static String words(double[] values) {
    List<String> each =
        DoubleStream.of(values).mapToObj(v -> String.format(Locale.ROOT, "%.4f", v)).toList();
    return String.format(
        Locale.ROOT, "%.4f ± %.4f, seeds %s", mean(values), halfWidth(values), each);
  }
}
