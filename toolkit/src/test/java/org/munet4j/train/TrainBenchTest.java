package org.munet4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.munet4j.tensor.NativeMemory;

class TrainBenchTest {
  private final List<BenchRow> heard = new ArrayList<>();

  private List<String> names() {
    return heard.stream().map(BenchRow::name).toList();
  }

  @Test
  void measuresWithoutAPythonAndLeavesTheThreadsAsTheyWere() {
    try (TrainBench bench = TrainBench.start("no-such-python", 1, heard::add)) {
      bench.peak(2);
      bench.model(TrainBench.Model.EMPTY, 2);
    }
    assertEquals(List.of("matmul, 2 threads", "overhead of a step, no layers, 2 threads"), names());
    heard.forEach(row -> assertTrue(row.ours() > 0 && row.reference().isEmpty(), row.toString()));
    assertEquals(1, JniUtils.getNumThreads());
  }

  @Test
  void tellsWhatPartOfTheMatmulAModelReaches() {
    try (TrainBench bench = TrainBench.start("no-such-python", 1, heard::add)) {
      bench.peak(1);
      bench.model(TrainBench.Model.NANO, 1);
    }
    double images = heard.get(2).ours();
    double peak = heard.get(0).ours() * 1e9;
    double percent = 100 * images * TrainBench.Model.NANO.operations() / peak;
    assertEquals("nano train, 1 thread, of the matmul", names().get(3));
    assertEquals(percent, heard.get(3).ours(), 1e-9);
  }

  /** Of ViT-Ti/16 at 224 pixels, counted by hand: 1.25 G multiplications in a pass. */
  @Test
  void countsTheArithmeticOfATrainingStep() {
    double pass = 196 * 768 * 192 + 12 * (197 * 12 * 192 * 192 + 2 * 197 * 197 * 192) + 1920;
    double exact = 2 * (3 * pass - 196 * 768 * 192);
    assertEquals(exact, TrainBench.Model.TI16_224.operations());
  }

  @Test
  void aRatioIsAboveOneWhereOursIsBetter() {
    assertEquals(Optional.of(2.0), BenchRow.more("a", 10, 5, "images/s").ratio());
    assertEquals(Optional.of(0.5), BenchRow.less("a", 10, 5, "s").ratio());
  }

  @Test
  void memoryIsReadAtItsMarksAndCompared() {
    MemoryBench.steps(List.of(2, 5), heard::add);
    MemoryBench.children(List.of(1, 3), heard::add);
    List<String> all =
        List.of(
            "native memory, step 2",
            "native memory, step 5",
            "native memory, growth from step 2",
            "native memory, child 1",
            "native memory, child 3",
            "native memory, growth from child 1");
    assertEquals(NativeMemory.resident().isPresent() ? all : List.of(), names());
  }

  @Test
  void inputIsMeasuredBesideTheStepsThatTakeIt() {
    List<BenchRow> rows = InputBench.run(new Slots(2), new Augmentation(0.05, 0.75, true), 2);
    double ratio = rows.get(0).ratio().orElseThrow();
    assertEquals(100 / (1 + ratio), rows.get(1).ours(), 1e-6);
  }
}
